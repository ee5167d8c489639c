/** What Vite turns into files of their own. */
declare module '*.css';
declare module '*.svg' {
  const address: string;
  export default address;
}

interface Window {
  /** Put there by the preload in the desktop app; absent in a browser. */
  readonly lotwatch?: import('../shared/wire.ts').Bridge;
}
