import { expect, it } from 'vitest';
import type { ChangeEvent } from '../../shared/contract.ts';
import { EVENT_TYPES, type TypesOf } from '../../shared/event-kinds.ts';
import type { EventOf, EventType } from '../../shared/events.ts';
import { DEFAULT_BANDS } from '../format/score.ts';
import { event } from '../stores/scripted-api.ts';
import { scored } from '../stores/scripted-scores.ts';
import { renderView } from '../testing/render.tsx';
import { lookOf, scoreLookOf } from './event-kinds.tsx';
import { EventCells } from './live/change-cells.tsx';
import { VehicleEvents } from './vehicle/vehicle-events.tsx';

const { avi: _avi, ati: _ati, cis: _cis, ...head } = scored(4);

/** A row of each kind, with what it must say in its list and on the page of its vehicle. */
const EVERY_KIND: {
  readonly [Type in EventType]: {
    readonly row: Type extends TypesOf<'changes'> ? Extract<ChangeEvent, EventOf<Type>> : EventOf<Type>;
    readonly says: readonly string[];
  };
} = {
  'msrp:change': { row: event(1, { type: 'msrp:change' }), says: ['MSRP', '$40,000', '$39,000'] },
  'price:change': { row: event(2), says: ['Price', '$40,000', '$39,000'] },
  'vehicle:status': {
    row: { ...head, kind: 'event', type: 'vehicle:status', old: 'available', new: 'sold' },
    says: ['Status', 'Available', 'Sold'],
  },
  'vehicle:presence': {
    row: {
      ...{ ...head, kind: 'event', type: 'vehicle:presence', state: 'gone', held: false },
      ...{ price: 38_500, currency: 'USD', missingSince: '2025-11-21T12:00:00.000Z' },
    },
    says: ['$38,500', 'Gone · missing since Nov 21'],
  },
  'ai-scores:update': { row: scored(3), says: ['CIS', '72'] },
  'ai-scores:baseline': {
    row: { ...head, type: 'ai-scores:baseline', vin: '', scored: 1_234 },
    says: ['1,234'],
  },
};

it.each(EVENT_TYPES)('%s: its rows say what moved', async (type) => {
  const { row, says } = EVERY_KIND[type];
  const shared = { today: Date.parse('2025-11-24'), onOpen: () => undefined };
  const standards = { bands: DEFAULT_BANDS, fullCoverage: 0.6 };
  const Scores = scoreLookOf(row.type === 'ai-scores:baseline' ? row.type : 'ai-scores:update').Cells;
  const inList = await renderView(
    'kind' in row ? (
      <EventCells row={row} {...shared} onCopy={() => undefined} />
    ) : (
      <Scores row={row} {...shared} standards={standards} />
    ),
  );
  const words = inList.container.textContent;
  const titles = [...inList.container.querySelectorAll('[title]')].map(
    ({ attributes }) => attributes.getNamedItem('title')?.value,
  );
  for (const word of says) expect(`${words} ${titles.join(' ')}`).toContain(word);
  inList.unmount();
  const onPage = await renderView(<VehicleEvents events={[row]} />);
  const line = onPage.container.querySelector('li')?.textContent ?? null;
  if (lookOf(type).Line === undefined) expect(line).toBeNull();
  else for (const word of says) expect(line).toContain(word);
});
