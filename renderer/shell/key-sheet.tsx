import { Modal } from '@mantine/core';
import { Fragment } from 'react';
import { capsOf, isLetter } from '../keys/press.ts';
import { KEYS, type KeyPlace } from '../keys/table.ts';
import { useStore, useStores } from '../stores-context.tsx';
import { text } from '../text.ts';
import { KEY_WORDS } from '../text/keys.ts';

const words = text.keys;
/** More presses than this for one thing are a span: "1 to 9". */
const SPAN = 3;

/** All keys there are, by where they act. */
export function KeySheet() {
  const { keySheet, preferences } = useStores();
  const isOpen = useStore(keySheet);
  const letters = useStore(preferences.store, ({ value }) => value?.singleKeys ?? true);
  const close = (): void => keySheet.setState(false, true);
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={words.title}
      size={980}
      classNames={{ body: 'key-sheet' }}
    >
      <p className="key-note">{letters ? words.lettersOn : words.lettersOff}</p>
      <div className="key-places">
        {(Object.keys(KEYS) as KeyPlace[]).map((place) => (
          <Place key={place} place={place} letters={letters} />
        ))}
      </div>
    </Modal>
  );
}

function Place({ place, letters }: { readonly place: KeyPlace; readonly letters: boolean }) {
  const rows: readonly (readonly [string, readonly string[]])[] = Object.entries(KEYS[place]);
  const meaning: Readonly<Record<string, string>> = KEY_WORDS[place];
  return (
    <section aria-labelledby={`keys-${place}`}>
      <h3 id={`keys-${place}`}>{words.places[place]}</h3>
      <dl>
        {rows.map(([ask, presses]) => (
          <div key={ask} className={!letters && presses.every(isLetter) ? 'is-off' : undefined}>
            <dt>
              <Presses presses={presses} />
            </dt>
            <dd>{meaning[ask]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Presses({ presses }: { readonly presses: readonly string[] }) {
  const isSpan = presses.length > SPAN;
  const shown = isSpan ? [presses[0] ?? '', presses.at(-1) ?? ''] : presses;
  return shown.map((press, index) => (
    <Fragment key={press}>
      {index > 0 && <small>{isSpan ? words.to : words.or}</small>}
      <span className="key-caps">
        {capsOf(press).map((cap) => (
          <kbd key={cap}>{cap}</kbd>
        ))}
      </span>
    </Fragment>
  ));
}
