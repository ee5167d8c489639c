import { TextInput } from '@mantine/core';
import type { Inspection } from '../../../../shared/lot.ts';
import { text } from '../../../text.ts';
import { FIELD_LABELS } from '../../../../shared/field-labels.ts';
import { MISSING_WORDS } from '../../../text/wizard.ts';
import { ConditionSelect } from '../condition-select.tsx';
import { chooseConstant } from './choose-field.ts';
import type { Wizard } from './use-wizard.ts';

const words = text.wizard;
/** What one word can say for all rows of a feed: one make's, one model's, one year's. */
const SAYABLE = ['make', 'model', 'year'] as const;

/** What nothing fills, with what that means and the way to say it for all vehicles. A missing VIN stands in the way. */
export function MissingFields({ found, wizard }: { readonly found: Inspection; readonly wizard: Wizard }) {
  const { draft, edit } = wizard;
  const isMissing = (field: string): boolean => found.missing.includes(field);
  const constantOf = (field: string): string =>
    draft.constants.find((row) => row.field === field)?.value ?? '';
  // A field that is being typed must not vanish with its first letter.
  const sayable = SAYABLE.filter((field) => isMissing(field) || constantOf(field) !== '');
  const unreported = (['msrp', 'price'] as const).filter(isMissing);
  const needsDealer = isMissing('dealer') || draft.dealer !== '';
  const needsCondition = isMissing('condition');
  if (!isMissing('vin') && unreported.length + sayable.length === 0 && !needsDealer && !needsCondition)
    return null;
  return (
    <section className="missing" aria-label={words.missingRequired}>
      {isMissing('vin') && (
        <p className="missing-required" role="alert">
          <strong>{`✕ ${FIELD_LABELS.vin}`}</strong> {MISSING_WORDS['vin']}
        </p>
      )}
      {unreported.length > 0 && (
        <p className="note">
          <strong>{`⚠ ${words.missing(unreported.map((field) => FIELD_LABELS[field]))}`}</strong>{' '}
          {words.unreported}
        </p>
      )}
      <div className="missing-fields">
        {needsDealer && (
          <TextInput
            label={words.forAll(FIELD_LABELS.dealer)}
            description={MISSING_WORDS['dealer']}
            value={draft.dealer}
            maxLength={120}
            onChange={({ currentTarget }) => edit({ ...draft, dealer: currentTarget.value })}
          />
        )}
        {sayable.map((field) => (
          <TextInput
            key={field}
            label={words.forAll(FIELD_LABELS[field])}
            description={MISSING_WORDS[field]}
            value={constantOf(field)}
            maxLength={200}
            onChange={({ currentTarget }) => edit(chooseConstant(draft, field, currentTarget.value))}
          />
        ))}
        {needsCondition && (
          <ConditionSelect
            label={words.forAll(FIELD_LABELS.condition)}
            description={MISSING_WORDS['condition']}
            value={draft.condition}
            onChange={(condition) => edit({ ...draft, condition })}
          />
        )}
      </div>
    </section>
  );
}
