import { isRecord } from '../../parse/flatten.ts';
import { shortened } from '../../shortened.ts';
import { isVinLike } from '../../suggest/judges.ts';
import { isListName } from '../empty-list.ts';
import { parseJson } from './lenient.ts';
import { isNumberKey, isVinKey } from './path.ts';

/** What a JSON without a list of vehicles is instead: what was found, and what to do. */
export type Instead = {
  readonly kind: 'empty' | 'other';
  /** "holds …", as the file's name goes before it; of an empty list only how it is empty. */
  readonly words: string;
};

type Members = Readonly<Record<string, unknown>>;

const AS_OBJECTS = 'ask for one object per vehicle, such as {"vin": "…", "price": 21900}';
/** Where an answer says what went wrong. */
export const ERRORS = /^(?:errors?|fault|exception|error_?description|error_?message)$/i;
const MESSAGES = [
  'message',
  'error_description',
  'errorMessage',
  'detail',
  'description',
  'title',
  'reason',
  'msg',
];
/** "stock" and "unit" are of one vehicle. */
const PLURAL = /(?:s|inventory|data|content|feed|channel)$/i;
/** Levels of objects looked into for a list that is null. */
const DEEPEST = 4;

const other = (words: string): Instead => ({ kind: 'other', words });
const quoted = (value: unknown): string =>
  `“${shortened(typeof value === 'string' ? value : JSON.stringify(value), 60)}”`;
