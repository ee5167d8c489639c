import { NumberField } from '../../components/number-field.tsx';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

export function LiveSection() {
  const { preferences } = useStores();
  const groupAtLeast = useStore(preferences.store, ({ value }) => value?.groupAtLeast ?? null);
  if (groupAtLeast === null) return null;
  return (
    <div className="setting">
      <NumberField
        label={text.settings.groupAtLeast}
        hint={text.settings.groupAtLeastHint}
        unit={text.settings.groupUnit}
        min={2}
        max={10_000}
        value={groupAtLeast}
        onChange={(value) => {
          if (!Number.isNaN(value)) preferences.set({ groupAtLeast: value });
        }}
      />
    </div>
  );
}
