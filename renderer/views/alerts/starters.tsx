import { useEffect } from 'react';
import { ruleWords } from '../../../shared/alerts/measures.ts';
import type { Rule } from '../../../shared/alerts/rule.ts';
import { Button } from '../../components/button.tsx';
import { useReturns, useStore, useStores } from '../../stores-context.tsx';
import type { Starter } from '../../stores/alerts/alerts.ts';
import { text } from '../../text.ts';
import { emptyRule, isOfVehicles } from './rule-form.ts';

const words = text.alerts.starters;
/** Of an empty list: those that say most about a lot by themselves. */
const FEW = 3;

/** Rules to begin with, each with how often it would have fired here. */
export function Starters(props: { readonly few: boolean; readonly onUse: (rule: Rule) => void }) {
  const { few, onUse } = props;
  const { alerts } = useStores();
  const { starters, startersError } = useStore(alerts.store);
  const returns = useReturns();
  useEffect(() => void alerts.loadStarters(), [alerts, returns]);
  const shown = few ? starters?.slice(0, FEW) : starters;
  return (
    <div className="starters">
      {startersError !== null && <p className="lw-input-error">{words.failed(startersError)}</p>}
      {starters === null && startersError === null && <p role="status">{words.loading}</p>}
      <ul>
        {shown?.map((starter) => (
          <StarterItem key={starter.rule.name} starter={starter} onUse={onUse} />
        ))}
      </ul>
      <Button small onClick={() => onUse(emptyRule())}>
        {words.blank}
      </Button>
    </div>
  );
}

function StarterItem(props: { readonly starter: Starter; readonly onUse: (rule: Rule) => void }) {
  const { rule, tried } = props.starter;
  const isNow = tried.nowTrue !== null && tried.incomplete !== null;
  return (
    <li>
      <div>
        <strong>{rule.name}</strong>
        <p>{ruleWords(rule)}</p>
        <p className="muted" title={tried.incomplete ?? undefined}>
          {isNow && tried.fired === 0
            ? words.now(tried.nowTrue ?? 0, !isOfVehicles(rule.when))
            : words.fired(tried.fired)}
        </p>
      </div>
      <Button small aria-label={words.use(rule.name)} onClick={() => props.onUse(rule)}>
        {words.useShort}
      </Button>
    </li>
  );
}
