import { Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { StoredRule } from '../../../shared/alerts/alert.ts';
import type { Rule } from '../../../shared/alerts/rule.ts';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { changesOf } from '../../stores/alerts/draft.ts';
import { useReturns, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { Editor } from './editor.tsx';
import { FiredPane } from './fired-pane.tsx';
import { RulesPane } from './rules-pane.tsx';
import { Starters } from './starters.tsx';
import { WhyPanel } from './why-panel.tsx';

const words = text.alerts;

/** Rules, what fired, and the rule that is edited; what is wrong is one line above them. */
export function AlertsView() {
  const { alerts, navigation } = useStores();
  const failure = useStore(alerts.store, (state) => state.failure);
  const hasNoRules = useStore(alerts.store, (state) => state.rules?.length === 0);
  const returns = useReturns();
  const editing = useEditing();
  useEffect(() => alerts.follow(), [alerts, returns]);
  const wanted = useStore(navigation.store, ({ item }) => item);
  /** What was looked for and is not there. */
  const [gone, setGone] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    if (wanted !== null)
      void alerts.list.find(wanted).then((found) => isCurrent && setGone(found ? null : wanted));
    return () => {
      isCurrent = false;
    };
  }, [alerts, wanted]);
  return (
    <div className="alerts-view">
      {failure !== null && (
        <Banner tone="bad" onDismiss={alerts.dismissFailure}>
          {words.failed(failure)}
        </Banner>
      )}
      {gone !== null && gone === wanted && (
        <Banner tone="info" onDismiss={() => setGone(null)}>
          {words.fired.gone}
        </Banner>
      )}
      <div className="alert-panes">
        <RulesPane onEdit={editing.edit} onNew={editing.choose} />
        <FiredPane onEdit={editing.edit} onNew={editing.choose} />
        <RightPane editing={editing} hasNoRules={hasNoRules} />
      </div>
      {editing.leaving !== null && (
        <LeaveDialog name={editing.name} onStay={editing.stay} onLeave={editing.leaving} />
      )}
    </div>
  );
}

function RightPane(props: {
  readonly editing: ReturnType<typeof useEditing>;
  readonly hasNoRules: boolean;
}) {
  const { editing, hasNoRules } = props;
  const rule = useStore(useStores().alerts.draft.store, (state) => state.rule);
  if (rule !== null) return <Editor key={editing.opened} rule={rule} focusName={editing.focusName} />;
  const isStarting = editing.choosing || hasNoRules;
  return (
    <section className="panel alert-pane" aria-label={words.editor.label} data-pane>
      <div className="panel-head">
        <h2>{isStarting ? words.editor.newTitle : words.editor.emptyTitle}</h2>
      </div>
      <div className="alert-scroll">
        {isStarting ? (
          <>
            <Empty title={words.starters.title} hint={words.starters.hint} />
            <Starters few={hasNoRules && !editing.choosing} onUse={editing.begin} />
          </>
        ) : (
          <Empty title={words.editor.emptyTitle} hint={words.editor.emptyHint} />
        )}
        <WhyPanel />
      </div>
    </section>
  );
}

/** Which rule is edited; what was changed of another is not lost without asking. */
function useEditing() {
  const { draft } = useStores().alerts;
  const [choosing, setChoosing] = useState(false);
  const [focusName, setFocusName] = useState(false);
  const [leaving, setLeaving] = useState<(() => void) | null>(null);
  const name = useStore(draft.store, ({ rule }) => rule?.name ?? '');
  /** Counts what was opened: a field of another rule keeps nothing of this one. */
  const [opened, setOpened] = useState(0);
  const go = (next: () => void): void => {
    const run = (): void => {
      setLeaving(null);
      setOpened((times) => times + 1);
      next();
    };
    if (changesOf(draft.store.getState()) === 0) run();
    else setLeaving(() => run);
  };
  return {
    choosing,
    focusName,
    leaving,
    name,
    opened,
    stay: () => setLeaving(null),
    edit: (rule: StoredRule, byKeys = false) => {
      if (draft.store.getState().id === rule.id && !byKeys) return;
      go(() => {
        setChoosing(false);
        setFocusName(byKeys);
        draft.edit(rule);
      });
    },
    begin: (rule: Rule) =>
      go(() => {
        setChoosing(false);
        setFocusName(true);
        draft.begin(rule);
      }),
    choose: () =>
      go(() => {
        draft.close();
        setChoosing(true);
      }),
  };
}

function LeaveDialog(props: {
  readonly name: string;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}) {
  return (
    <Modal opened onClose={props.onStay} title={words.editor.leaveTitle}>
      <p>{words.editor.leaveText(props.name)}</p>
      <div className="dialog-actions">
        <Button data-autofocus onClick={props.onStay}>
          {text.common.cancel}
        </Button>
        <Button tone="danger" onClick={props.onLeave}>
          {words.editor.leave}
        </Button>
      </div>
    </Modal>
  );
}
