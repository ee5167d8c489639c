import type * as Fs from 'node:fs';

/** For tests: a file system that fails as a virus scanner, an open Excel or a share that is away make it fail. */
const CALLS = [
  'openSync',
  'readSync',
  'statSync',
  'readdirSync',
  'rmSync',
  'renameSync',
  'fsyncSync',
] as const;
type Call = (typeof CALLS)[number];
type Fault = { readonly call: Call; readonly path: RegExp; readonly code: string; left: number };

let planted: Fault[] = [];
let struck = 0;

/** From now on the call fails with this code where it names such a path, so many times. */
export function plantFault(call: Call, path: RegExp, code: string, times = Infinity): void {
  planted.push({ call, path, code, left: times });
}
/** Ends all faults and returns how many calls failed. */
export function endFaults(): number {
  const count = struck;
  planted = [];
  struck = 0;
  return count;
}

function strike(call: Call, path: unknown): void {
  const fault = planted.find((one) => one.call === call && one.left > 0 && one.path.test(String(path)));
  if (fault === undefined) return;
  fault.left -= 1;
  struck += 1;
  const { code } = fault;
  throw Object.assign(new Error(`${code}: injected, ${call} '${String(path)}'`), {
    code,
    errno: -16,
    syscall: call.replace('Sync', ''),
  });
}

/** `vi.mock('node:fs', async (original) => (await import('…/fs-faults.fixture.ts')).withFaults(await original()))` */
export function withFaults(fs: typeof Fs): typeof Fs {
  const wrapped = CALLS.map((call) => {
    const real: unknown = fs[call];
    if (typeof real !== 'function') throw new Error(`node:fs has no ${call}`);
    return [
      call,
      (...args: unknown[]): unknown => {
        strike(call, args[0]);
        return Reflect.apply(real, fs, args);
      },
    ] as const;
  });
  return { ...fs, ...Object.fromEntries(wrapped) };
}
