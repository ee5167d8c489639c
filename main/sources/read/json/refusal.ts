import { LotwatchError } from '../../../../shared/result.ts';
import { NoVinColumn } from '../../parse/layout.ts';
import { recordText } from '../decode.ts';
import { emptyList, isListName } from '../empty-list.ts';
import { ProposedVinColumn } from '../find-vin.ts';
import type { OpenedFile } from '../opened-file.ts';
import { isBeside } from '../section-names.ts';
import { objectEnd, skipSpace } from './bounds.ts';
import { ERRORS, insteadInText } from './not-vehicles.ts';
import { ENTRIES, isVinKey, KEYED, pathText, type JsonPath } from './path.ts';
import type { Candidate, JsonShape } from './shape.ts';

/** Whether what stands at the path is no part of the lot: sold ones, similar ones. */
export const isAside = (path: JsonPath): boolean => path.some((key) => isBeside(key));

/** Why a JSON is not read: what was found in it instead of vehicles. */
export function refusal(
  { file, window }: OpenedFile,
  { candidates, empty }: JsonShape,
  wanted: JsonPath | null,
  complaint: LotwatchError | null,
): LotwatchError {
  const start = skipSpace(window.bytes, window.start, window.end);
  const bare = /^(?:\[\s*\]|\{\s*\})\s*$/.exec(
    window.bytes.toString('utf8', start, Math.min(window.end, start + 4096)),
  );
  if (bare !== null) return emptyList(file, `it is ${bare[0].replaceAll(/\s/g, '')} and nothing else`);
  if (wanted === null && !mayHoldVehicles(candidates())) {
    const end = objectEnd(window.bytes, start, window.end);
    const instead = insteadInText(recordText(window.bytes, start, end < 0 ? window.end : end));
    if (instead?.kind === 'empty') return emptyList(file, instead.words);
    if (instead !== null)
      return new LotwatchError('source', `${file} ${instead.words}. Nothing was changed.`);
  }
  const isWantedEmpty = (path: JsonPath): boolean =>
    wanted !== null && [ENTRIES, KEYED].some((last) => pathText([...path, last]) === pathText(wanted));
  const hasLists = [...candidates()].some(({ kind }) => kind === 'list');
  const isEmpty = empty().some(
    (path) => isWantedEmpty(path) || (wanted === null && (!hasLists || isListName(path.at(-1) ?? ''))),
  );
  const isUnnamed = complaint === null || complaint instanceof NoVinColumn;
  if (isEmpty && isUnnamed && !(complaint instanceof ProposedVinColumn)) return emptyList(file);
  if (complaint !== null) return complaint;
  if (wanted !== null) {
    return new LotwatchError(
      'source',
      `${file} has no list of objects at "${pathText(wanted)}" in its first part. Nothing was changed.`,
    );
  }
  return new LotwatchError(
    'source',
    `${file} is JSON, but contains no list of objects (or none that can be read). Nothing was changed.`,
  );
}

/** Whether there is a list of objects that is neither what went wrong nor what happened to one vehicle. */
const mayHoldVehicles = (candidates: Iterable<Candidate>): boolean =>
  [...candidates].some(
    ({ kind, path, sample }) =>
      kind === 'list' &&
      !path.some((key) => ERRORS.test(key) || isVinKey(key)) &&
      sample().some((record) => Object.keys(record).length > 0),
  );

/** Where the list of vehicles is empty, one of similar or sold ones is not what is left of the lot. */
export function refuseWhatIsLeft({ file }: OpenedFile, { empty }: JsonShape, { path }: Candidate): void {
  const isLot = (path: JsonPath): boolean => isListName(path.at(-1) ?? '') && !isAside(path);
  if (isAside(path) && empty().some((path) => isLot(path))) throw emptyList(file);
}
