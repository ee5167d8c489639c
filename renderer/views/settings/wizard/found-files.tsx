import { asOfDay } from '../../../format/time.ts';
import type { Inspection } from '../../../../shared/lot.ts';
import { text } from '../../../text.ts';

/** What stands at a path: format, size, the newest file, and what a person should know about it. */
export function FoundFiles({ found }: { readonly found: Inspection }) {
  const newest = found.files.at(-1);
  const size = found.files.reduce((sum, { bytes }) => sum + bytes, 0);
  const used = found.suggestions.filter(({ field }) => field !== null).length;
  return (
    <section className="inspection" aria-label={text.settings.mapped}>
      <p role="status">
        <strong>{text.settings.found(found.format, found.columns.length)}</strong>{' '}
        <span className="muted">
          {text.settings.files(found.files.length, size)}
          {newest && ` · ${text.settings.newestFile(newest.name, asOfDay(newest.asOf))}`}
        </span>
      </p>
      <p>{text.wizard.understood(used, found.columns.length)}</p>
      <Notes found={found} />
    </section>
  );
}

export function Notes({ found }: { readonly found: Inspection }) {
  return found.notes.map((note) => (
    <p key={note} className="note">
      {note}
    </p>
  ));
}
