import { useEffect, useEffectEvent } from 'react';
import { shownKey } from '../../keys/press.ts';
import type { KeyAsk } from '../../keys/table.ts';
import { commandOf, type Command } from '../../stores/commands.ts';
import { countOf } from '../../stores/vehicles/picks.ts';
import { useOffline, useStore, useStores } from '../../stores-context.tsx';
import { count } from '../../format/money.ts';
import { text } from '../../text.ts';
import type { Action } from './use-acting.ts';

const words = text.palette;
const ACTIONS: readonly (readonly [Action, string, KeyAsk<'vehicles'>])[] = [
  ['recompute', words.recomputeSelected, 'recompute'],
  ['watch', words.watchSelected, 'watch'],
  ['unwatch', words.unwatchSelected, 'watch'],
  ['note', words.noteSelected, 'note'],
  ['copy', words.copySelected, 'copy'],
];

const keyOf = (ask: KeyAsk<'vehicles'>): string => shownKey('vehicles', ask);

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
      ...ACTIONS.map(([action, name, ask]) => ({
        id: `selected/${action}`,
        name,
        hint: picked === 0 ? null : words.vehicles(picked),
        off: picked === 0 ? words.noneSelected : action === 'copy' ? null : offline,
        press: keyOf(ask),
        run: () => act(action),
      })),
      {
        id: 'select-none',
        name: words.selectNone,
        hint: picked === 0 ? null : count(picked),
        off: picked === 0 ? words.noneSelected : null,
        press: keyOf('escape'),
        run: picks.clear,
      },
      commandOf({
        id: 'save-view',
        name: words.saveView,
        off: offline,
        press: keyOf('save'),
        run: () => save(),
      }),
      commandOf({
        id: 'preview',
        name: words.togglePreview,
        press: keyOf('preview'),
        run: () => preview(),
      }),
      {
        id: 'export',
        name: words.exportList,
        hint: picked === 0 ? null : words.vehicles(picked),
        off: offline,
        press: keyOf('export'),
        run: () => exportList(),
      },
      commandOf({
        id: 'print',
        name: words.printView,
        off: offline,
        press: keyOf('print'),
        run: () => print(),
      }),
    ];
    return screenCommands.offer(commands);
  }, [screenCommands, picked, offline, picks]);
}
