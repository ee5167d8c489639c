import { Modal } from '@mantine/core';
import { Button, CoreButton } from '../../../components/button.tsx';
import type { Source } from '../../../../shared/lot.ts';
import { useStore } from '../../../stores-context.tsx';
import { text } from '../../../text.ts';
import { StepCheck } from './step-check.tsx';
import { StepColumns } from './step-columns.tsx';
import { StepSource } from './step-source.tsx';
import { STEPS, type Wizard, useWizard } from './use-wizard.ts';

const words = text.wizard;
const PAGES = [StepSource, StepColumns, StepCheck] as const;

/** From a file, a folder or an address to the first correct sync; or the same again for a source there is. */
export function SourceWizard(props: { readonly source: Source | null; readonly onClose: () => void }) {
  const { source, onClose } = props;
  const wizard = useWizard(source, onClose);
  const Page = PAGES[wizard.step] ?? StepSource;
  return (
    <Modal
      opened
      onClose={onClose}
      title={source === null ? words.title : words.editTitle(source.slug)}
      size="min(1360px, calc(100vw - 48px))"
      // A stray click beside it must not throw the work away.
      closeOnClickOutside={false}
      classNames={{ title: 'lw-modal-title', content: 'lw-modal-content wizard-content', body: 'wizard' }}
    >
      <Steps wizard={wizard} />
      <div className="wizard-page" key={wizard.step}>
        <Page wizard={wizard} />
      </div>
      <Foot wizard={wizard} onClose={onClose} />
    </Modal>
  );
}

function Steps({ wizard }: { readonly wizard: Wizard }) {
  return (
    <ol className="wizard-steps" aria-label={words.stepsLabel}>
      {words.steps.map((name, at) => (
        <li key={name}>
          <button
            type="button"
            aria-current={at === wizard.step ? 'step' : undefined}
            disabled={!wizard.canOpen(at)}
            onClick={() => wizard.open(at)}
          >
            <span aria-hidden="true">{at + 1}</span>
            {name}
          </button>
        </li>
      ))}
    </ol>
  );
}

function Foot({ wizard, onClose }: { readonly wizard: Wizard; readonly onClose: () => void }) {
  const { step, source, error } = wizard;
  const running = useStore(wizard.preview.store, (state) => state.running);
  const isNew = source === null;
  const isFirst = step === STEPS.source;
  return (
    <div className="wizard-foot">
      {error !== null && (
        <p className="run-error" role="alert">
          {error}
        </p>
      )}
      <span className="grow" />
      {isFirst ? (
        <Button onClick={onClose}>{text.common.cancel}</Button>
      ) : (
        <Button onClick={() => wizard.open(step - 1)}>{words.back}</Button>
      )}
      {step === STEPS.check || (!isNew && !wizard.canOpen(STEPS.check)) ? (
        <CoreButton
          tone="primary"
          off={wizard.canSave && !(isNew && running) ? null : words.notYet}
          onClick={() => void wizard.save()}
        >
          {wizard.saving ? words.saving : isNew ? words.save : words.saveEdit}
        </CoreButton>
      ) : (
        <CoreButton
          tone="primary"
          off={wizard.canOpen(step + 1) && !wizard.inspecting.looking ? null : words.notYet}
          onClick={() => wizard.open(step + 1)}
        >
          {words.next}
        </CoreButton>
      )}
    </div>
  );
}
