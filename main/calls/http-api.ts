import { isShared } from '../../shared/event-kinds.ts';
import type { BusControl } from '../bus/control.ts';
import type { HttpApi } from '../adapter.ts';
import type { AlertFeed } from '../feeds/alert-feed.ts';
import { messageOf, vehiclesOf } from '../jobs/alerts/message.ts';
import { pageAlerts } from '../store/alerts/read.ts';
import type { EventStream } from '../feeds/event-stream.ts';
import type { Exports } from '../jobs/lot/exports.ts';
import type { LotKeeper } from '../jobs/lot/keeper.ts';
import type { WorkerHost } from '../jobs/worker-host.ts';
import type { ReadTaskName } from '../jobs/worker-protocol.ts';
import type { Db } from '../store/open.ts';
import { readVehiclePage } from '../store/vehicles/vehicle-page.ts';
import { ok, toFailure } from '../../shared/result.ts';
import type { JobRequests } from './job-requests.ts';

/** What the gateway serves to other programs, from the same parts as the screens. */
export function openHttpApi(parts: {
  readonly db: Db;
  readonly reader: WorkerHost<ReadTaskName>;
  readonly events: EventStream;
  readonly jobRequests: JobRequests;
  readonly bus: BusControl;
  readonly inventory: LotKeeper;
  readonly exports: Exports;
  readonly alertFeed: AlertFeed;
  readonly consoleUrl: string;
}): HttpApi {
  const { db, reader, events, jobRequests, bus, inventory, exports, alertFeed, consoleUrl } = parts;
  return {
    events,
    busReport: () => bus.report(),
    submit: (request) => jobRequests.submit(request),
    job: (jobId) => jobRequests.find(jobId),
    vehicles: (query) => reader.run('vehicles', query).done,
    vehicleList: async (typed, page) => {
      await inventory.settled();
      try {
        return ok(await reader.run('lotTyped', { typed, ...page }).done);
      } catch (error) {
        const failure = toFailure(error);
        if (failure.code === 'bad-input' || failure.code === 'not-found')
          return { ok: false, error: failure };
        throw error;
      }
    },
    exportFile: (exportId) => exports.file(exportId),
    alerts: (query) => {
      const { alerts, more } = pageAlerts(db, query);
      return {
        alerts: alerts.map((alert) => ({ ...alert, vehicles: vehiclesOf(db, [alert.id]) })),
        next: more ? (alerts.at(-1)?.seq ?? null) : null,
      };
    },
    onAlert: (listener) =>
      alertFeed.onAlert((alert) => listener(messageOf(db, alert, alert.id, consoleUrl))),
    vehicle: async (vin) => {
      const page = readVehiclePage(db, vin);
      if (page === null) return null;
      // As the log and the stream have them.
      const events = page.events.filter(({ type }) => isShared(type));
      return { ...page, events, explanation: await explain(reader, vin) };
    },
  };
}

/** Null for what is not scored: a competitor's, or one that has left the lot. */
async function explain(reader: WorkerHost<ReadTaskName>, vin: string): Promise<unknown> {
  try {
    return await reader.run('explain', { vin }).done;
  } catch (error) {
    if (toFailure(error).code === 'not-found') return null;
    throw error;
  }
}
