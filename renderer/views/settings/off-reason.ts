import { text } from '../../text.ts';

/** Why a form that is stored as a whole cannot be stored now; null = it can be. */
export function offReason(isChanged: boolean, hasFaults: boolean, saving: boolean): string | null {
  if (saving) return text.settings.saving;
  if (hasFaults) return text.settings.faultsFirst;
  return isChanged ? null : text.settings.nothingChanged;
}
