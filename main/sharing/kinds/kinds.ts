import type { SharedType } from '../../../shared/event-kinds.ts';
import { moneyKind } from './money.ts';
import { scoreBaselineKind, scoreUpdateKind } from './scores.ts';
import { statusKind } from './status.ts';
import type { WireKind } from './wire.ts';

/** How each kind of event that is shared travels between consoles. */
export const WIRE_KINDS: { readonly [Type in SharedType]: WireKind } = {
  'msrp:change': moneyKind('msrp:change'),
  'price:change': moneyKind('price:change'),
  'vehicle:status': statusKind,
  'ai-scores:update': scoreUpdateKind,
  'ai-scores:baseline': scoreBaselineKind,
};
