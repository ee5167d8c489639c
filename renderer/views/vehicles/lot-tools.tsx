import type { ReactNode } from 'react';
import { Button, CoreButton } from '../../components/button.tsx';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { ColumnChooser } from './column-chooser.tsx';

const words = text.vehicles;

/** What can be done with the list as a whole; where there is little room a sign says it, and its title. */
export function LotTools({
  onExport,
  onPrint,
}: {
  readonly onExport: () => void;
  readonly onPrint: () => void;
}) {
  const { views } = useStores().vehicles;
  const view = useStore(views.store, (state) => state.working);
  if (view === null) return null;
  const isTall = view.rowHeight === 'two-lines';
  return (
    <div className="lot-tools">
      <Button
        small
        tone="plain"
        className="is-quiet"
        title={words.twoLines}
        aria-pressed={isTall}
        onClick={() => views.change({ rowHeight: isTall ? 'one-line' : 'two-lines' })}
      >
        <Icon path="M3 4h10M3 6.5h7M3 10h10M3 12.5h7" /> <Label>{words.twoLines}</Label>
      </Button>
      <CoreButton
        small
        tone="plain"
        className="is-quiet"
        title={text.exports.exportTitle}
        onClick={onExport}
      >
        <Icon path="M8 2.5v7.5M5 7l3 3 3-3M3 10.5v3h10v-3" /> <Label>{text.exports.export}</Label>
      </CoreButton>
      <CoreButton small tone="plain" className="is-quiet" title={words.printTitle} onClick={onPrint}>
        <Icon path="M5 6V2.5h6V6M5 11H2.5V6h11v5H11M5 9h6v4.5H5z" /> <Label>{words.print}</Label>
      </CoreButton>
      <ColumnChooser />
    </div>
  );
}

const Label = ({ children }: { readonly children: ReactNode }) => (
  <span className="tool-label">{children}</span>
);

const Icon = ({ path }: { readonly path: string }) => (
  <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
    <path d={path} />
  </svg>
);
