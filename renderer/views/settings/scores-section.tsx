import { Modal } from '@mantine/core';
import { useState } from 'react';
import { Button, CoreButton } from '../../components/button.tsx';
import type { ScoreModel } from '../../../shared/score-model.ts';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { offReason } from './off-reason.ts';
import { draftFaults } from './score-draft.ts';
import { BandFields, ThresholdFields } from './score-thresholds.tsx';
import { WeightSets } from './weight-sets.tsx';

const words = text.scoreSettings;

export function ScoresSection() {
  const { model, error } = useStore(useStores().scoreModel.store);
  if (model === null)
    return <p className="setting">{error === null ? words.loading : words.failed(error)}</p>;
  return <ScoreForm model={model} />;
}

/** Edits the model as a whole: weights that do not fit together are never stored one by one. */
function ScoreForm({ model }: { readonly model: ScoreModel }) {
  const { scoreModel, notices } = useStores();
  const [draft, setDraft] = useState(model.settings);
  const [refused, setRefused] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const [resetting, setResetting] = useState(false);
  const faults = draftFaults(draft);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(model.settings);

  const save = async (settings: Parameters<typeof scoreModel.save>[0]): Promise<void> => {
    setSaving(true);
    const problem = await scoreModel.save(settings);
    setSaving(false);
    setResetting(false);
    setRefused(problem);
    if (problem !== null) return;
    const stored = scoreModel.store.getState().model;
    if (stored !== null) setDraft(stored.settings);
    notices.done(words.saved);
  };

  return (
    <div className="score-form">
      <p className="muted">{words.hint}</p>
      <h3>{words.weights}</h3>
      <p className="muted">{words.weightsHint}</p>
      <WeightSets weights={draft.weights} onChange={(weights) => setDraft({ ...draft, weights })} />
      <h3>{words.bands}</h3>
      <p className="muted">{words.bandsHint}</p>
      <BandFields draft={draft} onChange={setDraft} />
      <h3>{words.thresholds}</h3>
      <ThresholdFields draft={draft} onChange={setDraft} />
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
          onClick={() => void save(draft)}
        >
          {saving ? words.saving : words.save}
        </CoreButton>
        {isChanged && (
          <Button
            onClick={() => {
              setDraft(model.settings);
              setRefused(null);
            }}
          >
            {words.discard}
          </Button>
        )}
        <span className="grow" />
        <Button onClick={() => setResetting(true)}>{words.reset}</Button>
      </div>
      {resetting && (
        <Modal opened onClose={() => setResetting(false)} title={words.resetTitle}>
          <p>{words.resetText}</p>
          <div className="dialog-actions">
            <Button data-autofocus onClick={() => setResetting(false)}>
              {text.common.cancel}
            </Button>
            <CoreButton tone="danger" off={saving ? words.saving : null} onClick={() => void save({})}>
              {words.reset}
            </CoreButton>
          </div>
        </Modal>
      )}
    </div>
  );
}
