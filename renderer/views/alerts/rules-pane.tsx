import { Popover } from '@mantine/core';
import { useState } from 'react';
import type { StoredRule } from '../../../shared/alerts/alert.ts';
import { Button } from '../../components/button.tsx';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { Icon } from './icons.tsx';
import { RuleList } from './rule-list.tsx';

const words = text.alerts.rules;

type Doing = { readonly onEdit: (rule: StoredRule, byKeys?: boolean) => void; readonly onNew: () => void };

const NewRule = ({ onNew }: Pick<Doing, 'onNew'>) => (
  <Button small onClick={onNew}>
    <Icon name="plus" /> {words.add}
  </Button>
);

/** The rules, as a pane of their own. */
export function RulesPane({ onEdit, onNew }: Doing) {
  const rules = useStore(useStores().alerts.store, (state) => state.rules);
  return (
    <section className="panel alert-pane rules-pane" aria-label={words.title} data-pane>
      <div className="panel-head">
        <h2>{words.title}</h2>
        {rules !== null && (
          <span className="muted">{words.count(rules.length, rules.filter(({ on }) => on).length)}</span>
        )}
        <span className="grow" />
        <NewRule onNew={onNew} />
      </div>
      <div className="alert-scroll">
        <RuleList onEdit={onEdit} />
      </div>
    </section>
  );
}

/** The same on narrow screens: a menu. */
export function RulesMenu({ onEdit, onNew }: Doing) {
  const [isOpen, setOpen] = useState(false);
  return (
    <span className="rules-menu">
      <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus width={320}>
        <Popover.Target>
          <Button small onClick={() => setOpen(!isOpen)}>
            {words.menu} <Icon name="down" />
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={words.title} className="rules-dropdown">
          <NewRule
            onNew={() => {
              setOpen(false);
              onNew();
            }}
          />
          <RuleList
            onEdit={(rule, byKeys) => {
              setOpen(false);
              onEdit(rule, byKeys);
            }}
          />
        </Popover.Dropdown>
      </Popover>
    </span>
  );
}
