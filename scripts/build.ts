import { build } from './building.ts';

await build({ quiet: process.argv.includes('--quiet') });
