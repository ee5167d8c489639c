import { asOfDay } from '../../format/time.ts';
import type { Inspection } from '../../../shared/lot.ts';
import { text } from '../../text.ts';
import { FIELD_LABELS } from '../../text/settings.ts';

/** Samples come as they would be stored, with the dealer's name in a field of its own. */
const labels: Readonly<Record<string, string>> = { ...FIELD_LABELS, dealerName: FIELD_LABELS.dealer };
/** What changes are told by: without these a person should know before adding. */
const EXPECTED: readonly string[] = ['msrp', 'price', 'dealer', 'model'];
const labelOf = (field: string): string => labels[field] ?? field;

/** What a file or folder holds and how Lotwatch understands it, before anything is stored. */
export function InspectionResult({ found }: { readonly found: Inspection }) {
  const mapped = Object.entries(found.mapped);
  const used = new Set(mapped.map(([, column]) => column));
  const unused = found.columns.filter((column) => !used.has(column));
  const fields = [...new Set(found.samples.flatMap((sample) => Object.keys(sample)))];
  const missing = EXPECTED.filter((field) => found.mapped[field] === undefined);
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
      {missing.length > 0 && <p className="note">{text.settings.notFound(missing.map(labelOf))}</p>}
      {found.notes.map((note) => (
        <p key={note} className="note">
          {note}
        </p>
      ))}
      <dl className="mapped" aria-label={text.settings.mapped}>
        {mapped.map(([field, column]) => (
          <div key={field}>
            <dt>{labelOf(field)}</dt>
            <dd>{column.startsWith('=') ? text.settings.always(column.slice(1)) : column}</dd>
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
                {fields.map((field) => (
                  <th key={field} scope="col">
                    {labelOf(field)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.samples.map((sample, index) => (
                // The first rows of a file have no name and never change places.
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={index}>
                  {fields.map((field) => (
                    <td key={field}>{sample[field]}</td>
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
