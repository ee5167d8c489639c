import { text } from '../text.ts';

/** The first thing that Tab comes to: past search, buttons and navigation. Shown while it has the focus. */
export function SkipLink() {
  return (
    <a
      className="skip-link"
      href="#main"
      onClick={(event) => {
        // The fragment names the screen that is shown; this one would be no screen.
        event.preventDefault();
        document.querySelector('main')?.focus();
      }}
    >
      {text.shell.skip}
    </a>
  );
}
