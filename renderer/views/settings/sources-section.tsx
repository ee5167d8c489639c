import { useState } from 'react';
import { CoreButton } from '../../components/button.tsx';
import type { Source } from '../../../shared/lot.ts';
import { useLot, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { RemoveSource } from './remove-source.tsx';
import { SourceRow } from './source-row.tsx';
import { SourceWizard } from './wizard/wizard.tsx';

const { columns } = text.settings;
type Dialog = { readonly kind: 'edit' | 'remove'; readonly source: Source };

export function SourcesSection() {
  const { adding } = useStores();
  const sources = useLot((lot) => lot.sources);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = (): void => setDialog(null);
  return (
    <>
      <div className="setting is-row">
        <p className="muted grow">{text.settings.sourcesHint}</p>
        <CoreButton tone="primary" onClick={() => adding.setState(true, true)}>
          {text.settings.add}
        </CoreButton>
      </div>
      {sources?.length === 0 && <p className="setting">{text.settings.noSources}</p>}
      {sources !== null && sources.length > 0 && (
        <table className="table sources" aria-label={text.settings.sourceList}>
          <thead>
            <tr>
              <th scope="col">{columns.source}</th>
              <th scope="col">{columns.role}</th>
              <th scope="col">{columns.dealers}</th>
              <th scope="col" className="num">
                {columns.vehicles}
              </th>
              <th scope="col">{columns.lastSync}</th>
              <th scope="col">
                <span className="visually-hidden">{columns.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sources.map((source) => (
              <SourceRow
                key={source.slug}
                source={source}
                onEdit={() => setDialog({ kind: 'edit', source })}
                onRemove={() => setDialog({ kind: 'remove', source })}
              />
            ))}
          </tbody>
        </table>
      )}
      {dialog?.kind === 'edit' && <SourceWizard source={dialog.source} onClose={close} />}
      {dialog?.kind === 'remove' && <RemoveSource source={dialog.source} onClose={close} />}
    </>
  );
}
