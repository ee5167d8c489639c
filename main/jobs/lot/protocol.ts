import type { CallOutput, CallRequest } from '../../../shared/contract.ts';
import type { LotTarget } from '../../../shared/lot-list/calls.ts';
import type { TypedList } from '../../../shared/lot-list/typed.ts';
import type { LotExport } from '../../../shared/lot-list/export-calls.ts';
import type { SaveView, ViewList } from '../../../shared/lot-list/view.ts';

import type { WrittenExport } from './write-export.ts';

/** A task that answers a call of the contract. */
type Answer<Name extends 'lot.page' | 'lot.rows' | 'lot.sums' | 'lot.counts' | 'lot.values' | 'lot.vins'> =
  {
    readonly input: CallRequest<Name>;
    readonly output: CallOutput<Name>;
  };

/** What is asked of workers about the inventory list. */
export type LotTasks = {
  readonly lotPage: Answer<'lot.page'>;
  readonly lotRows: Answer<'lot.rows'>;
  readonly lotSums: Answer<'lot.sums'>;
  readonly lotCounts: Answer<'lot.counts'>;
  readonly lotValues: Answer<'lot.values'>;
  readonly lotVins: Answer<'lot.vins'>;
  /** Writes the list, or what was chosen of it, as a table to a file. */
  readonly lotExport: {
    readonly input: LotExport & { readonly path: string };
    readonly output: WrittenExport;
  };
  readonly daySummary: {
    readonly input: { readonly since: number; readonly dealerId: string | null };
    readonly output: CallOutput<'summary.day'>;
  };
  /** A page for other programs. */
  readonly lotTyped: {
    readonly input: {
      readonly typed: TypedList;
      readonly cursor: string | null;
      readonly limit: number;
      readonly sample: boolean;
    };
    readonly output: { readonly vehicles: readonly unknown[]; readonly next: string | null };
  };
  /** The next part of what keeps the list right; whether there is more. */
  readonly followLot: { readonly input: Record<string, never>; readonly output: boolean };
  readonly watchVehicles: {
    readonly input: { readonly target: LotTarget; readonly watch: boolean };
    readonly output: number;
  };
  readonly noteVehicles: {
    readonly input: { readonly target: LotTarget; readonly note: string | null };
    readonly output: number;
  };
  readonly saveView: { readonly input: SaveView; readonly output: ViewList & { readonly id: string } };
  readonly removeView: { readonly input: { readonly id: string }; readonly output: ViewList };
};

export const LOT_READ_TASKS = [
  'daySummary',
  'lotExport',
  'lotTyped',
  'lotPage',
  'lotRows',
  'lotSums',
  'lotCounts',
  'lotValues',
  'lotVins',
] as const;
export type LotReadTask = (typeof LOT_READ_TASKS)[number];
