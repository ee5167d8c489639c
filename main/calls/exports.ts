import { fail, ok } from '../../shared/result.ts';
import type { exportCalls as contract } from '../../shared/lot-list/export-calls.ts';
import { exportName } from '../jobs/lot/export-name.ts';
import type { CallHandlers } from './context.ts';

const UNKNOWN = 'This export ended long ago, or before Lotwatch was started again.';

/** The inventory list as a file: where a person says, or to be fetched by the page that asked. */
export const exportCalls: CallHandlers<keyof typeof contract> = {
  'exports.start': async ({ title, ...asked }, { exports }, { savePath }) => {
    const name = exportName(title, asked.format, new Date());
    if (savePath === undefined) return ok({ exportId: exports.start(asked, { kind: 'download', name }) });
    const path = await savePath(name, asked.format);
    return ok({ exportId: path === null ? null : exports.start(asked, { kind: 'file', path }) });
  },
  'exports.outcome': async ({ exportId }, { exports }) => {
    const outcome = exports.outcome(exportId);
    return outcome === null ? fail('not-found', UNKNOWN) : ok(await outcome);
  },
  'exports.cancel': ({ exportId }, { exports }) => {
    exports.cancel(exportId);
    return ok({});
  },
};
