import type { ChangeGroup } from '../../../shared/contract.ts';
import type { ColumnFilter } from '../../../shared/lot-list/filter.ts';
import { useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { DAY_MS } from '../../../shared/units.ts';

/** As many as one filter names one by one. */
const LISTED_MAX = 500;

/** What a group of like moves is good for besides being read. */
export function useGroupActions() {
  const { groups, notices, clipboard, navigation, vehicles } = useStores();
  const vinsOf = async ({ groupId }: ChangeGroup): Promise<readonly string[] | null> => {
    const vins = await groups.vins(groupId);
    if (vins.ok) return vins.value;
    notices.problem(text.live.groupFailed(vins.error.message));
    return null;
  };
  return {
    copy: async (group: ChangeGroup): Promise<void> => {
      const vins = await vinsOf(group);
      if (vins !== null) await clipboard.copy(vins.join('\n'), text.live.copiedMany(vins.length));
    },
    /** Its vehicles in the inventory list: one by one, or those whose last change it is where they are too many for that. */
    show: async (group: ChangeGroup): Promise<void> => {
      const vins = (group.matching ?? group.count) > LISTED_MAX ? [] : await vinsOf(group);
      if (vins === null) return;
      await vehicles.show(
        vins.length === 0 ? sameMove(group) : [{ column: 'vin', op: 'is', values: [...vins] }],
      );
      navigation.go('vehicles');
    },
  };
}

function sameMove({ delta, ts }: ChangeGroup): ColumnFilter[] {
  const from = new Date(Math.floor(Date.parse(ts) / DAY_MS) * DAY_MS);
  const to = new Date(from.getTime() + DAY_MS);
  return [
    { column: 'change', op: 'range', min: delta, max: delta, over: null, under: null },
    { column: 'changed', op: 'between', from: from.toISOString(), to: to.toISOString() },
  ];
}
