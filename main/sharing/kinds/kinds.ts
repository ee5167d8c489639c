import type { EventType } from '../../../shared/events.ts';
import { moneyKind } from './money.ts';
import { scoreBaselineKind, scoreUpdateKind } from './scores.ts';
import { statusKind } from './status.ts';
import type { WireKind } from './wire.ts';

/** How each kind of event travels between consoles. */
export const WIRE_KINDS: { readonly [Type in EventType]: WireKind } = {
  'msrp:change': moneyKind('msrp:change'),
  'price:change': moneyKind('price:change'),
  'vehicle:status': statusKind,
  'ai-scores:update': scoreUpdateKind,
  'ai-scores:baseline': scoreBaselineKind,
};
