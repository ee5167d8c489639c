/** Vite turns it into a file of its own. */
declare module '*.css';

interface Window {
  /** Put there by the preload in the desktop app; absent in a browser. */
  readonly lotwatch?: import('../shared/wire.ts').Bridge;
}
