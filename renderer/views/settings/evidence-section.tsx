import { Select } from '@mantine/core';
import { asOfDay } from '../../format/time.ts';
import { plural } from '../../format/money.ts';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

const FOR_EVER = 'for-ever';
const YEARS = [1, 2, 3, 4, 5, 6, 7, 10, 15, 20];

/** For how long what was advertised is kept, and what went so far. */
export function EvidenceSection() {
  const { preferences, app } = useStores();
  const years = useStore(preferences.store, ({ value }) => value?.evidenceYears);
  const pruned = useStore(app, (info) => info?.prunedEvidence ?? null);
  if (years === undefined) return null;
  const choices = [...new Set([...YEARS, ...(years === null ? [] : [years])])].toSorted((a, b) => a - b);
  return (
    <div className="setting">
      <Select
        label={text.settings.evidenceYears}
        description={text.settings.evidenceHint}
        data={[
          { value: FOR_EVER, label: text.settings.evidenceForEver },
          ...choices.map((one) => ({ value: String(one), label: text.settings.evidenceFor(one) })),
        ]}
        value={years === null ? FOR_EVER : String(years)}
        allowDeselect={false}
        onChange={(chosen) =>
          preferences.set({ evidenceYears: chosen === null || chosen === FOR_EVER ? null : Number(chosen) })
        }
      />
      <p className="muted">
        {pruned === null
          ? text.settings.evidenceNone
          : text.settings.evidenceDeleted(plural(pruned.records, 'record'), asOfDay(pruned.at))}
      </p>
    </div>
  );
}
