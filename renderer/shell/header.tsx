import { useLot } from '../stores-context.tsx';
import { Age } from '../components/age.tsx';
import { text } from '../text.ts';
import { BusPill } from './bus-pill.tsx';
import { DealerPicker } from './dealer-picker.tsx';
import { RecomputeButton } from './recompute-button.tsx';
import { SearchOpener } from './search-opener.tsx';
import { SyncButton } from './sync-button.tsx';

const ICON = new URL('../icon.svg', import.meta.url).href;

export function Header() {
  return (
    <header className="header">
      <h1 className="brand">
        <img src={ICON} alt="" />
        {text.shell.brand}
      </h1>
      <SearchOpener />
      <DealerPicker />
      <span className="grow" />
      <BusPill />
      <Synced />
      <RecomputeButton />
      <SyncButton />
    </header>
  );
}

function Synced() {
  const lastSyncAt = useLot((lot) => lot.figures.lastSyncAt);
  const known = useLot(() => true);
  if (known === null) return null;
  return (
    <span className="synced">
      {lastSyncAt === null ? (
        text.shell.notSynced
      ) : (
        <>
          {text.shell.synced} <Age iso={lastSyncAt} />
        </>
      )}
    </span>
  );
}
