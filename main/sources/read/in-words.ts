import { LotwatchError } from '../../../shared/result.ts';
import { codeOf, isSystemFault } from '../../files/retrying.ts';

const AWAY = 'the drive or network share does not answer; it is read once it does';
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'this account may not read it',
  EPERM: 'this account may not read it',
  ELOOP: 'it is a link that leads back to itself',
  EISDIR: 'it is a folder, not a file',
  EBUSY: 'another program has it open; try again later',
  EMFILE: 'too many files are open on this machine; try again later',
  ENFILE: 'too many files are open on this machine; try again later',
  EIO: AWAY,
  ENODEV: AWAY,
  ENOTCONN: AWAY,
  ESTALE: AWAY,
  ETIMEDOUT: AWAY,
  EHOSTDOWN: AWAY,
  EHOSTUNREACH: AWAY,
};

/**
 * Does something with a file; what the system says against it comes in words.
 * @throws LotwatchError `source` naming the file.
 */
export function inWords<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof LotwatchError) {
      const isNamed = error.message.startsWith(file) || error.code !== 'source';
      throw isNamed ? error : new LotwatchError('source', `${file}: ${error.message}`, { cause: error });
    }
    if (!isSystemFault(error)) throw error;
    const code = codeOf(error);
    throw new LotwatchError('source', `${file} cannot be read: ${REASONS[code] ?? code}.`, {
      cause: error,
    });
  }
}
