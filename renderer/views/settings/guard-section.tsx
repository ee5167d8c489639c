import { useState } from 'react';
import { Button, CoreButton } from '../../components/button.tsx';
import type { GuardSettings } from '../../../shared/guard.ts';
import { DEFAULT_GUARD } from '../../../shared/default-guard.ts';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { GUARD_LABELS, GUARD_UNITS } from '../../text/guard.ts';
import { offReason } from './off-reason.ts';
import { NumberField } from '../../components/number-field.tsx';
import { GUARD_FIGURES, guardFaults, type GuardKey } from './guard-draft.ts';

const words = text.guard;
const VALUES: readonly GuardKey[] = [
  'minAmount',
  'maxAmount',
  'minRatio',
  'maxRatio',
  'jumpPercent',
  'scaleFactor',
  'peersFactor',
  'withdrawnAfter',
];
const SYNCS: readonly GuardKey[] = [
  'movePercent',
  'movedShare',
  'shrinkPercent',
  'overlapPercent',
  'atLeast',
];

export function GuardSection() {
  const guard = useStore(useStores().preferences.store, ({ value }) => value?.guard ?? null);
  return guard === null ? null : <GuardForm guard={guard} />;
}

/** Edits the thresholds as a whole: a lowest amount above the highest is never stored. */
function GuardForm({ guard }: { readonly guard: GuardSettings }) {
  const { preferences, notices } = useStores();
  const [draft, setDraft] = useState(guard);
  const [refused, setRefused] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const faults = guardFaults(draft);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(guard);
  const save = async (): Promise<void> => {
    setSaving(true);
    preferences.set({ guard: draft });
    await preferences.flush();
    setSaving(false);
    const { error } = preferences.store.getState();
    setRefused(error);
    if (error === null) notices.done(words.saved);
  };
  const fields = (keys: readonly GuardKey[]) =>
    keys.map((key) => (
      <NumberField
        key={key}
        row
        label={GUARD_LABELS[key]}
        unit={GUARD_UNITS[key]}
        value={draft[key]}
        {...GUARD_FIGURES[key]}
        onChange={(value) => setDraft({ ...draft, [key]: value })}
      />
    ));
  return (
    <div className="score-form">
      <p className="muted">{words.hint}</p>
      <h3>{words.values}</h3>
      <div className="threshold-fields">{fields(VALUES)}</div>
      <h3>{words.syncs}</h3>
      <div className="threshold-fields">{fields(SYNCS)}</div>
      {faults.length > 0 && (
        <p className="run-error" role="alert">
          {words.unsavable} {faults.join('; ')}.
        </p>
      )}
      {refused !== null && (
        <p className="run-error" role="alert">
          {refused}
        </p>
      )}
      <div className="form-line">
        <CoreButton
          tone="primary"
          off={offReason(isChanged, faults.length > 0, saving)}
          onClick={() => void save()}
        >
          {saving ? words.saving : words.save}
        </CoreButton>
        {isChanged && <Button onClick={() => setDraft(guard)}>{words.discard}</Button>}
        <span className="grow" />
        <Button onClick={() => setDraft(DEFAULT_GUARD)}>{words.reset}</Button>
      </div>
    </div>
  );
}
