import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useLot, useStore, useStores } from '../stores-context.tsx';
import { dealersOf } from '../stores/lot.ts';
import { text } from '../text.ts';

const ALL = '';

/**
 * Whose changes, scores and figures are shown, whose vehicles are found and scored: one choice for every screen. Not
 * shown where there is only one to choose.
 */
export function DealerPicker() {
  const { preferences } = useStores();
  const chosen = useStore(preferences.store, ({ value }) => value?.live.dealerId ?? null);
  const sources = useLot((lot) => lot.sources);
  const options = useMemo(() => {
    // Competitors' prices are history and announce no changes (rules 11).
    const dealers = dealersOf(sources ?? []);
    const named = dealers.map(({ id, name }) => ({ value: id, label: name }));
    const gone = chosen !== null && !dealers.some(({ id }) => id === chosen);
    return [
      { value: ALL, label: text.shell.allDealers(dealers.length) },
      ...named,
      // A choice that outlived its dealer must stay visible, else the list would be empty for no reason.
      ...(gone ? [{ value: chosen, label: text.shell.dealerGone(chosen) }] : []),
    ];
  }, [sources, chosen]);

  if (options.length < 3) return null;
  return (
    <Select
      aria-label={text.shell.dealerLabel}
      className="dealer-picker"
      data-chosen={chosen !== null}
      data={options}
      value={chosen ?? ALL}
      allowDeselect={false}
      searchable={options.length > 12}
      maxDropdownHeight={360}
      onChange={(value) =>
        preferences.setLive({ dealerId: value === null || value === ALL ? null : value })
      }
    />
  );
}
