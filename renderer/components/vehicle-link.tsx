import type { ReactNode } from 'react';
import { useStores } from '../stores-context.tsx';

/** The way to a vehicle's page. In lists it is left out of the tab order: there the row opens it with Enter. */
export function VehicleLink(props: {
  readonly vin: string;
  readonly inList?: boolean;
  readonly className?: string;
  readonly title?: string;
  readonly onOpen?: () => void;
  readonly children: ReactNode;
}) {
  const { navigation } = useStores();
  return (
    <a
      className={props.className}
      title={props.title}
      href={navigation.hrefOf('vehicle', props.vin)}
      tabIndex={props.inList ? -1 : undefined}
      onClick={props.onOpen}
    >
      {props.children}
    </a>
  );
}
