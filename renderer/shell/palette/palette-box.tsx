import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import { focusAtOnce } from '../../components/focus-at-once.ts';
import { asked } from '../../keys/press.ts';
import { useChosenDealer, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { PREFIXES, type Prefix, type Line } from './arrange.ts';
import type { Entry } from './entry.ts';
import { PaletteFoot } from './palette-foot.tsx';
import { PaletteList, optionId } from './palette-list.tsx';
import { useGroups } from './use-groups.ts';

const words = text.palette;

/** The field and what it lists. The field keeps the focus; arrows, Tab and Enter go through the list. */
export function PaletteBox({ onClose }: { readonly onClose: () => void }) {
  const { palette, beside } = useStores();
  const dealer = useChosenDealer();
  const [typed, setTyped] = useState('');
  /** What it is open for: the line whose other actions are listed. */
  const [scope, setScope] = useState<Entry | null>(null);
  /** Gone to by a person; null = the first line. */
  const [wanted, setWanted] = useState<string | null>(null);
  /** Enter was pressed before the core had answered: the first line is run when it has. */
  const entered = useRef(false);
  const { groups, hits, isEmpty } = useGroups(typed, scope);
  const lines: readonly Line[] = groups.flatMap((group) => group.lines);
  const at = Math.max(
    0,
    lines.findIndex(({ entry }) => entry.key === wanted),
  );
  const active = lines[at]?.entry ?? null;

  const type = (next: string): void => {
    setTyped(next);
    setWanted(null);
    entered.current = false;
  };
  const goTo = (index: number): void => setWanted(lines[index]?.entry.key ?? null);
  const run = (entry: Entry): void => {
    if (entry.off !== null) return;
    onClose();
    const done = scope ?? entry;
    if (done.group !== 'search') palette.did({ key: done.key, name: done.name });
    entry.run();
  };
  const enter = (): void => {
    if (hits.pending && wanted === null && hits.error === null) entered.current = true;
    else if (active !== null) run(active);
  };
  const openBeside = (): void => {
    if (active?.place == null) return;
    onClose();
    palette.did({ key: active.key, name: active.name });
    beside.open(active.place);
  };
  const { pending } = hits;
  const answered = useEffectEvent((): void => {
    if (entered.current && active !== null) run(active);
    entered.current = false;
  });
  useEffect(() => {
    if (!pending) answered();
  }, [pending]);

  /** The first line of the group after or before the one that is gone through. */
  const otherGroup = (step: 1 | -1): void => {
    const now = groups.findIndex((group) => group.lines.some(({ entry }) => entry === active));
    const next = groups[(now + step + groups.length) % groups.length];
    setWanted(next?.lines[0]?.entry.key ?? null);
  };
  const open = (entry: Entry | null): void => {
    setScope(entry);
    setWanted(entry === null ? (scope?.key ?? null) : null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const last = lines.length - 1;
    const isAtEnd = event.currentTarget.selectionStart === typed.length;
    const ask = asked('palette', event, false);
    if (ask === 'close' && scope !== null) open(null);
    else if (ask === 'close') onClose();
    else if (ask === 'next') goTo(at === last ? 0 : at + 1);
    else if (ask === 'previous') goTo(at === 0 ? last : at - 1);
    else if (ask === 'nextGroup') otherGroup(1);
    else if (ask === 'lastGroup') otherGroup(-1);
    else if (ask === 'run') enter();
    else if (ask === 'beside') openBeside();
    else if (ask === 'more' && isAtEnd && active !== null && active.more.length > 0) open(active);
    else if ((ask === 'less' || event.key === 'Backspace') && scope !== null) open(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <div className="palette-field">
        {scope !== null && <span className="tag">{scope.name}</span>}
        <input
          ref={focusAtOnce}
          data-autofocus
          type="text"
          role="combobox"
          enterKeyHint="go"
          value={scope === null ? typed : ''}
          readOnly={scope !== null}
          placeholder={scope === null ? words.placeholder : ''}
          aria-label={words.label}
          aria-expanded={lines.length > 0}
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant={active === null ? undefined : optionId(at)}
          spellCheck={false}
          autoComplete="off"
          maxLength={100}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <div className="palette-prefixes">
          {(Object.keys(PREFIXES) as Prefix[]).map((prefix) => (
            <button
              key={prefix}
              type="button"
              tabIndex={-1}
              aria-label={words.onlyGroup(words.prefixes[prefix])}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                setScope(null);
                type(prefix);
              }}
            >
              <kbd>{prefix}</kbd> {words.prefixes[prefix]}
            </button>
          ))}
        </div>
      </div>
      <PaletteList groups={groups} active={active} onPoint={(entry) => setWanted(entry.key)} onRun={run}>
        {hits.error !== null && (
          <p className="palette-note" role="alert">
            {words.failed(hits.error)}
          </p>
        )}
        {isEmpty && hits.error === null && (
          <p className="palette-note">{dealer === null ? words.nothing : words.nothingOf(dealer.name)}</p>
        )}
        {typed === '' && groups.length === 0 && <p className="palette-note">{words.nothingDone}</p>}
      </PaletteList>
      <p className="visually-hidden" role="status">
        {typed === '' || scope !== null ? '' : hits.pending ? words.searching : words.found(lines.length)}
      </p>
      <PaletteFoot
        hasPlace={active?.place != null}
        hasMore={active !== null && active.more.length > 0}
        inMore={scope !== null}
      />
    </>
  );
}
