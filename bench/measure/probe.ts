import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a probe prints as its last line: figures by name. `rssMb` (peak of the process) is added by {@link reportProbe}. */
export type Figures = Readonly<Record<string, number>>;

const PROBES = fileURLToPath(new URL('../probes/', import.meta.url));

/** Runs one probe in a process of its own, so that neither warm-up nor memory is shared; returns its figures. */
export async function runProbe(
  name: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<Figures> {
  const child = spawn(process.execPath, ['--no-warnings', ...flags, `${PROBES}${name}.ts`, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`The probe ${name} ${args.join(' ')} ended with ${code}`);
  const figures: unknown = JSON.parse(text.trim().split('\n').at(-1) ?? '');
  if (!isFigures(figures)) throw new Error(`The probe ${name} printed no figures: ${text}`);
  return figures;
}

/** For probes: prints the figures with this process's peak memory in megabytes. */
export function reportProbe(figures: Figures): void {
  const rssMb = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${JSON.stringify({ ...figures, rssMb })}\n`);
}

/** The probe's own arguments. */
export function probeArguments(count: number): string[] {
  const given = process.argv.slice(2);
  if (given.length !== count) throw new Error(`This probe takes ${count} arguments, not ${given.length}`);
  return given;
}

const isFigures = (value: unknown): value is Figures =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((figure) => typeof figure === 'number');
