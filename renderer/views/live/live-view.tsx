import { useRef, useState } from 'react';
import { useStore, useStores } from '../../stores-context.tsx';
import { ActionDialog } from '../vehicles/action-dialog.tsx';
import { PreviewPane } from '../vehicles/preview-pane.tsx';
import type { Action } from '../vehicles/use-acting.ts';
import type { GridHandle } from './change-grid.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { FigureStrip } from './figures.tsx';
import { LotNotices } from './lot-notices.tsx';
import { ScoresPanel } from './scores-panel.tsx';
import { usePreviewSlot, type PreviewSlot } from './use-preview-slot.ts';

/** The live screen: what changed, and beside it the scores that moved with it. */
export function LiveView() {
  const grid = useRef<GridHandle>(null);
  const preview = usePreviewSlot();
  return (
    <div className="live">
      <div className="live-top">
        <LotNotices />
        <FigureStrip onShow={(seq, vin) => grid.current?.show(seq, vin)} />
      </div>
      <ChangesPanel grid={grid} preview={preview} />
      <Beside preview={preview} />
    </div>
  );
}

/** The scores; in their place a vehicle while one is previewed. */
function Beside({ preview }: { readonly preview: PreviewSlot }) {
  const { vehicles } = useStores();
  const { open, vin } = useStore(preview.store);
  const [noted, setNoted] = useState<string | null>(null);
  const act = (action: Action, of: string): void => {
    if (action === 'recompute') void vehicles.actions.recompute({ kind: 'vins', vins: [of] });
    else if (action === 'note') setNoted(of);
  };
  if (!open) return <ScoresPanel />;
  return (
    <section className="panel live-preview">
      <PreviewPane vin={vin} onClose={preview.close} onAct={act} />
      {noted !== null && (
        <ActionDialog
          asked={{ action: 'note', target: { kind: 'vins', vins: [noted] }, count: 1 }}
          onConfirm={() => setNoted(null)}
          onClose={() => setNoted(null)}
        />
      )}
    </section>
  );
}
