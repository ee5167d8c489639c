import { text } from '../../text.ts';

const words = text.palette;

/** What the keys do here. */
export function PaletteFoot(props: {
  readonly hasPlace: boolean;
  readonly hasMore: boolean;
  readonly inMore: boolean;
}) {
  const { hasPlace, hasMore, inMore } = props;
  return (
    <div className="palette-foot" aria-hidden="true">
      <span>
        <kbd>↑</kbd> <kbd>↓</kbd> {words.move}
      </span>
      <span>
        <kbd>Tab</kbd> {words.nextGroup}
      </span>
      <span>
        <kbd>↵</kbd> {words.run}
      </span>
      {hasPlace && (
        <span>
          <kbd>Ctrl ↵</kbd> {words.beside}
        </span>
      )}
      {hasMore && (
        <span>
          <kbd>→</kbd> {words.more}
        </span>
      )}
      {inMore && (
        <span>
          <kbd>←</kbd> {words.back}
        </span>
      )}
      <span className="grow" />
      <span>
        <kbd>Esc</kbd> {words.close}
      </span>
    </div>
  );
}
