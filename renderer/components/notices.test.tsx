import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { StandingNotice } from '../../shared/notice.ts';
import { noticeWords } from '../../shared/notice-words.ts';
import { renderView } from '../testing/render.tsx';
import { text } from '../text.ts';
import { Notices, NoticesFold } from './notices.tsx';

const TODAY = '2026-11-02T12:00:00.000Z';
const missing: StandingNotice = {
  code: 'no-column',
  field: 'msrp',
  column: null,
  value: null,
  count: 12,
  sample: [],
  since: '2026-11-01T12:00:00.000Z',
};
const word: StandingNotice = {
  code: 'unknown-word',
  field: 'condition',
  column: 'New/Used',
  value: 'Rebuilt',
  count: 3,
  sample: ['1FTEW1EPXNK000001'],
  since: TODAY,
};

it('shows what is news open and what files said before folded, each once', async () => {
  const { user } = await renderView(<Notices notices={[missing, word]} asOf={TODAY} />);
  expect(screen.getByText(new RegExp(noticeWords(word).slice(0, 20))).closest('details')).toBe(null);
  const folded = screen.getByText(new RegExp(noticeWords(missing).slice(0, 20))).closest('details');
  expect(folded?.open).toBe(false);
  await user.click(screen.getByText(text.jobs.noticesAsBefore(1)));
  expect(folded?.open).toBe(true);
  expect(screen.getAllByRole('listitem')).toHaveLength(2);
});

it('says that everything was understood where nothing was left open', async () => {
  await renderView(<Notices notices={[]} asOf={TODAY} />);
  expect(screen.getByText(text.jobs.noticesNone)).toBeTruthy();
});

it('stays silent beside a source whose last file left nothing open', async () => {
  await renderView(<NoticesFold notices={[]} />);
  expect(document.querySelector('.notices')).toBe(null);
});
