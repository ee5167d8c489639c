import type { KeyboardEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useStore, useStores } from '../stores-context.tsx';
import { text } from '../text.ts';
import { FoundList, hitId } from './found-list.tsx';

/**
 * Finds vehicles of ours, and narrows the live lists to what holds all the words typed. Ctrl K puts the cursor here,
 * Enter opens the first vehicle or the one gone to by arrows, Escape empties it.
 */
export function SearchField() {
  const { live, finder, navigation } = useStores();
  const words = useStore(live.store, ({ search: typed }) => typed);
  const { hits, words: foundFor } = useStore(finder.store);
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const isOpen = open && words.trim() !== '' && foundFor !== null;

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const search = (typed: string): void => {
    live.search(typed);
    finder.look(typed);
    setActive(-1);
    setOpen(true);
  };
  const show = (vin: string): void => {
    search('');
    input.current?.blur();
    navigation.go('vehicle', vin);
  };
  const enter = async (): Promise<void> => {
    const hit = hits[active] ?? (await finder.first(words));
    if (hit) show(hit.vin);
    else setOpen(true);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') search('');
    else if (event.key === 'Enter') void enter();
    else if (event.key === 'ArrowDown' && isOpen) setActive(Math.min(active + 1, hits.length - 1));
    else if (event.key === 'ArrowUp' && isOpen) setActive(Math.max(active - 1, -1));
    else return;
    event.preventDefault();
  };

  return (
    <search className="search" onBlur={() => setOpen(false)} onFocus={() => setOpen(true)}>
      <input
        ref={input}
        type="text"
        role="combobox"
        enterKeyHint="search"
        value={words}
        placeholder={text.shell.searchLabel}
        aria-label={text.shell.searchLabel}
        aria-keyshortcuts="Control+K"
        aria-expanded={isOpen}
        aria-controls="found"
        aria-autocomplete="list"
        aria-activedescendant={isOpen && active >= 0 ? hitId(active) : undefined}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => search(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {words === '' ? (
        <kbd aria-hidden="true">{text.shell.searchKey}</kbd>
      ) : (
        <button
          type="button"
          className="link"
          aria-label={text.shell.searchClear}
          onClick={() => search('')}
        >
          ✕
        </button>
      )}
      <FoundList open={isOpen} active={active} onChoose={show} />
    </search>
  );
}
