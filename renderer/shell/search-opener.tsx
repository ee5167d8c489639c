import { useStores } from '../stores-context.tsx';
import { text } from '../text.ts';

/** Looks like the field it opens: there is one place to find things. */
export function SearchOpener() {
  const { palette } = useStores();
  return (
    <button
      type="button"
      className="search-opener"
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K"
      onClick={palette.open}
    >
      <span>{text.palette.open}</span>
      <kbd aria-hidden="true">{text.palette.openKey}</kbd>
    </button>
  );
}
