import { expect, it } from 'vitest';
import { fail, ok } from '../../shared/result.ts';
import { createPreviewStore } from './preview.ts';
import { createScriptedApi } from './scripted-api.ts';

const INPUT = { path: '/a.csv', name: null, role: 'own' as const, settings: {} };

it('the preview shows the answer to the last question only', async () => {
  const { api, answer } = createScriptedApi();
  const finish: (() => void)[] = [];
  answer(
    'sources.preview',
    ({ path }: { path: string }) =>
      new Promise((resolve) => finish.push(() => resolve(ok({ file: path })))),
  );
  const preview = createPreviewStore(api);
  const first = preview.run(INPUT);
  const second = preview.run({ ...INPUT, path: '/b.csv' });
  finish[1]?.();
  await second;
  finish[0]?.();
  await first;
  expect(preview.store.getState()).toMatchObject({ running: false, result: { file: '/b.csv' } });
});

it('the preview says why it failed', async () => {
  const { api, answer } = createScriptedApi();
  answer('sources.preview', () => fail('source', 'no such file'));
  const preview = createPreviewStore(api);
  await preview.run(INPUT);
  expect(preview.store.getState()).toEqual({ running: false, result: null, error: 'no such file' });
});
