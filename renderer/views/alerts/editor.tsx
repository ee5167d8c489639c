import { Modal, TextInput } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { quietWords, ruleWords } from '../../../shared/alerts/measures.ts';
import type { Rule } from '../../../shared/alerts/rule.ts';
import type { StoredRule } from '../../../shared/alerts/alert.ts';
import { Button, CoreButton } from '../../components/button.tsx';
import { Switch } from '../../components/switch.tsx';
import { focusAtOnce } from '../../components/focus-at-once.ts';
import { asked } from '../../keys/press.ts';
import { changesOf, isNumbersWhole } from '../../stores/alerts/draft.ts';
import { useOffline, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { HowFields } from './how-fields.tsx';
import { MuteMenu } from './mute-menu.tsx';
import { RehearsalPanel } from './rehearsal.tsx';
import { isOfVehicles, unsavable } from './rule-form.ts';
import { WhenFields } from './when-fields.tsx';
import { WhereFields } from './where-fields.tsx';
import { WhyPanel } from './why-panel.tsx';

const words = text.alerts.editor;

/** One rule: when, where and how, what it would have done, and saving it. `focusName` puts the focus into it. */
export function Editor({ rule, focusName }: { readonly rule: Rule; readonly focusName: boolean }) {
  const { draft, store } = useStores().alerts;
  const { id, tried, saving, error } = useStore(draft.store);
  const stored = useStore(store, ({ rules }) => rules?.find((one) => one.id === id) ?? null);
  const changes = useStore(draft.store, changesOf);
  const offline = useOffline();
  const off = saving
    ? words.saving
    : changes === 0
      ? words.nothingChanged
      : unsavable(rule, isNumbersWhole(rule));
  const save = (): void => {
    if (off === null && offline === null) void draft.save();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const ask = asked('ruleEditor', event, false);
    if (ask === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (ask === 'save') save();
    else void draft.rehearse();
  };
  return (
    <section className="panel alert-pane" aria-label={words.label} data-pane onKeyDown={onKeyDown}>
      <div className="panel-head">
        <h2>{rule.name.trim() === '' ? words.newTitle : rule.name}</h2>
        {stored !== null && <RuleTools stored={stored} />}
      </div>
      <div className="alert-scroll">
        <div className="rule-editor">
          <label className="editor-row">
            <span className="lw-input-label">{words.name}</span>
            <TextInput
              className="editor-wide"
              maxLength={80}
              placeholder={words.namePlaceholder}
              ref={focusName ? focusAtOnce : undefined}
              value={rule.name}
              onChange={({ currentTarget }) => draft.change({ name: currentTarget.value })}
            />
          </label>
          <WhenFields when={rule.when} onChange={(when) => draft.change({ when })} />
          {isOfVehicles(rule.when) && (
            <WhereFields where={rule.where} onChange={(where) => draft.change({ where })} />
          )}
          <HowFields
            how={rule.how}
            nowTrue={tried?.found.nowTrue ?? null}
            onChange={(how) => draft.change({ how })}
          />
          <Says rule={rule} />
        </div>
        <RehearsalPanel isOfSources={!isOfVehicles(rule.when)} />
        <WhyPanel />
      </div>
      {error !== null && (
        <p className="editor-error" role="alert">
          {words.saveFailed(error)}
        </p>
      )}
      <div className="alert-bar" role="group" aria-label={words.label}>
        <CoreButton tone="plain" title={words.rehearseTitle} onClick={() => void draft.rehearse()}>
          {words.rehearse}
        </CoreButton>
        <span className="grow" />
        {changes > 0 && (
          <span className="muted">{id === null ? words.unsaved : words.changeCount(changes)}</span>
        )}
        <Button small off={changes === 0 ? words.nothingChanged : null} onClick={draft.discard}>
          {words.discard}
        </Button>
        <CoreButton small tone="primary" aria-keyshortcuts="Control+S" off={off} onClick={save}>
          {saving ? words.saving : words.save}
        </CoreButton>
      </div>
    </section>
  );
}

/** The rule in words, with the last thing it would have said. */
function Says({ rule }: { readonly rule: Rule }) {
  const tried = useStore(useStores().alerts.draft.store, (state) => state.tried);
  if (!isNumbersWhole(rule)) return null;
  const example = tried?.rule === rule ? tried.found.alerts.at(-1)?.text : undefined;
  const quiet = rule.how.quiet === null || rule.how.urgent ? '' : `; ${quietWords(rule.how.quiet)}`;
  return (
    <p className="rule-says">
      <strong>{words.says}</strong> {ruleWords(rule)}
      {quiet}.{example !== undefined && <span>{words.such(example)}</span>}
    </p>
  );
}

/** On or off, muted, removed: what does not wait to be saved. */
function RuleTools({ stored: { id, rule, on, mutedUntil } }: { readonly stored: StoredRule }) {
  const { alerts } = useStores();
  const offline = useOffline() !== null;
  const [isRemoving, setRemoving] = useState(false);
  const remove = async (): Promise<void> => {
    setRemoving(false);
    await alerts.removeRule(id);
    alerts.draft.close();
  };
  return (
    <>
      <span className="rule-on">
        <Switch
          label={text.alerts.rules.switchOf(rule.name)}
          checked={on}
          disabled={offline}
          onChange={() => void alerts.switchRule(id, !on)}
        />
        <span className="muted">{on ? text.alerts.rules.on : text.alerts.rules.off}</span>
      </span>
      <span className="grow" />
      <MuteMenu id={id} until={mutedUntil} />
      <CoreButton small tone="danger" onClick={() => setRemoving(true)}>
        {words.remove}
      </CoreButton>
      {isRemoving && (
        <Modal opened onClose={() => setRemoving(false)} title={words.removeTitle(rule.name)}>
          <p>{words.removeText}</p>
          <div className="dialog-actions">
            <Button data-autofocus onClick={() => setRemoving(false)}>
              {text.common.cancel}
            </Button>
            <CoreButton tone="danger" onClick={() => void remove()}>
              {words.remove}
            </CoreButton>
          </div>
        </Modal>
      )}
    </>
  );
}
