import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { ensureBuilt } from './building.ts';
import { ROOT } from './root.ts';

/** `npm run -s lotwatch -- …`: the command line of this checkout. Standard output belongs to the command alone. */
await ensureBuilt({ quiet: true });
await import(pathToFileURL(join(ROOT, 'bin', 'lotwatch.js')).href);
