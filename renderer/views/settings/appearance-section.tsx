import { Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import type { Preferences } from '../../../shared/preferences.ts';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

type Scheme = Preferences['colorScheme'];
const SCHEMES: readonly Scheme[] = ['auto', 'light', 'dark'];

export function AppearanceSection() {
  const { preferences } = useStores();
  const scheme = useStore(preferences.store, ({ value }) => value?.colorScheme ?? null);
  const singleKeys = useStore(preferences.store, ({ value }) => value?.singleKeys ?? true);
  const wall = useStore(preferences.store, ({ value }) => value?.wall ?? null);
  if (scheme === null || wall === null) return null;
  return (
    <>
      <div className="setting">
        <span id="scheme-label">{text.settings.scheme}</span>
        <SegmentedControl
          aria-labelledby="scheme-label"
          data={SCHEMES.map((value) => ({ value, label: text.settings.schemes[value] }))}
          value={scheme}
          onChange={(value) => {
            const chosen = SCHEMES.find((known) => known === value);
            if (chosen) preferences.set({ colorScheme: chosen });
          }}
        />
      </div>
      <Checkbox
        label={text.vehicles.singleKeys}
        checked={singleKeys}
        onChange={(event) => preferences.set({ singleKeys: event.currentTarget.checked })}
      />
      <Checkbox
        label={text.wall.competitors}
        description={text.wall.competitorsHint}
        checked={wall.competitors}
        onChange={(event) =>
          preferences.set({ wall: { ...wall, competitors: event.currentTarget.checked } })
        }
      />
      <TextInput
        label={text.wall.name}
        description={text.wall.nameHint}
        value={wall.name}
        maxLength={120}
        onChange={(event) => preferences.set({ wall: { ...wall, name: event.currentTarget.value } })}
      />
    </>
  );
}
