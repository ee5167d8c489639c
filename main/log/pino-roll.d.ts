/** pino-roll 4 ships no types; this is what its README documents and we use. */
declare module 'pino-roll' {
  import type { SonicBoom } from 'sonic-boom';
  type RollOptions = {
    readonly file: string;
    readonly extension?: string;
    /** "5m" = 5 MiB. */
    readonly size?: string;
    readonly limit?: { readonly count: number };
  };
  const build: (options: RollOptions) => Promise<SonicBoom>;
  // eslint-disable-next-line no-restricted-syntax -- the package's own shape
  export default build;
}
