import { useEffect } from 'react';

/** Elements that have a use of their own for Escape. */
const OWN_USE = 'input, textarea, select, [role="dialog"], [role="listbox"]';

/** Escape anywhere on the page, unless something on it takes the key for itself. */
export function useEscape(onEscape: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(OWN_USE) !== null) return;
      onEscape();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onEscape]);
}
