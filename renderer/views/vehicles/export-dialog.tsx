import { Modal } from '@mantine/core';
import type { LotTarget } from '../../../shared/lot-list/calls.ts';
import type { ExportFormat } from '../../../shared/lot-list/export.ts';
import { CoreButton } from '../../components/button.tsx';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

const words = text.exports;

/** What is to be exported; `target` null = all that is shown, `count` null = not known yet. */
export type AskedExport = { readonly target: LotTarget | null; readonly count: number | null };

/** Which kind of file; Enter takes the first. */
export function ExportDialog({
  asked,
  onClose,
}: {
  readonly asked: AskedExport;
  readonly onClose: () => void;
}) {
  const { exports, views } = useStores().vehicles;
  const columns = useStore(views.store, ({ working }) => working?.columns.length ?? 0);
  const write = (format: ExportFormat): void => {
    onClose();
    void exports.write(format, asked.target);
  };
  return (
    <Modal opened onClose={onClose} title={words.title(asked.count)}>
      <p>{words.hint(columns)}</p>
      <div className="dialog-actions">
        <CoreButton onClick={() => write('csv')}>{words.csv}</CoreButton>
        <CoreButton data-autofocus tone="primary" onClick={() => write('xlsx')}>
          {words.xlsx}
        </CoreButton>
      </div>
    </Modal>
  );
}
