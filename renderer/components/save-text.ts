import { download } from '../download.ts';

/** Hands a text to the person as a file to keep. */
export function saveText(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'text/csv;charset=utf-8' }));
  download(url, name);
  // The download has its own hold on it by then.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
