import { MultiSelect, TagsInput, TextInput } from '@mantine/core';
import { PRICE_PARTS, PRICE_PART_WORDS } from '../../../shared/price-words.ts';
import { text } from '../../text.ts';
import { ConditionSelect } from './condition-select.tsx';
import { ConstantRows, MappingRows } from './mapping-rows.tsx';
import type { DraftProblems, SourceDraft } from './source-draft.ts';

/** What a person says about a source that its columns do not. Used for adding and for editing. */
export function SourceForm(props: {
  readonly draft: SourceDraft;
  readonly problems: DraftProblems | null;
  /** Column names to offer; others can be typed. */
  readonly columns: readonly string[];
  /** Whether its rows stand in a tree, or may do: JSON, XML, a file that was not understood. */
  readonly isNested: boolean;
  readonly onChange: (draft: SourceDraft) => void;
}) {
  const { draft, problems, columns, isNested, onChange } = props;
  const set = (change: Partial<SourceDraft>): void => onChange({ ...draft, ...change });
  return (
    <>
      <div className="form-row">
        <TextInput
          label={text.settings.dealer}
          description={text.settings.dealerHint}
          value={draft.dealer}
          onChange={(event) => set({ dealer: event.currentTarget.value })}
        />
        <ConditionSelect
          label={text.settings.condition}
          description={text.settings.conditionHint}
          value={draft.condition}
          onChange={(condition) => set({ condition })}
        />
        <TextInput
          label={text.settings.currency}
          description={text.settings.currencyHint}
          error={problems?.currency}
          value={draft.currency}
          maxLength={3}
          onChange={(event) => set({ currency: event.currentTarget.value.toUpperCase() })}
        />
        {(isNested || draft.rowsPath !== '') && (
          <TextInput
            label={text.settings.rowsPath}
            description={text.settings.rowsPathHint}
            value={draft.rowsPath}
            maxLength={300}
            spellCheck={false}
            onChange={(event) => set({ rowsPath: event.currentTarget.value })}
          />
        )}
      </div>
      <MultiSelect
        label={text.settings.priceIncludes}
        description={text.settings.priceIncludesHint}
        placeholder={draft.priceIncludes === null ? text.settings.priceIncludesUnsaid : undefined}
        data={PRICE_PARTS.map((value) => ({ value, label: PRICE_PART_WORDS[value] }))}
        value={[...(draft.priceIncludes ?? [])]}
        onChange={(chosen) => set({ priceIncludes: PRICE_PARTS.filter((part) => chosen.includes(part)) })}
      />
      <MappingRows
        rows={draft.mapping}
        problems={problems}
        columns={columns}
        onChange={(mapping) => set({ mapping })}
      />
      <ConstantRows
        rows={draft.constants}
        problems={problems}
        onChange={(constants) => set({ constants })}
      />
      <TagsInput
        label={text.settings.ownDealers}
        description={text.settings.ownDealersHint}
        value={[...draft.ownDealers]}
        acceptValueOnBlur
        onChange={(ownDealers) => set({ ownDealers })}
      />
    </>
  );
}
