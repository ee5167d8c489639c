import { useRef } from 'react';
import type { GridHandle } from './change-grid.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { FigureStrip } from './figures.tsx';
import { LotNotices } from './lot-notices.tsx';
import { ScoresPanel } from './scores-panel.tsx';

/** The live screen: what changed, and beside it the scores that moved with it. */
export function LiveView() {
  const grid = useRef<GridHandle>(null);
  return (
    <div className="live">
      <div className="live-top">
        <LotNotices />
        <FigureStrip onShow={(seq, vin) => grid.current?.show(seq, vin)} />
      </div>
      <ChangesPanel grid={grid} />
      <ScoresPanel />
    </div>
  );
}
