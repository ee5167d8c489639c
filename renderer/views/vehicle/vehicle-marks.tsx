import { useState } from 'react';
import { CoreButton } from '../../components/button.tsx';
import { NoteDialog } from '../../components/note-dialog.tsx';
import { fullTime } from '../../format/time.ts';
import type { VehiclePage } from '../../../shared/vehicle.ts';
import { useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

const words = text.vehicles;

/** Star and note, for a vehicle of any state: they stay with it. */
export function VehicleMarks({
  page,
  onChange,
}: {
  readonly page: VehiclePage;
  readonly onChange: () => void;
}) {
  const { actions } = useStores().vehicles;
  const [isNoting, setIsNoting] = useState(false);
  const target = { kind: 'vins' as const, vins: [page.vin] };
  const isWatched = page.watchedAt !== null;
  return (
    <>
      <CoreButton
        aria-pressed={isWatched}
        title={page.watchedAt === null ? undefined : text.vehicle.watchedSince(fullTime(page.watchedAt))}
        onClick={() => void actions.watch(target, !isWatched).then(onChange)}
      >
        {isWatched ? text.vehicle.watched : words.watch}
      </CoreButton>
      <CoreButton onClick={() => setIsNoting(true)}>{words.note}</CoreButton>
      {isNoting && (
        <NoteDialog
          target={target}
          count={1}
          note={page.note ?? ''}
          onSaved={onChange}
          onClose={() => setIsNoting(false)}
        />
      )}
    </>
  );
}
