import { Modal } from '@mantine/core';
import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import { asked } from '../../keys/press.ts';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { PaletteBox } from './palette-box.tsx';

const OTHER_DIALOG = '[role="dialog"][aria-modal="true"]';

/** Ctrl K from anywhere: one field for vehicles, actions, views, dealers and screens. */
export function Palette() {
  const { palette } = useStores();
  const isOpen = useStore(palette.store, (state) => state.isOpen);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (asked('everywhere', event, false) !== 'palette') return;
      // The browser's own search bar stays shut.
      event.preventDefault();
      if (palette.store.getState().isOpen) palette.close();
      // A dialog that asks something is answered first.
      // Drawn before the next key: what is typed right after belongs in its field.
      else if (document.querySelector(OTHER_DIALOG) === null) flushSync(palette.open);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [palette]);
  return (
    <Modal.Root
      opened={isOpen}
      onClose={palette.close}
      size={720}
      yOffset={76}
      closeOnEscape={false}
      // Locking the page's scroll adds a style element, which the security policy forbids (rules 30).
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      classNames={{ content: 'palette' }}
    >
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content aria-label={text.palette.label}>
        <PaletteBox onClose={palette.close} />
      </Modal.Content>
    </Modal.Root>
  );
}
