import { LotwatchError } from '../../../shared/result.ts';

/** A file that is an inventory without a vehicle: sold out, a night job, a server that had enough. */
export const emptyList = (file: string, how = ''): LotwatchError =>
  new LotwatchError(
    'source',
    `${file} holds an empty list of vehicles; nothing was changed${how === '' ? '' : `: ${how}`}. If there are vehicles, fetch it again later, or ask your feed provider.`,
  );

const LIST_WORDS =
  /(?:vehicle|inventor|listing|car|auto|truck|unit|item|result|record|row|stock|doc|hit|product|entr|lot|data|content|feed|channel|rss|offer|ad)(?:y|ies|s|es)?$/;

/** Whether a key or an element of this name would hold the vehicles. */
export const isListName = (name: string): boolean =>
  LIST_WORDS.test(name.toLowerCase().replace(/[^a-z]+/g, ''));
