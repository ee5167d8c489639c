import type { BusTest } from '../../shared/diagnostics.ts';
import { text } from '../text.ts';
import { Banner } from './banner.tsx';

/** What a test of the connection found. */
export function BusTestBanner({ test }: { readonly test: BusTest | null }) {
  if (test === null) return null;
  const { tested, ms } = text.diagnostics;
  return (
    <Banner tone={test.ok ? 'info' : 'bad'}>
      {tested(test.message, test.serverVersion, ms(test.latencyMs))}
    </Banner>
  );
}
