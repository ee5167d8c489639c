import { useState } from 'react';
import { Chip } from '../../../components/button.tsx';
import type { Inspection } from '../../../../shared/lot.ts';
import { text } from '../../../text.ts';
import { SourceForm } from '../source-form.tsx';
import { chooseField } from './choose-field.ts';
import { ColumnTable } from './column-table.tsx';
import { Notes } from './found-files.tsx';
import { MissingFields } from './missing-fields.tsx';
import { StepHeading } from './step-heading.tsx';
import { STEPS, type Wizard } from './use-wizard.ts';

const words = text.wizard;
/** Formats in which the vehicles may stand in one list of several. */
const NESTED = new Set(['json', 'xml']);

/** The first rows of the file; above each column how it is read, those that need a look first. */
export function StepColumns({ wizard }: { readonly wizard: Wizard }) {
  const { inspecting, draft } = wizard;
  const { found } = inspecting;
  const [usedOnly, setUsedOnly] = useState(false);
  const [isMore, setMore] = useState(false);
  // What is wrong is never folded away. A file that cannot be read now can still have its settings typed.
  const isOpen = isMore || found === null || wizard.problems !== null;
  return (
    <div className="dialog">
      <StepHeading at={STEPS.columns} hint={words.columnsHint} />
      {inspecting.error !== null && (
        <p className="run-error" role="alert">
          {inspecting.error}
        </p>
      )}
      {found === null && inspecting.looking && <p className="muted">{text.settings.inspecting}</p>}
      {found && (
        <>
          <MissingFields found={found} wizard={wizard} />
          <Notes found={found} />
          <Shown found={found} usedOnly={usedOnly} onChange={setUsedOnly} />
          <ColumnTable
            found={found}
            usedOnly={usedOnly}
            onChoose={(column, field) => wizard.edit(chooseField(draft, found.suggestions, column, field))}
          />
        </>
      )}
      <details className="adjust" open={isOpen} onToggle={(event) => setMore(event.currentTarget.open)}>
        <summary>{words.more}</summary>
        <div className="dialog">
          <SourceForm
            draft={draft}
            problems={wizard.problems}
            columns={found?.columns ?? []}
            isNested={found === null || NESTED.has(found.format)}
            onChange={wizard.edit}
          />
        </div>
      </details>
    </div>
  );
}

function Shown(props: {
  readonly found: Inspection;
  readonly usedOnly: boolean;
  readonly onChange: (usedOnly: boolean) => void;
}) {
  const { found, usedOnly, onChange } = props;
  const used = found.suggestions.filter(({ field }) => field !== null).length;
  return (
    <div className="form-line" role="group" aria-label={words.show}>
      <Chip pressed={!usedOnly} onClick={() => onChange(false)}>
        {words.showAll(found.columns.length)}
      </Chip>
      <Chip pressed={usedOnly} onClick={() => onChange(true)}>
        {words.showUsed(used)}
      </Chip>
      <span className="muted">{text.settings.found(found.format, found.columns.length)}</span>
    </div>
  );
}
