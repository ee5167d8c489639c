import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { GateName, Why } from '../../../shared/alerts/answers.ts';
import { Button, CoreButton } from '../../components/button.tsx';
import { VehicleLink } from '../../components/vehicle-link.tsx';
import { fullTime, shortTime } from '../../format/time.ts';
import { useStore, useStores, useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { GATE_WORDS } from '../../text/alerts.ts';

const words = text.alerts.why;
/** Gates by how they are drawn: it went through, it had to stop, or neither. */
const PASSED: readonly GateName[] = ['fired', 'sent'];
const HELD: readonly GateName[] = ['quiet-hours', 'muted', 'cool-down', 'not-delivered', 'paused'];

/** Every rule and every gate that a vehicle met, in order. */
export function WhyPanel() {
  const { draft } = useStores().alerts;
  const { why, whyError, id } = useStore(draft.store);
  const [vin, setVin] = useState('');
  return (
    <section className="rule-why" aria-label={words.title}>
      <p className="tried-head">
        <strong>{words.title}</strong>
        {why !== null && (
          <Button tone="plain" onClick={draft.closeWhy}>
            {words.close}
          </Button>
        )}
      </p>
      <form
        className="editor-line"
        onSubmit={(event) => {
          event.preventDefault();
          if (vin.trim() !== '') void draft.explain(vin.trim());
        }}
      >
        <TextInput
          aria-label={words.label}
          placeholder={words.placeholder}
          className="editor-wide"
          maxLength={64}
          value={vin}
          onChange={({ currentTarget }) => setVin(currentTarget.value)}
        />
        <CoreButton small type="submit">
          {words.ask}
        </CoreButton>
      </form>
      <div aria-live="polite">
        {whyError !== null && <p className="lw-input-error">{words.failed(whyError)}</p>}
        {why !== null && <Answer why={why} current={id} />}
      </div>
    </section>
  );
}

function Answer({ why, current }: { readonly why: Why; readonly current: string | null }) {
  // The rule in the editor is the one that was asked about.
  const rules = why.rules.toSorted((a, b) => Number(b.ruleId === current) - Number(a.ruleId === current));
  return (
    <>
      <p>
        {why.vehicle !== null && <VehicleLink vin={why.vin}>{why.vehicle}</VehicleLink>}{' '}
        <span className="mono">{why.vin}</span>
      </p>
      {why.vehicle === null && <p className="muted">{words.unknown}</p>}
      {rules.length === 0 && <p className="muted">{words.noRules}</p>}
      {rules.map((rule) => (
        <div key={rule.ruleId} className="why-rule">
          <strong>{rule.rule}</strong>
          <ol>
            {rule.gates.map((gate, index) => (
              <Gate key={`${gate.at} ${gate.gate} ${index}`} {...gate} />
            ))}
          </ol>
        </div>
      ))}
    </>
  );
}

function Gate({ gate, at, words: said }: Why['rules'][number]['gates'][number]) {
  const today = useToday();
  const tone = PASSED.includes(gate) ? 'is-passed' : HELD.includes(gate) ? 'is-held' : '';
  return (
    <li className={tone}>
      <time dateTime={at} title={fullTime(at)}>
        {shortTime(at, today)}
      </time>
      <span>
        <b>{GATE_WORDS[gate]}</b> {said}
      </span>
    </li>
  );
}
