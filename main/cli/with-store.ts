import { readConfig, type Config } from '../config.ts';
import { closeStore, openReader, openWriter, type Db } from '../store/open.ts';

type Work<T> = (db: Db, config: Config) => T | Promise<T>;

/** The store of a command's data folder, to read, for as long as `work` takes; closed whatever comes of that. */
export const withReader = <T>(dataDir: string | undefined, work: Work<T>): Promise<T> =>
  withStore(openReader, dataDir, work);

/** The same to write; the store is made where there is none. */
export const withWriter = <T>(dataDir: string | undefined, work: Work<T>): Promise<T> =>
  withStore(openWriter, dataDir, work);

async function withStore<T>(
  open: (dataDir: string) => Db,
  dataDir: string | undefined,
  work: Work<T>,
): Promise<T> {
  const config = readConfig({ dataDir });
  const db = open(config.dataDir);
  try {
    return await work(db, config);
  } finally {
    closeStore(db);
  }
}
