import { useEffect, useEffectEvent } from 'react';
import type { Command } from '../../stores/commands.ts';
import { countOf } from '../../stores/vehicles/picks.ts';
import { useOffline, useStore, useStores } from '../../stores-context.tsx';
import { count } from '../../format/money.ts';
import { text } from '../../text.ts';
import type { Action } from './use-acting.ts';

const words = text.palette;
const ACTIONS: readonly (readonly [Action, string, string])[] = [
  ['recompute', words.recomputeSelected, 'R'],
  ['watch', words.watchSelected, 'W'],
  ['unwatch', words.unwatchSelected, 'W'],
  ['note', words.noteSelected, 'N'],
  ['copy', words.copySelected, 'C'],
];

/** What the list can do, in the palette too. */
export function useVehicleCommands(options: {
  readonly onAct: (action: Action) => void;
  readonly onSave: () => void;
  readonly onPreview: () => void;
  readonly onExport: () => void;
  readonly onPrint: () => void;
}): void {
  const { vehicles, screenCommands } = useStores();
  const { picks } = vehicles;
  const picked = useStore(picks.store, countOf);
  const offline = useOffline();
  const act = useEffectEvent(options.onAct);
  const save = useEffectEvent(options.onSave);
  const preview = useEffectEvent(options.onPreview);
  const exportList = useEffectEvent(options.onExport);
  const print = useEffectEvent(options.onPrint);
  useEffect(() => {
    const commands: readonly Command[] = [
      ...ACTIONS.map(([action, name, press]) => ({
        id: `selected/${action}`,
        name,
        hint: picked === 0 ? null : words.vehicles(picked),
        off: picked === 0 ? words.noneSelected : action === 'copy' ? null : offline,
        press,
        run: () => act(action),
      })),
      {
        id: 'select-none',
        name: words.selectNone,
        hint: picked === 0 ? null : count(picked),
        off: picked === 0 ? words.noneSelected : null,
        press: 'Esc',
        run: picks.clear,
      },
      {
        id: 'save-view',
        name: words.saveView,
        hint: null,
        off: offline,
        press: 'Ctrl S',
        run: () => save(),
      },
      {
        id: 'preview',
        name: words.togglePreview,
        hint: null,
        off: null,
        press: 'Space',
        run: () => preview(),
      },
      {
        id: 'export',
        name: words.exportList,
        hint: picked === 0 ? null : words.vehicles(picked),
        off: offline,
        press: 'E',
        run: () => exportList(),
      },
      {
        id: 'print',
        name: words.printView,
        hint: null,
        off: offline,
        press: 'Ctrl P',
        run: () => print(),
      },
    ];
    return screenCommands.offer(commands);
  }, [screenCommands, picked, offline, picks]);
}
