import { useEffect, useRef } from 'react';
import { useStore, useStores } from '../stores-context.tsx';
import { text } from '../text.ts';

/** Narrows the live list to what holds all the words typed. Ctrl K puts the cursor here, Escape empties it. */
export function SearchField() {
  const { live } = useStores();
  const words = useStore(live.store, ({ filter }) => filter.search);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  return (
    <search className="search">
      <input
        ref={input}
        type="search"
        value={words}
        placeholder={text.shell.searchLabel}
        aria-label={text.shell.searchLabel}
        aria-keyshortcuts="Control+K"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => live.search(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') live.search('');
        }}
      />
      {words === '' ? (
        <kbd aria-hidden="true">{text.shell.searchKey}</kbd>
      ) : (
        <button
          type="button"
          className="link"
          aria-label={text.shell.searchClear}
          onClick={() => live.search('')}
        >
          ✕
        </button>
      )}
    </search>
  );
}
