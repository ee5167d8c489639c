import manifest from '../package.json' with { type: 'json' };

/** Of this product, as npm and the packages know it. */
export const VERSION = manifest.version;
