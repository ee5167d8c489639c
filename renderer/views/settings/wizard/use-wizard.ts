import { useEffect, useState } from 'react';
import type { Role } from '../../../../shared/listing.ts';
import type { Source } from '../../../../shared/lot.ts';
import { suggestedMapping } from '../../../../shared/suggested-mapping.ts';
import { isAddress, plainPlace, serverKind } from '../../../../shared/typed-place.ts';
import { useStore, useStores } from '../../../stores-context.tsx';
import { NO_AUTH, authOf } from '../auth-draft.ts';
import { newSchedule, scheduleDraftOf, scheduleOf, scheduleProblems } from '../schedule-draft.ts';
import type { SourceDraft } from '../source-draft.ts';
import { EMPTY_DRAFT, draftOf, draftProblems, settingsOf } from '../source-draft.ts';

export const STEPS = { source: 0, columns: 1, check: 2 } as const;
export type Wizard = ReturnType<typeof useWizard>;

/** Everything the steps of the wizard share. `source` = the one being edited, null = a new one. */
export function useWizard(source: Source | null, onSaved: () => void) {
  const { actions, openInspection, openPreview } = useStores();
  const [step, setStep] = useState<number>(source === null ? STEPS.source : STEPS.columns);
  const [path, setPath] = useState(source?.location ?? '');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>(source?.role ?? 'own');
  const [auth, setAuth] = useState(NO_AUTH);
  const [hostKey, setHostKey] = useState('');
  /** Of a source being edited: what is stored stays unless a person says otherwise. */
  const [isAuthKept, setAuthKept] = useState(source !== null);
  const [draft, setDraft] = useState<SourceDraft>(() =>
    source === null ? EMPTY_DRAFT : draftOf(source.settings),
  );
  const [scheduled, setSchedule] = useState(() =>
    source === null ? null : scheduleDraftOf(source.schedule),
  );
  const [error, setError] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const [inspection] = useState(openInspection);
  const [preview] = useState(openPreview);
  const inspecting = useStore(inspection.store);
  const { found } = inspecting;

  const where = plainPlace(path);
  const isWeb = isAddress(where);
  const schedule = newSchedule(scheduled, { canWatch: !isWeb });
  const problems = draftProblems(draft);
  const wanted = isWeb && !isAuthKept ? authOf(auth, where) : undefined;
  const access = wanted === null ? undefined : wanted;
  const sentAuth = access === undefined || (source === null && access.kind === 'none') ? undefined : access;

  const server = serverKind(where) === 'sftp' && hostKey.trim() !== '' ? { hostKey: hostKey.trim() } : {};

  const look = (at: string, next: SourceDraft, now = false): void => {
    if (draftProblems(next) === null)
      inspection.look(plainPlace(at), settingsOf(next), { auth: sentAuth, ...server, now });
  };
  // The columns of a source being edited are read as soon as it is opened.
  useEffect(() => {
    if (source?.location != null)
      inspection.look(source.location, settingsOf(draftOf(source.settings)), { now: true });
  }, [inspection, source]);

  const settings = (): ReturnType<typeof settingsOf> => {
    const said = settingsOf(draft);
    return { ...said, mapping: suggestedMapping(said.mapping, found?.suggestions ?? []) };
  };
  const named = source === null ? name.trim() || null : null;
  const tryOut = (): void => {
    void preview.run({
      path: where,
      name: named,
      role,
      settings: settings(),
      ...server,
      ...(sentAuth && { auth: sentAuth }),
    });
  };

  const canOpen = (at: number): boolean => {
    if (at === STEPS.source) return true;
    if (found === null || problems !== null) return at === STEPS.columns && source !== null;
    return at === STEPS.columns || !found.missing.includes('vin');
  };
  const open = (at: number): void => {
    if (!canOpen(at)) return;
    setError(null);
    setStep(at);
    if (at === STEPS.check) tryOut();
  };

  const save = async (): Promise<void> => {
    setSaving(true);
    setError(null);
    const common = {
      settings: settings(),
      schedule: scheduleOf(schedule),
      ...server,
      ...(sentAuth && { auth: sentAuth }),
    };
    const refused =
      source === null
        ? await actions.addSource({ path: where, name: named, role, ...common })
        : await actions.updateSource({ source: source.slug, ...common });
    setSaving(false);
    setError(refused);
    if (refused === null) onSaved();
  };

  return {
    source,
    step,
    canOpen,
    open,
    path,
    isWeb,
    choose: (chosen: string): void => {
      setError(null);
      setPath(chosen);
      // An address is fetched when asked for, not at every letter of it.
      inspection.look(isAddress(chosen) ? '' : plainPlace(chosen), settingsOf(draft));
    },
    readNow: (): void => look(path, draft, true),
    name,
    setName,
    role,
    setRole,
    auth,
    setAuth,
    hostKey,
    setHostKey,
    isAuthKept,
    setAuthKept,
    isAuthReady: wanted !== null,
    draft,
    edit: (next: SourceDraft): void => {
      setDraft(next);
      look(path, next);
    },
    problems,
    inspecting,
    preview,
    tryOut,
    schedule,
    setSchedule,
    canSave: !saving && scheduleProblems(schedule) === null && problems === null && wanted !== null,
    save,
    saving,
    error,
    setError,
  };
}
