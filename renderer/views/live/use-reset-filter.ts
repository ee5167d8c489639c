import { CHANGE_FIELDS } from '../../../shared/event-kinds.ts';
import { useStores } from '../../stores-context.tsx';

/** Takes every filter of the list of changes away; the dealer's with it, on all screens. */
export function useResetFilter(): () => void {
  const { live, preferences } = useStores();
  return () => {
    live.search('');
    preferences.setLive({
      types: [...CHANGE_FIELDS],
      thresholdOn: false,
      make: null,
      model: null,
      hideNew: false,
      dealerId: null,
    });
  };
}
