import { text } from '../../text.ts';

const { columns } = text.live;

/** The head of the list; its columns are those of `styles/grid.css`. */
export function GridHead() {
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" aria-rowindex={1} className="row">
        <Head className="time">{columns.time}</Head>
        <Head>{columns.vin}</Head>
        <Head className="vehicle">{columns.vehicle}</Head>
        <Head className="stock">{columns.stock}</Head>
        <Head className="dealer">{columns.dealer}</Head>
        <Head className="source">{columns.source}</Head>
        <Head className="field">{columns.field}</Head>
        <Head className="num">{columns.old}</Head>
        <Head className="num">{columns.new}</Head>
        <Head className="num" label={columns.deltaLabel}>
          {columns.delta}
        </Head>
        <Head className="num" label={columns.percentLabel}>
          {columns.percent}
        </Head>
      </div>
    </div>
  );
}

function Head(props: { readonly className?: string; readonly label?: string; readonly children: string }) {
  return (
    <span
      role="columnheader"
      aria-label={props.label}
      title={props.label}
      className={`cell ${props.className ?? ''}`}
    >
      <span>{props.children}</span>
    </span>
  );
}
