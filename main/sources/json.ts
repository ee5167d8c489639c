import type { OpenedFile } from './opened-file.ts';
import type { ReadSettings, Snapshot } from './snapshot.ts';

export function openJson(_o: OpenedFile, _s: ReadSettings): Omit<Snapshot, 'close'> { throw new Error('todo'); }
