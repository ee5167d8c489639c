import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { starterRules } from '../../../shared/alerts/starters.ts';
import { pageAlerts } from '../../store/alerts/read.ts';
import { saveRule } from '../../store/alerts/rules.ts';
import { transaction } from '../../store/open.ts';
import { openTestLot } from '../msrp-sync/fixture.ts';
import { evaluateAlerts } from './evaluate.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data/national-sienna');

it.skipIf(!existsSync(DATA))(
  'the given days of Siennas with the starters: what a person would write down',
  () => {
    const lot = openTestLot();
    const sync = (day: string) =>
      lot.sync(join(DATA, `${day}.csv`), {
        asOf: Date.parse(`${day}T12:00:00Z`),
        settings: {
          constants: { make: 'Toyota', model: 'Sienna' },
          mapping: {
            ...{ msrp: ['Base MSRP'], price: ['Dealer Price'] },
            ...{ dealer: ['Dealer', 'Dealer State'], trim: ['Model'] },
          },
        },
      });
    const look = () => evaluateAlerts(lot.db, { now: Date.now(), log: null, consoleUrl: '' });
    try {
      sync('2023-04-30');
      for (const rule of starterRules())
        transaction(lot.db, () => saveRule(lot.db, null, rule, Date.now()));
      look();
      sync('2023-05-01');
      look();
      const { alerts } = pageAlerts(lot.db, {
        ...{ before: null, limit: 500, states: [], ruleId: null, since: null },
      });
      // Toyota raised the MSRP of 204 cars and their dealers followed; one dealer took a markup back. The 13 new cars are
      // priced at MSRP, all have photos and a price, and no competitor is known.
      expect(alerts.toReversed().map(({ rule, text }) => `${rule}: ${text}`)).toEqual([
        'MSRP moves: 204 vehicles: MSRP +$750 · Toyota Sienna · 109 dealers',
        'Price moves: 204 vehicles: Price +$750 · Toyota Sienna · 109 dealers',
        'Price moves: 2023 Toyota Sienna Platinum 4PS160870: Price −$1,773 (−3.32%), from $53,368 to $51,595 · AutoNation Toyota Tempe AZ',
      ]);
    } finally {
      lot.close();
    }
  },
);
