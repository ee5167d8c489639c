import type { NotRead } from '../not-read.ts';
import { textEnd } from './members.ts';
import { isKeyed, isNumberKey, isVinKey, KEYED, pathText, type JsonPath } from './path.ts';
import type { KeyWatch } from './place.ts';

const QUOTE = 34;
const OPEN_BRACE = 123;

/** Counts the VINs that a walk meets outside of records: under a VIN's name, or as the key of an object. */
export function watchVins(notRead: NotRead, records: JsonPath): KeyWatch {
  const areKeyed = isKeyed(records.at(-1));
  let last = '';
  return (path, key, bytes, value, limit) => {
    const byte = bytes[value];
    if (byte === OPEN_BRACE && isVinKey(key)) {
      // Its object may be a record, or repeat the VIN.
      if (areKeyed && path.length === records.length - 1) return true;
      last = key;
      notRead.count('vin', key, pathText([...path, KEYED]));
      return true;
    }
    if (byte !== QUOTE || !notRead.isVinName(key)) return true;
    const end = textEnd(bytes, value, limit);
    if (end < 0) return false;
    const vin = bytes.toString('utf8', value + 1, end - 1);
    if (vin !== last) notRead.count(key, vin, pathText(generalised(path)));
    return true;
  };
}

/** One place for all entries that have a key of their own. */
const generalised = (path: JsonPath): JsonPath =>
  path.map((key) => (isNumberKey(key) || isVinKey(key) ? KEYED : key));