const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** What the JSON text at hand is, which may be cut off anywhere. */
export function insteadInText(text: string): Instead | null {
  if (/^[\s[{]*'/.test(text))
    return other(
      'is written in Python’s notation, with single quotes, and not in JSON; write it with json.dumps',
    );
  const [, open] = /^\s*([[{])/.exec(text) ?? [];
  // Of a text that is cut off, what stands before its last whole list or object.
  for (const part of [
    text,
    ...[']', '}'].map((mark) => `${text.slice(0, text.lastIndexOf(mark) + 1)}${open === '[' ? ']' : '}'}`),
  ])
    try {
      return insteadOfVehicles(parseJson(part));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  return null;
}

/** What a JSON value is, in which no vehicles were found; null where nothing more can be said than that. */
function insteadOfVehicles(value: unknown): Instead | null {
  if (Array.isArray(value)) return ofList(value as readonly unknown[], '');
  if (!isRecord(value)) return null;
  return ofError(value) ?? ofKeys(value) ?? ofColumns(value) ?? ofMembers(value, '', 0);
}

function ofList(list: readonly unknown[], name: string): Instead | null {
  const where = name === '' ? '' : ` at “${name}”`;
  const [first] = list;
  if (first === undefined)
    return { kind: 'empty', words: name === '' ? 'it is [] and nothing else' : `“${name}” is []` };
  if (list.every((entry) => Array.isArray(entry)))
    return other(
      `contains a list of lists${where}, a table without names, such as ${quoted(first)}; ${AS_OBJECTS}, or for CSV`,
    );
  if (list.every((entry) => entry === null))
    return { kind: 'empty', words: `${name === '' ? 'it' : `“${name}”`} lists only null` };
  if (list.every((entry) => isRecord(entry) && Object.keys(entry).length === 0))
    return { kind: 'empty', words: `${name === '' ? 'it' : `“${name}”`} lists only empty objects` };
  if (!list.every(isScalar)) return null;
  const isVins = list.every((entry) => typeof entry === 'string' && isVinLike(entry));
  return other(
    isVins
      ? `lists ${list.length} VINs${where} and nothing else about the vehicles; ${AS_OBJECTS}`
      : `lists texts or numbers${where}, such as ${quoted(first)}, and no vehicles; ${AS_OBJECTS}`,
  );
}

/** {"error": "Unauthorized"}, {"success": false, "message": "…"}: a server that had something to say. */
function ofError(value: Members): Instead | null {
  const keys = Object.keys(value);
  const key = keys.find((name) => ERRORS.test(name) && isSaid(value[name]));
  const isFailed =
    value['success'] === false ||
    value['ok'] === false ||
    /^(?:error|fail(?:ed|ure)?)$/i.test(String(value['status'])) ||
    [value['status'], value['code'], value['statusCode']].some(
      (code) => Number(code) >= 400 && Number(code) < 600,
    );
  const isShort =
    keys.length <= 3 &&
    keys.some((name) => /^(?:message|detail|msg)$/.test(name)) &&
    keys.every((name) => isScalar(value[name]) && !isListName(name));
  if (key === undefined && !isFailed && !isShort) return null;
  const said = messageIn(key === undefined ? value : value[key]) ?? messageIn(value);
  return other(
    `is the answer of a server that says ${said === null ? 'that it failed' : quoted(said)}, not an inventory; check the address, its key and its login, or ask your feed provider`,
  );
}

const isSaid = (value: unknown): boolean =>
  value !== null && value !== false && value !== '' && !(Array.isArray(value) && value.length === 0);

function messageIn(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (Array.isArray(value)) return messageIn(value[0]);
  if (!isRecord(value)) return null;
  const found = [...MESSAGES, 'error', 'code']
    .map((name) => value[name])
    .find((one) => typeof one === 'string' && one !== '');
  return typeof found === 'string' ? found : null;
}

/** {"1FT…": [35000, 34500]}: VINs as keys of what is no vehicle. */
function ofKeys(value: Members, name = ''): Instead | null {
  const entries = Object.entries(value).filter(([key]) => isVinKey(key));
  const [first] = entries;
  if (first === undefined || 2 * entries.length < Object.keys(value).length) return null;
  const [vin, held] = first;
  const where = name === '' ? '' : ` in “${name}”`;
  if (entries.every(([, one]) => Array.isArray(one))) {
    const inner: unknown = Array.isArray(held) ? held[0] : null;
    const what = isRecord(inner)
      ? `with ${Object.keys(inner).slice(0, 4).join(', ')}`
      : `such as ${quoted(held)}`;
    return other(
      `has a list under each VIN${where} (${vin}: ${what}), a history or several offers, and does not say which is today’s; ${AS_OBJECTS}`,
    );
  }
  if (!entries.every(([, one]) => isScalar(one))) return null;
  return other(
    `has one value under each VIN${where} (${vin}: ${quoted(held)}) and does not say what it is; ${AS_OBJECTS}`,
  );
}

/** {"vin": ["…", "…"], "price": [1, 2]}, or with the rows' numbers for keys: columns, as pandas writes them. */
export function ofColumns(value: Members): Instead | null {
  const columns = Object.entries(value);
  if (columns.length < 2) return null;
  const sizes = new Set(columns.map(([, column]) => sizeOfColumn(column)));
  const [size = 0] = sizes;
  if (sizes.size !== 1 || size === 0) return null;
  return other(
    `has its columns one after the other (${columns
      .map(([name]) => name)
      .slice(0, 4)
      .join(', ')}) instead of vehicles, as pandas writes them; write it with orient="records"`,
  );
}

function sizeOfColumn(column: unknown): number {
  if (Array.isArray(column)) return column.every(isScalar) ? column.length : 0;
  if (!isRecord(column)) return 0;
  const keys = Object.keys(column);
  return keys.every((key) => isNumberKey(key) && isScalar(column[key])) ? keys.length : 0;
}

/** A list that is null, a text or nothing, where its name says that it would be the list of vehicles. */
function ofMembers(value: Members, path: string, depth: number): Instead | null {
  for (const [key, member] of Object.entries(value)) {
    const name = path === '' ? key : `${path}.${key}`;
    if (isListName(key) && PLURAL.test(key)) {
      if (isScalar(member) && typeof member !== 'number' && typeof member !== 'boolean') {
        const how =
          typeof member === 'string' && member.trim() !== ''
            ? `says ${quoted(member)} instead`
            : `is ${JSON.stringify(member)}`;
        return { kind: 'empty', words: `“${name}” ${how}` };
      }
      if (isRecord(member) && Object.keys(member).length === 0)
        return { kind: 'empty', words: `“${name}” is {}` };
      if (Array.isArray(member)) {
        const found = ofList(member as readonly unknown[], name);
        if (found !== null) return found;
      }
    }
    if (Array.isArray(member) && member.length > 0 && member.every((entry) => Array.isArray(entry)))
      return ofList(member as readonly unknown[], name);
    if (!isRecord(member) || depth >= DEEPEST) continue;
    const found = ofKeys(member, name) ?? ofColumns(member) ?? ofMembers(member, name, depth + 1);
    if (found !== null) return found;
  }
  return null;
}
