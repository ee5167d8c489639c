import { format } from 'numfmt';
import type { NumberStyle } from './workbook.ts';
import { DAY_MS } from '../../../../shared/units.ts';

/** Day 0 from 1900-03-01 on; Excel has a 29 February 1900 that never was. */
const EPOCH = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** The digits a spreadsheet knows of a number; what follows is rounding. */
const DIGITS = 15;

/**
 * A number as the sheet shows it: what a person would see, and what Excel writes into a CSV. Days are ISO dates instead,
 * whose order of day and month nobody has to guess.
 */
export function numberText(written: string, style: NumberStyle | undefined, from1904: boolean): string {
  const value = Number(written);
  if (written === '' || Number.isNaN(value)) return written;
  if (style?.isDate === true && value >= 1) return dateText(value, from1904);
  const plain = /^-?\d{1,15}$/.test(written) ? written : String(Number(value.toPrecision(DIGITS)));
  if (style === undefined || /^general$/i.test(style.pattern) || style.pattern === '@') return plain;
  try {
    return format(style.pattern, value).trim();
  } catch {
    return plain;
  }
}

function dateText(serial: number, from1904: boolean): string {
  const ms = (from1904 ? EPOCH_1904 : EPOCH) + Math.round((serial * DAY_MS) / 1000) * 1000;
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return String(serial);
  const text = date.toISOString();
  return ms % DAY_MS === 0 ? text.slice(0, 10) : text.slice(0, 19);
}
