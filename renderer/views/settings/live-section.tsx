import { NumberInput } from '@mantine/core';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

export function LiveSection() {
  const { preferences } = useStores();
  const groupAtLeast = useStore(preferences.store, ({ value }) => value?.groupAtLeast ?? null);
  if (groupAtLeast === null) return null;
  return (
    <div className="setting">
      <NumberInput
        label={text.settings.groupAtLeast}
        description={text.settings.groupAtLeastHint}
        suffix={` ${text.settings.groupUnit(groupAtLeast)}`}
        min={2}
        max={10_000}
        allowDecimal={false}
        clampBehavior="blur"
        value={groupAtLeast}
        onChange={(value) => {
          if (typeof value === 'number' && value >= 2 && value <= 10_000)
            preferences.set({ groupAtLeast: value });
        }}
      />
    </div>
  );
}
