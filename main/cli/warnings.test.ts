import { afterEach, beforeEach, expect, it } from 'vitest';
import { openCommandLine } from './command-line.fixture.ts';

let line: ReturnType<typeof openCommandLine>;
beforeEach(() => {
  line = openCommandLine();
});
afterEach(() => line.close());

const BAD = 'VIN,Price\n1HGCM82633A004352,39000\n3GNAXMEV7NS200005,fifty\n,48000\n';
const sync = (day: string, text: string, ...more: string[]) =>
  line.lotwatch('sync', line.write('lot.csv', text), '--dealer', 'D', '--as-of', day, ...more);

it('a sync says in words what the file left open, and only counts it when the next file says it again', () => {
  const first = sync('2026-11-01', BAD);
  expect(first.lines.filter((text) => text.startsWith('  note: ')).join('\n')).toContain(
    'No column gives MSRP',
  );
  const next = sync('2026-11-02', BAD.replace('39000', '38000'));
  expect(next.lines.slice(1)).toEqual([
    expect.stringMatching(/^ {2}\d+ notes? as before: lotwatch warnings lot$/),
  ]);
});

it('warnings lists notices, then rows, of a source and of a run, also after a file that was the same', () => {
  const [result] = sync('2026-11-01', BAD, '--json').lines.map(
    (text): { runId: string; notices: readonly unknown[] } => JSON.parse(text),
  );
  sync('2026-11-02', BAD);
  const all = line.json('warnings', 'lot', '--json');
  expect(all.filter(({ kind }) => kind === 'notice')).toHaveLength(result?.notices.length ?? -1);
  expect(all).toContainEqual(
    expect.objectContaining({ kind: 'notice', code: 'no-column', field: 'msrp', count: 3 }),
  );
  expect(all).toContainEqual(expect.objectContaining({ kind: 'warning', row: 2, value: 'fifty' }));
  expect(all).toContainEqual(expect.objectContaining({ kind: 'rejected', row: 3 }));
  expect(line.json('warnings', result?.runId ?? '', '--json')).toEqual(all);
  const words = line.lotwatch('warnings', 'lot').lines;
  expect(words).toHaveLength(all.length);
  expect(words.join('\n')).toContain('lot.csv, row 2, Price, “fifty”: warning, ');
});

it('warnings of a file that was understood whole says so, and an unknown name says where names are', () => {
  const header = 'VIN,Condition,Year,MSRP,Price\n';
  sync('2026-11-01', `${header}1HGCM82633A004352,New,2026,40000,39000\n`);
  expect(line.lotwatch('warnings', 'lot').lines).toEqual([
    'lot: everything in its last file was understood and used',
  ]);
  const unknown = line.lotwatch('warnings', 'nothing');
  expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('lotwatch sources') });
});
