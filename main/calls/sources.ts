import { fail, ok } from '../../shared/result.ts';
import { isAddress } from '../../shared/typed-place.ts';
import { parseAddress } from '../sources/http/addresses.ts';
import { toPublicSource } from '../store/sync/public-source.ts';
import { findSource, listSources } from '../store/sync/sources.ts';
import type { CallHandlers } from './context.ts';

type Names = 'sources.add' | 'sources.inspect' | 'sources.remove' | 'sources.update' | 'files.pick';

export const sourceCalls: CallHandlers<Names> = {
  'files.pick': async ({ kind }, _context, abilities) => {
    if (abilities.pickPath === undefined) {
      return fail(
        'unavailable',
        'A browser cannot open this machine’s file dialog; type the path instead.',
      );
    }
    return ok({ path: await abilities.pickPath(kind) });
  },
  'sources.inspect': async ({ path, settings, auth, hostKey }, { trials, httpSources }) => {
    if (hostKey !== undefined) httpSources.trustServer(path, hostKey);
    const inspect = (file: string) => trials.run('inspect', { path: file, settings }).done;
    if (!isAddress(path)) return ok(await inspect(path));
    const found = httpSources.withTemporary(path, auth, async (file, notes) => {
      const inspection = await inspect(file);
      return { ...inspection, notes: [...notes, ...inspection.notes] };
    });
    return ok(await found);
  },
  'sources.add': async (input, { db, writeWorker, httpSources, runner, committed, removed, nextRunAt }) => {
    const { path, name, role, settings, schedule } = input;
    const address = isAddress(path) ? parseAddress(path) : null;
    if (address === null && input.auth !== undefined && input.auth.kind !== 'none') {
      return fail('bad-input', 'Only an address has a password, a token or a key; this is a path.');
    }
    if (input.hostKey !== undefined) httpSources.trustServer(path, input.hostKey);
    const auth = address === null ? undefined : (input.auth ?? address.auth ?? undefined);
    const request = { path: address?.url.href ?? path, name, role, settings, schedule };
    const hadSample = listSources(db).some((source) => source.kind === 'sample');
    const kind = auth === undefined ? {} : { auth: auth.kind };
    const slugs = await writeWorker.run('addSource', { ...request, ...kind }).done;
    for (const slug of slugs) {
      const source = findSource(db, { slug });
      if (source === null) continue;
      // The source was at an address before: its download and its password are no longer needed.
      if (source.kind !== 'http') await httpSources.forget(source);
      else if (auth !== undefined) await httpSources.setAuth(source.id, auth);
      else if (source.auth === 'none') await httpSources.setAuth(source.id, { kind: 'none' });
    }
    if (hadSample) removed();
    committed();
    for (const slug of slugs) runner.start({ task: 'msrp_sync', source: slug });
    const added = listSources(db).filter((source) => slugs.includes(source.slug));
    return ok({ sources: added.map((source) => toPublicSource(source, nextRunAt(source.slug))) });
  },
  'sources.update': async (input, { db, writeWorker, httpSources, committed, nextRunAt }) => {
    const { source: slug, settings, schedule, guardOff, auth, hostKey } = input;
    const feed = httpSources.find(slug);
    if (auth !== undefined && feed === null) {
      return fail('bad-input', `${slug} is not an address; only those have a password, a token or a key.`);
    }
    if (hostKey !== undefined) httpSources.trustServer(feed?.location ?? '', hostKey);
    const kind = auth === undefined ? {} : { auth: auth.kind };
    await writeWorker.run('updateSource', { slug, settings, schedule, guardOff, ...kind }).done;
    if (auth !== undefined && feed !== null) await httpSources.setAuth(feed.id, auth);
    committed();
    const source = findSource(db, { slug });
    return source === null
      ? fail('not-found', `There is no source named ${slug}`)
      : ok(toPublicSource(source, nextRunAt(slug)));
  },
  'sources.remove': async (
    { source: slug },
    { db, writeWorker, httpSources, runner, committed, removed },
  ) => {
    if (runner.runs.some((run) => run.source === slug)) {
      return fail('busy', `${slug} is being synced; cancel that first.`);
    }
    const source = findSource(db, { slug });
    if (source === null) return fail('not-found', `There is no source named ${slug}`);
    await writeWorker.run('removeSource', { slug }).done;
    try {
      await httpSources.forget(source);
    } finally {
      // It is gone from the store, whatever the keychain says.
      removed();
      committed();
    }
    return ok({});
  },
};
