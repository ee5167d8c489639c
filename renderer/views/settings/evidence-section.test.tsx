import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ok } from '../../../shared/result.ts';
import { renderView } from '../../testing/render.tsx';
import { text } from '../../text.ts';
import { EvidenceSection } from './evidence-section.tsx';

const words = text.settings;
const years = () => screen.getByRole<HTMLInputElement>('combobox', { name: words.evidenceYears });

it('what was advertised is kept for ever until a person chooses years, and for ever again', async () => {
  const { user, core } = await renderView(<EvidenceSection />);
  expect([years().value, screen.queryByText(words.evidenceNone) === null]).toEqual([
    words.evidenceForEver,
    false,
  ]);
  await user.click(years());
  await user.click(await screen.findByRole('option', { name: words.evidenceFor(3), hidden: true }));
  const sent = () => core.calls.flatMap(({ name, input }) => (name === 'settings.set' ? [input] : []));
  await expect.poll(sent).toEqual([{ evidenceYears: 3 }]);
  await user.click(years());
  await user.click(await screen.findByRole('option', { name: words.evidenceForEver, hidden: true }));
  await expect.poll(sent).toEqual([{ evidenceYears: 3 }, { evidenceYears: null }]);
});

it('says what was deleted so far', async () => {
  await renderView(<EvidenceSection />, {
    preferences: { evidenceYears: 3 },
    prepare: (core) =>
      core.answer('app.info', () =>
        ok({
          version: '1', instanceId: 'a', dataDir: '/d', adapter: 'browser', canPickFiles: false, canOpenListings: false,
          prunedEvidence: { records: 1_240, at: '2026-11-21T02:00:00.000Z' },
        }),
      ),
  }); // prettier-ignore
  expect(await screen.findByText('1,240 records deleted so far, last on Nov 21 2026.')).toBeTruthy();
  expect(years().value).toBe('for 3 years');
});
