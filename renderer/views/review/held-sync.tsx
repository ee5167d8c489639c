import { useState } from 'react';
import { Age } from '../../components/age.tsx';
import { Button, CoreButton } from '../../components/button.tsx';
import { VehicleLink } from '../../components/vehicle-link.tsx';
import { count, money } from '../../format/money.ts';
import { times } from '../../format/ratio.ts';
import { asOfDay } from '../../format/time.ts';
import { splitVin, vehicleName } from '../../format/vehicle.ts';
import type { Decision, HeldSync } from '../../../shared/review.ts';
import { routeHash } from '../../stores/navigation.ts';
import type { ReviewStore } from '../../stores/review.ts';
import { useStore } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { FIELD_NAMES } from '../../text/review.ts';
import { ConfirmDecision } from './confirm-decision.tsx';

const words = text.review;
const SHOWN_MOVES = 6;

/** A sync of which nothing was stored: what it would do, and its largest moves to judge by. */
export function HeldSyncCard({ sync, review }: { readonly sync: HeldSync; readonly review: ReviewStore }) {
  const deciding = useStore(review.store, (state) => state.deciding);
  const [confirming, setConfirming] = useState(false);
  const isQuestion = sync.check === 'sync:basis';
  const decide = (decision: Decision): void => {
    setConfirming(false);
    void review.decide(decision, { values: [], syncs: [sync.id] });
  };
  return (
    <section className="panel held-sync" aria-label={words.syncTitle(sync.source)}>
      <div className="panel-head">
        <span className="dot is-warn" aria-hidden="true" />
        <h3>{words.syncTitle(sync.source)}</h3>
        <span className="muted held-file" title={sync.file}>
          {words.syncFile(sync.file, asOfDay(sync.asOf))}
        </span>
        <CoreButton
          small
          tone="primary"
          off={deciding ? words.deciding : null}
          aria-label={isQuestion ? words.pricesMovedOf(sync.source) : words.acceptSyncOf(sync.source)}
          title={isQuestion ? words.pricesMovedTitle : undefined}
          onClick={() => decide('accept')}
        >
          {isQuestion ? words.pricesMoved : words.acceptSync}
        </CoreButton>
        {(isQuestion || sync.check === 'sync:moves') && (
          <CoreButton
            small
            off={deciding ? words.deciding : null}
            aria-label={words.newBasisOf(sync.source)}
            title={words.newBasisTitle}
            onClick={() => decide('basis')}
          >
            {words.newBasis}
          </CoreButton>
        )}
        <CoreButton
          small
          off={deciding ? words.deciding : null}
          aria-label={words.rejectSyncOf(sync.source)}
          onClick={() => decide('reject')}
        >
          {words.buttons.reject}
        </CoreButton>
        <CoreButton
          small
          off={deciding ? words.deciding : null}
          aria-label={words.alwaysSyncOf(sync.source)}
          onClick={() => setConfirming(true)}
        >
          {words.buttons.always}
        </CoreButton>
      </div>
      <div className="held-body">
        <div className="held-why">
          <p>{sync.reason}</p>
          <Figures sync={sync} />
          <p className="muted">
            {words.heldAt} <Age iso={sync.at} /> ·{' '}
            <a className="link" href={routeHash({ view: 'jobs', item: sync.runId })}>
              {words.showRun}
            </a>
          </p>
        </div>
        {sync.samples.length > 0 && <Moves sync={sync} />}
      </div>
      {confirming && (
        <ConfirmDecision
          decision="always"
          what={{ values: [], syncs: [sync.id] }}
          review={review}
          onConfirm={() => decide('always')}
          onClose={() => setConfirming(false)}
        />
      )}
    </section>
  );
}

function Figures({ sync }: { readonly sync: HeldSync }) {
  const names = words.syncFigures;
  const share = sync.matched === 0 ? '0%' : `${Math.round((sync.moved / sync.matched) * 100)}%`;
  const figures: readonly (readonly [string, number, string | null])[] = [
    [names.rows, sync.rows, null],
    [names.vehicles, sync.vehicles, names.before(sync.vehiclesBefore)],
    [names.moved, sync.moved, names.ofMatched(sync.matched, share)],
    [names.added, sync.added, null],
    [names.missing, sync.missing, null],
  ];
  return (
    <dl className="held-figures">
      {figures.map(([name, value, beside]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <strong>{count(value)}</strong> {beside !== null && <small>{beside}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Moves({ sync }: { readonly sync: HeldSync }) {
  const [all, setAll] = useState(false);
  const shown = all ? sync.samples : sync.samples.slice(0, SHOWN_MOVES);
  const left = sync.samples.length - shown.length;
  return (
    <div className="held-moves">
      <table className="table" aria-label={words.largestOf(sync.samples.length)}>
        <thead>
          <tr>
            <th scope="col">{words.largest}</th>
            <th scope="col">{words.columns.field}</th>
            <th scope="col" className="num">
              {words.columns.old}
            </th>
            <th scope="col" className="num">
              {words.columns.new}
            </th>
            <th scope="col" className="num">
              {words.columns.ratio}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((move) => (
            <tr key={`${move.vin} ${move.field}`}>
              <td className="held-vehicle">
                <VehicleLink vin={move.vin} title={move.vin}>
                  {vehicleName(move.facts) || text.live.unknownVehicle}
                </VehicleLink>{' '}
                <span className="mono muted">{splitVin(move.vin).tail}</span>
              </td>
              <td>{FIELD_NAMES[move.field]}</td>
              <td className="num old">{money(move.old, null)}</td>
              <td className="num">{money(move.new, null)}</td>
              <td className="num">{times(move.old === 0 ? null : move.new / move.old)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <Button tone="plain" onClick={() => setAll(true)}>
          {text.jobs.problemsMore(left)}
        </Button>
      )}
    </div>
  );
}
