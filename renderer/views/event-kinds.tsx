import type { ReactNode } from 'react';
import type { ChangeEvent, ScoreRow } from '../../shared/contract.ts';
import type { TypesOf } from '../../shared/event-kinds.ts';
import type { EventOf, EventType, JournalEvent } from '../../shared/events.ts';
import { MoneyCells } from './live/money-cells.tsx';
import { BaselineCells, ScoreCells, type ScoreCellsProps } from './live/score-cells.tsx';
import { PresenceCells } from './live/presence-cells.tsx';
import { StatusCells } from './live/status-cells.tsx';
import { MoneyLine, PresenceLine, ScoreLine, StatusLine } from './vehicle/event-lines.tsx';

/** How events of a kind look. Methods, so that a kind's look can be asked for by the type of whatever event is at hand. */
type Look<Event> = {
  /** On the page of its vehicle; absent = it is about no single vehicle. */
  readonly Line?: { of(props: { readonly event: Event }): ReactNode }['of'];
};
type ChangeLook<Event> = Look<Event> & {
  /** In the list of changes, the cells from the old value on. */
  Moved(props: { readonly row: Event }): ReactNode;
};
type ScoreLook<Event> = Look<Event> & {
  /** In the list of scores, all cells. */
  Cells(props: ScoreCellsProps<Event>): ReactNode;
};
type Looks = {
  readonly [Type in EventType]: Type extends TypesOf<'changes'>
    ? ChangeLook<Extract<ChangeEvent, EventOf<Type>>>
    : ScoreLook<EventOf<Type>>;
};

/** What the screens show of each kind of event. */
const LOOKS: Looks = {
  'msrp:change': { Line: MoneyLine, Moved: MoneyCells },
  'price:change': { Line: MoneyLine, Moved: MoneyCells },
  'vehicle:status': { Line: StatusLine, Moved: StatusCells },
  'vehicle:presence': { Line: PresenceLine, Moved: PresenceCells },
  'ai-scores:update': { Line: ScoreLine, Cells: ScoreCells },
  'ai-scores:baseline': { Cells: BaselineCells },
};

export const lookOf = (type: EventType): Look<JournalEvent> => LOOKS[type];
export const changeLookOf = (type: ChangeEvent['type']): ChangeLook<ChangeEvent> => LOOKS[type];
export const scoreLookOf = (type: ScoreRow['type']): ScoreLook<ScoreRow> => LOOKS[type];
