import { ensureBuilt } from './building.ts';

await ensureBuilt({ quiet: process.argv.includes('--quiet') });
