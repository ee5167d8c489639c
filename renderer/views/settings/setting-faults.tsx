import { useEffect } from 'react';
import { Banner } from '../../components/banner.tsx';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

const SHOWN = 4;

/** What of the stored settings does not count, until it is saved again. */
export function SettingFaults() {
  const { settingFaults, preferences, scoreModel } = useStores();
  const faults = useStore(settingFaults.store);
  const saved = useStore(preferences.store);
  const model = useStore(scoreModel.store);
  useEffect(() => void settingFaults.load(), [settingFaults, saved, model]);
  if (faults.length === 0) return null;
  return (
    <Banner tone="warn">
      {text.settings.faults(faults.slice(0, SHOWN).join(' '), Math.max(0, faults.length - SHOWN))}
    </Banner>
  );
}
