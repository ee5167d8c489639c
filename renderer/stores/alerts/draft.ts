import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { StoredRule } from '../../../shared/alerts/alert.ts';
import type { Rehearsal, Why } from '../../../shared/alerts/answers.ts';
import type { Rule } from '../../../shared/alerts/rule.ts';
import type { Api } from '../../api.ts';

const DAYS = 30;

export type DraftState = {
  /** The rule that is edited; null = a new one. */
  readonly id: string | null;
  /** Null = nothing is edited. */
  readonly rule: Rule | null;
  /** As it is stored; null where it never was. */
  readonly saved: Rule | null;
  readonly saving: boolean;
  readonly error: string | null;
  /** What the last rehearsal found, and of which rule. */
  readonly tried: { readonly rule: Rule; readonly found: Rehearsal } | null;
  readonly trying: boolean;
  readonly tryError: string | null;
  /** Why something fired, or did not. */
  readonly why: Why | null;
  readonly whyError: string | null;
};

/** The rule in the editor, saved or not, with what it would have done. */
export type RuleDraft = {
  readonly store: StoreApi<DraftState>;
  edit(stored: StoredRule): void;
  begin(rule: Rule): void;
  close(): void;
  change(part: Partial<Rule>): void;
  discard(): void;
  /** The id under which it is stored; null where it could not be, with the reason in `error`. */
  save(): Promise<string | null>;
  rehearse(): Promise<void>;
  explain(vin: string): Promise<void>;
  closeWhy(): void;
};

const NOTHING: DraftState = {
  id: null,
  rule: null,
  saved: null,
  saving: false,
  error: null,
  tried: null,
  trying: false,
  tryError: null,
  why: null,
  whyError: null,
};

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** How many parts of the rule differ from what is stored: each field of when, where and how, and the name. */
export function changesOf({ rule, saved }: Pick<DraftState, 'rule' | 'saved'>): number {
  if (rule === null) return 0;
  if (saved === null) return 1;
  const differing = (now: object, before: object): number => {
    const [a, b] = [new Map(Object.entries(now)), new Map(Object.entries(before))];
    return [...new Set([...a.keys(), ...b.keys()])].filter((key) => !same(a.get(key), b.get(key))).length;
  };
  const whens = rule.when.kind === saved.when.kind ? differing(rule.when, saved.when) : 1;
  const name = rule.name === saved.name ? 0 : 1;
  return whens + differing(rule.where, saved.where) + differing(rule.how, saved.how) + name;
}

/** What stands in the way of storing it; the core checks all the rest. */
export const isNumbersWhole = (rule: Rule): boolean => !hasNaN(rule);
const hasNaN = (value: unknown): boolean =>
  typeof value === 'number'
    ? Number.isNaN(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(hasNaN);

export function createRuleDraft(api: Api, onSaved: () => void): RuleDraft {
  const store = createStore<DraftState>(() => NOTHING);
  let question = 0;

  const show = (id: string | null, rule: Rule, saved: Rule | null): void => {
    question += 1;
    store.setState({ ...NOTHING, why: store.getState().why, id, rule, saved });
    void rehearse();
  };

  const rehearse = async (): Promise<void> => {
    const { rule } = store.getState();
    if (rule === null || !isNumbersWhole(rule)) return;
    question += 1;
    const mine = question;
    store.setState({ trying: true, tryError: null });
    // A rule in the making may have no name yet: it matters to no rehearsal.
    const asked = rule.name.trim() === '' ? { ...rule, name: '–' } : rule;
    const answer = await api.call('alerts.try', { rule: asked, days: DAYS });
    if (mine !== question) return;
    store.setState(
      answer.ok
        ? { trying: false, tried: { rule, found: answer.value } }
        : { trying: false, tryError: answer.error.message },
    );
  };

  return {
    store,
    edit: ({ id, rule }) => show(id, rule, rule),
    begin: (rule) => show(null, rule, null),
    close: () => {
      question += 1;
      store.setState({ ...NOTHING, why: store.getState().why });
    },
    change: (part) => {
      const { rule } = store.getState();
      if (rule !== null) store.setState({ rule: { ...rule, ...part }, error: null });
    },
    discard: () => {
      const { id, saved } = store.getState();
      if (saved === null) store.setState({ ...NOTHING, why: store.getState().why });
      else show(id, saved, saved);
    },
    save: async () => {
      const { id, rule } = store.getState();
      if (rule === null) return null;
      store.setState({ saving: true, error: null });
      const answer = await api.call('alerts.saveRule', { id, rule });
      if (!answer.ok) {
        store.setState({ saving: false, error: answer.error.message });
        return null;
      }
      const stored = answer.value;
      store.setState({ saving: false, id: stored.id, saved: stored.rule, rule: stored.rule });
      onSaved();
      return stored.id;
    },
    rehearse,
    explain: async (vin) => {
      const answer = await api.call('alerts.why', { vin });
      store.setState(
        answer.ok ? { why: answer.value, whyError: null } : { why: null, whyError: answer.error.message },
      );
    },
    closeWhy: () => store.setState({ why: null, whyError: null }),
  };
}
