import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { databasePath } from '../../main/store/open.ts';
import { busReportSchema, type BusReport } from '../../shared/diagnostics.ts';

const PROCESS = join(import.meta.dirname, 'console-process.ts');
const answerSchema = z.object({ report: z.object({ value: busReportSchema }) });

/** A console in a process of its own that the fault runs start, kill and ask. */
export class FaultConsole {
  readonly name: string;
  readonly dataDir: string;
  readonly #perSecond: number;
  readonly #env: Record<string, string>;
  #publishes = false;
  #child: ChildProcess | null = null;
  #waiting: ((line: string) => void)[] = [];

  constructor(options: { name: string; folder: string; perSecond: number; env: Record<string, string> }) {
    this.name = options.name;
    this.dataDir = join(options.folder, options.name);
    this.#perSecond = options.perSecond;
    this.#env = options.env;
  }

  async start(): Promise<void> {
    const args = ['--no-warnings', PROCESS, this.dataDir, String(this.#perSecond), this.name];
    const child = spawn(process.execPath, args, {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...this.#env },
    });
    this.#child = child;
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      const lines = (text + part).split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) this.#waiting.shift()?.(line);
    });
    await this.#line();
    if (this.#publishes) await this.#ask('publish');
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async quit(): Promise<void> {
    this.#child?.stdin?.write('quit\n');
    await this.#end(null);
  }

  /** Makes events at its rate; from then on also after every start. */
  async publish(): Promise<void> {
    if (this.#perSecond === 0) return;
    this.#publishes = true;
    await this.#ask('publish');
  }

  /** Makes no more events. */
  async quiet(): Promise<void> {
    if (this.#perSecond > 0) await this.#ask('quiet');
  }

  async report(): Promise<BusReport> {
    return answerSchema.parse(JSON.parse(await this.#ask('report'))).report.value;
  }

  async until(done: (report: BusReport) => boolean, what: string, ms = 60_000): Promise<void> {
    const end = performance.now() + ms;
    while (!done(await this.report())) {
      if (performance.now() > end)
        throw new Error(
          `${this.name} did not get to "${what}": ${JSON.stringify((await this.report()).state)}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  rows(sql: string): Record<string, unknown>[] {
    const db = new DatabaseSync(databasePath(this.dataDir), { readOnly: true });
    try {
      return db
        .prepare(sql)
        .all()
        .map((row) => ({ ...row }));
    } finally {
      db.close();
    }
  }

  async #end(signal: NodeJS.Signals | null): Promise<void> {
    const child = this.#child;
    this.#child = null;
    this.#waiting = [];
    if (child === null || child.exitCode !== null) return;
    const exit = once(child, 'exit');
    if (signal !== null) child.kill(signal);
    await exit;
  }

  #ask(order: string): Promise<string> {
    this.#child?.stdin?.write(`${order}\n`);
    return this.#line();
  }

  #line(): Promise<string> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
