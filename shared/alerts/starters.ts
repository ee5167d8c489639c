import { ruleSchema, type Rule, type RuleInput } from './rule.ts';

/** Rules to begin with (`domain.md` 4). They are suggestions: none is on until a person adds it. */
const STARTERS: readonly RuleInput[] = [
  {
    name: 'MSRP moves',
    when: { kind: 'changes', measure: 'msrp', atLeast: { pct: 1, amount: 500 } },
    where: { role: 'own' },
  },
  {
    name: 'Price moves',
    when: { kind: 'changes', measure: 'price', atLeast: { pct: 2, amount: 500 } },
    where: { role: 'own' },
  },
  {
    name: 'Above the market',
    when: { kind: 'crosses', measure: 'ptm', direction: 'above', line: 105, margin: 1, inARow: 2 },
    how: { coolDownHours: 24 },
  },
  {
    name: '60 days on the lot',
    when: { kind: 'crosses', measure: 'days', direction: 'above', line: 60 },
  },
  {
    name: 'CIS falls',
    when: { kind: 'changes', measure: 'cis', direction: 'down', atLeast: { points: 8 } },
  },
  {
    name: 'Price above MSRP',
    when: { kind: 'is', state: 'price-above-msrp' },
    where: { conditions: ['new'] },
  },
  { name: 'No photos', when: { kind: 'is', state: 'no-photos', inARow: 2 } },
  { name: 'No price', when: { kind: 'is', state: 'price-missing' } },
  { name: 'Feed silent', when: { kind: 'source', state: 'older-than', hours: 24 }, how: { urgent: true } },
  { name: 'Sync failed', when: { kind: 'source', state: 'failed' }, how: { urgent: true } },
  { name: 'Sync held', when: { kind: 'source', state: 'held' }, how: { urgent: true } },
];

export const starterRules = (): Rule[] => STARTERS.map((starter) => ruleSchema.parse(starter));
