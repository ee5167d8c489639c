import { Modal } from '@mantine/core';
import { Button, CoreButton } from '../../components/button.tsx';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

const words = text.vehicle;

/** Asks before a page of others is opened, with the whole address: feeds are written by others. */
export function OpenListing(props: {
  readonly vin: string;
  readonly source: string;
  readonly address: URL;
  readonly onClose: () => void;
}) {
  const { vin, source, address, onClose } = props;
  const { actions, app } = useStores();
  const bySystem = useStore(app, (info) => info?.canOpenListings ?? false);
  return (
    <Modal opened onClose={onClose} title={words.openTitle(address.host)}>
      <p className="whole-address">{address.href}</p>
      <p className="lw-input-hint">{words.openHint}</p>
      <div className="dialog-actions">
        <Button onClick={onClose}>{text.common.cancel}</Button>
        {bySystem ? (
          <CoreButton
            data-autofocus
            tone="primary"
            onClick={() => {
              onClose();
              void actions.openListing(vin, source);
            }}
          >
            {words.open}
          </CoreButton>
        ) : (
          <a
            data-autofocus
            className="button is-primary"
            href={address.href}
            target="_blank"
            rel="noopener noreferrer"
            onClick={onClose}
          >
            {words.open}
          </a>
        )}
      </div>
    </Modal>
  );
}
