import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Age } from '../../components/age.tsx';
import { CoreButton } from '../../components/button.tsx';
import { asOfDay } from '../../format/time.ts';
import type { SignalsReport } from '../../../shared/lot.ts';
import { plainPlace } from '../../../shared/typed-place.ts';
import { useReturns, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

const words = text.scoreSettings;

/** What no feed has about a dealer: imported from a file, listed with its age. */
export function SignalsSection() {
  const { signals, actions, app } = useStores();
  const canPick = useStore(app, (info) => info?.canPickFiles ?? false);
  const [path, setPath] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [report, setReport] = useState<SignalsReport | null>(null);
  const [importing, setImporting] = useState(false);
  const returns = useReturns();
  useEffect(() => void signals.load(), [signals, returns]);

  const browse = async (): Promise<void> => {
    const answer = await actions.pickPath('file');
    if (!answer.ok) setError(answer.error.message);
    else if (answer.value.path !== null) setPath(answer.value.path);
  };
  const importFile = async (): Promise<void> => {
    setImporting(true);
    const answer = await signals.importFile(plainPlace(path));
    setImporting(false);
    setError(answer.ok ? null : answer.error.message);
    setReport(answer.ok ? answer.value : null);
  };

  return (
    <div className="score-form">
      <p className="muted">{words.signalsHint}</p>
      <div className="form-line is-end">
        <TextInput
          className="grow"
          label={words.signalsPath}
          placeholder={words.signalsPlaceholder}
          value={path}
          spellCheck={false}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        {canPick && <CoreButton onClick={() => void browse()}>{words.browse}</CoreButton>}
        <CoreButton
          off={importing ? words.importing : plainPlace(path) === '' ? words.signalsPathFirst : null}
          onClick={() => void importFile()}
        >
          {importing ? words.importing : words.import}
        </CoreButton>
      </div>
      {error !== null && (
        <p className="run-error" role="alert">
          {error}
        </p>
      )}
      {report && <Report report={report} />}
      <SignalsList />
    </div>
  );
}

function Report({ report }: { readonly report: SignalsReport }) {
  const { dealers, stale, ignored } = report;
  return (
    <div role="status">
      <p>{words.imported(dealers)}</p>
      {stale.length > 0 && <p className="note">{words.importedStale(stale)}</p>}
      {ignored.length > 0 && <p className="note">{words.importedIgnored(ignored)}</p>}
    </div>
  );
}

function SignalsList() {
  const { dealers, error } = useStore(useStores().signals.store);
  if (error !== null) return <p className="run-error">{words.signalsFailed(error)}</p>;
  if (dealers === null) return null;
  if (dealers.length === 0) return <p>{words.signalsNone}</p>;
  return (
    <table className="table" aria-label={words.signals}>
      <thead>
        <tr>
          <th scope="col">{words.columns.dealer}</th>
          <th scope="col">{words.columns.asOf}</th>
          <th scope="col">{words.columns.state}</th>
          <th scope="col">{words.columns.file}</th>
          <th scope="col">{words.columns.imported}</th>
        </tr>
      </thead>
      <tbody>
        {dealers.map(({ dealerId, asOf, file, importedAt, stale }) => (
          <tr key={dealerId}>
            <td>{dealerId}</td>
            <td>{asOfDay(asOf)}</td>
            <td>
              <span className={`badge ${stale ? 'is-warn' : ''}`}>
                {stale ? words.stale : words.current}
              </span>
            </td>
            <td>{file}</td>
            <td>
              <Age iso={importedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
