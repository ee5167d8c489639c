import { asOfDay } from '../../format/time.ts';
import type { Inspection } from '../../../shared/lot.ts';
import { text } from '../../text.ts';
import { FIELD_LABELS } from '../../text/settings.ts';

const labels: Readonly<Record<string, string>> = FIELD_LABELS;

/** What a file or folder holds and how Lotwatch understands it, before anything is stored. */
export function InspectionResult({ found }: { readonly found: Inspection }) {
  const mapped = Object.entries(found.mapped);
  const used = new Set(mapped.map(([, column]) => column));
  const unused = found.columns.filter((column) => !used.has(column));
  const newest = found.files.at(-1);
  const size = found.files.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <section className="inspection" aria-label={text.settings.mapped}>
      <p>
        <strong>{text.settings.found(found.format, found.columns.length)}</strong>{' '}
        <span className="muted">
          {text.settings.files(found.files.length, size)}
          {newest && ` · ${text.settings.newestFile(newest.name, asOfDay(newest.asOf))}`}
        </span>
      </p>
      {found.notes.map((note) => (
        <p key={note} className="note">
          {note}
        </p>
      ))}
      <dl className="mapped" aria-label={text.settings.mapped}>
        {mapped.map(([field, column]) => (
          <div key={field}>
            <dt>{labels[field] ?? field}</dt>
            <dd>{column}</dd>
          </div>
        ))}
      </dl>
      {unused.length > 0 && (
        <p className="muted" title={unused.join(', ')}>
          {text.settings.unmapped(unused.length)}: {unused.join(', ')}
        </p>
      )}
      {found.samples.length > 0 && (
        <div className="table-scroll samples">
          <table className="table" aria-label={text.settings.firstRows(found.samples.length)}>
            <thead>
              <tr>
                {found.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.samples.map((sample, index) => (
                // The first rows of a file have no name and never change places.
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={index}>
                  {found.columns.map((column) => (
                    <td key={column}>{sample[column]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
