import type { Command } from 'commander';
import type { ServeOptions } from './serving.ts';

export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('Open the console for a browser on this machine')
    .option('--port <n>', 'port on 127.0.0.1; 0 takes any free one')
    .option('--data-dir <dir>', 'where this console keeps its data')
    .option('--sample', 'show the built-in sample while there is no source')
    .option('--token-file <path>', 'file that keeps the token for programs; default: in the data folder')
    .option('--no-token', 'allow every program on this machine without a token')
    .action(async (options: ServeOptions) => {
      // The server and all it needs are loaded by this command alone.
      const { serve } = await import('./serving.ts');
      await serve(options);
    });
}
