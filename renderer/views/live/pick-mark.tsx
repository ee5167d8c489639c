/** Picks a row with the mouse; by keys it is Space, and the row itself says whether it is picked. */
export function PickMark(props: {
  /** `some`: of a head whose rows are picked in part. */
  readonly picked: boolean | 'some';
  readonly onClick: () => void;
}) {
  const { picked, onClick } = props;
  return (
    <span
      className={`pick ${picked === false ? '' : 'is-on'} ${picked === 'some' ? 'is-some' : ''}`}
      aria-hidden="true"
      onClick={(event) => {
        // A modified click on the row would pick it a second time.
        event.stopPropagation();
        onClick();
      }}
    />
  );
}
