import { CoreButton } from '../components/button.tsx';
import { useLot, useOffline, useStores } from '../stores-context.tsx';
import { text } from '../text.ts';

/** The table that is being written, with the way to stop it. */
export function ExportProgress() {
  const { vehicles } = useStores();
  const exports = useLot((lot) => lot.exports) ?? [];
  const isAway = useOffline() !== null;
  const [atWork] = exports;
  if (isAway || atWork === undefined) return null;
  const { exportId, name, rows, totalRows } = atWork;
  const label = text.exports.job(name);
  return (
    <div className="job">
      <span>
        {label}
        {totalRows !== null && ` · ${text.shell.ofRows(rows, totalRows)}`}
      </span>
      {totalRows === null || totalRows === 0 ? (
        <progress aria-label={label} />
      ) : (
        <progress max={totalRows} value={Math.min(rows, totalRows)} aria-label={label} />
      )}
      <CoreButton
        tone="plain"
        aria-label={text.shell.cancelJob(label)}
        onClick={() => void vehicles.exports.cancel(exportId)}
      >
        {text.common.cancel}
      </CoreButton>
      {exports.length > 1 && <span>{text.shell.moreJobs(exports.length - 1)}</span>}
    </div>
  );
}
