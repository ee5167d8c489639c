import { fail, ok, toFailure } from '../../shared/result.ts';
import { findSource, listSources, toPublicSource } from '../store/sources.ts';
import type { CallHandlers } from './context.ts';

type Names = 'sources.add' | 'sources.inspect' | 'sources.remove' | 'sources.update' | 'files.pick';

export const sourceCalls: CallHandlers<Names> = {
  'files.pick': async ({ kind }, _context, door) => {
    if (door.pickPath === undefined) {
      return fail(
        'unavailable',
        'A browser cannot open this machine’s file dialog; type the path instead.',
      );
    }
    return ok({ path: await door.pickPath(kind) });
  },
  'sources.inspect': async (input, { desk }) => ok(await desk.run('inspect', input).done),
  'sources.add': async (input, { db, desk, runner, committed, removed, nextRunAt }) => {
    const hadSample = listSources(db).some((source) => source.kind === 'sample');
    const slugs = await desk.run('addSource', input).done;
    if (hadSample) removed();
    committed();
    for (const slug of slugs) runner.start({ task: 'msrp_sync', source: slug });
    const added = listSources(db).filter((source) => slugs.includes(source.slug));
    return ok({ sources: added.map((source) => toPublicSource(source, nextRunAt(source.slug))) });
  },
  'sources.update': async (input, { db, desk, committed, nextRunAt }) => {
    const { source: slug, settings, schedule, guardOff } = input;
    await desk.run('updateSource', { slug, settings, schedule, guardOff }).done;
    committed();
    const source = findSource(db, { slug });
    return source === null
      ? fail('not-found', `There is no source named ${slug}`)
      : ok(toPublicSource(source, nextRunAt(slug)));
  },
  'sources.remove': async ({ source: slug }, { desk, runner, committed, removed }) => {
    if (runner.runs.some((run) => run.source === slug)) {
      return fail('busy', `${slug} is being synced; cancel that first.`);
    }
    try {
      await desk.run('removeSource', { slug }).done;
    } catch (error) {
      return { ok: false, error: toFailure(error) };
    }
    removed();
    committed();
    return ok({});
  },
};
