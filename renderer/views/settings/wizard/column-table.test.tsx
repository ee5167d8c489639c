import { screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { Inspection } from '../../../../shared/lot.ts';
import { renderView } from '../../../testing/render.tsx';
import { text } from '../../../text.ts';
import { FIELD_LABELS } from '../../../../shared/field-labels.ts';
import { MATCH_WORDS } from '../../../text/wizard.ts';
import { ColumnTable } from './column-table.tsx';

const words = text.wizard;
const FOUND: Inspection = {
  kind: 'file',
  files: [],
  format: 'csv',
  columns: ['Vin', 'Ask', 'Remark', ''],
  mapped: { vin: 'Vin', price: 'Ask' },
  samples: [],
  notes: [],
  suggestions: [
    { column: 'Vin', field: 'vin', confidence: 0.95, why: 'header', samples: ['5TDBRKEC1PS000001'] },
    { column: 'Ask', field: 'price', confidence: 0.5, why: 'values', samples: ['39,000', '41,500'] },
    { column: 'Remark', field: null, confidence: 0, why: 'none', samples: ['clean'] },
    { column: '', field: null, confidence: 0, why: 'none', samples: [] },
  ],
  rows: [
    ['5TDBRKEC1PS000001', '39,000', 'clean', ''],
    ['5TDBRKEC1PS000002', '41,500', '', ''],
  ],
  missing: [],
};

const select = (column: string) =>
  screen.getByRole<HTMLInputElement>('combobox', { name: words.fieldOf(column) });
const head = (column: string) => {
  const cell = select(column).closest('th');
  if (cell === null) throw new Error(`${column} has no head`);
  return within(cell);
};
const open = async (usedOnly = false) => {
  const onChoose = vi.fn<(column: string, field: string | null) => void>();
  const shown = await renderView(<ColumnTable found={FOUND} usedOnly={usedOnly} onChoose={onChoose} />);
  return { ...shown, onChoose };
};

it('the column table says how each column is read, how surely, and shows some of its values', async () => {
  await open();
  expect(select('Vin').value).toBe(FIELD_LABELS['vin']);
  expect(head('Vin').getByText(MATCH_WORDS.sure.header)).toBeTruthy();
  expect(head('Ask').getByText(MATCH_WORDS.check.values)).toBeTruthy();
  expect(head('Ask').getByText(words.samples(['39,000', '41,500']))).toBeTruthy();
  expect(select('Remark').value).toBe(words.notUsed);
});

it('the column table leaves out columns that are not used, and the cells under them', async () => {
  await open(true);
  const heads = screen.getAllByRole('columnheader').filter((one) => one.getAttribute('scope') === 'col');
  expect(heads).toHaveLength(2);
  expect(screen.queryByText('clean')).toBe(null);
  expect(screen.getAllByRole('row').at(-1)?.textContent).toBe('41,5005TDBRKEC1PS000002');
});

it('the column table lets a person say what a column is, by typing and Enter', async () => {
  const { user, onChoose } = await open();
  await user.click(select('Remark'));
  await user.clear(select('Remark'));
  await user.type(select('Remark'), FIELD_LABELS['msrp'] ?? '');
  await user.keyboard('{ArrowDown}{Enter}');
  expect(onChoose.mock.calls).toEqual([['Remark', 'msrp']]);
});

it('the column table lets a person say that a column is not used', async () => {
  const { user, onChoose } = await open();
  await user.click(select('Ask'));
  await user.click(await screen.findByRole('option', { name: words.notUsed }));
  expect(onChoose.mock.calls).toEqual([['Ask', null]]);
});

it('the column table gives a column without a name no field to choose, since nothing could name it', async () => {
  await open();
  expect(select('').disabled).toBe(true);
  expect(head('').getByText(words.noName)).toBeTruthy();
});
