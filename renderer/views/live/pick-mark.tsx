/** Picks a row with the mouse; by keys it is Space, and the row itself says whether it is picked. */
export function PickMark({ picked, onClick }: { readonly picked: boolean; readonly onClick: () => void }) {
  return (
    <span
      className={`pick ${picked ? 'is-on' : ''}`}
      aria-hidden="true"
      onClick={(event) => {
        // A modified click on the row would pick it a second time.
        event.stopPropagation();
        onClick();
      }}
    />
  );
}
