import { Age } from '../../components/age.tsx';
import { CoreButton } from '../../components/button.tsx';
import { NoticesFold } from '../../components/notices.tsx';
import { count } from '../../format/money.ts';
import { asOfDay } from '../../format/time.ts';
import type { Source } from '../../../shared/lot.ts';
import { useAge, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { ChecksOff, SourceSchedule } from './source-schedule.tsx';

/** One source: a failing one says so with its age and stays usable. */
export function SourceRow(props: {
  readonly source: Source;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}) {
  const { source, onEdit, onRemove } = props;
  const { actions } = useStores();
  const failed = useAge(source.error?.since ?? null);
  const isSample = source.kind === 'sample';
  return (
    <tr>
      <td className="source-name">
        <strong>{source.slug}</strong> <span className="tag">{text.settings.kinds[source.kind]}</span>
        <small className="mono" title={source.location ?? undefined}>
          {source.location ?? text.settings.sampleLocation}
        </small>
        <ChecksOff source={source} />
        <NoticesFold notices={source.notices} />
        {source.error && failed !== null && (
          <small className="run-error">{text.settings.errorSince(failed, source.error.message)}</small>
        )}
      </td>
      <td>{text.common.roles[source.role]}</td>
      <td title={source.dealers.map(({ id, name }) => name ?? id).join(', ')}>
        {source.dealers.length === 1
          ? (source.dealers[0]?.name ?? source.dealers[0]?.id)
          : text.settings.dealerCount(source.dealers.length)}
      </td>
      <td className="num">{count(source.vehicles)}</td>
      <td>
        <Age iso={source.lastSyncAt} />
        {source.lastAsOf !== null && <small>{text.settings.asOf(asOfDay(source.lastAsOf))}</small>}
        <SourceSchedule source={source} />
      </td>
      <td className="source-actions">
        <CoreButton
          small
          aria-label={text.settings.syncSource(source.slug)}
          onClick={() => void actions.sync(source.slug)}
        >
          {text.settings.sync}
        </CoreButton>
        {!isSample && (
          <CoreButton small aria-label={text.settings.editSource(source.slug)} onClick={onEdit}>
            {text.settings.edit}
          </CoreButton>
        )}
        <CoreButton small aria-label={text.settings.removeSource(source.slug)} onClick={onRemove}>
          {text.settings.remove}
        </CoreButton>
      </td>
    </tr>
  );
}
