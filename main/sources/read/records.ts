/** Records of one batch at most. */
export const BATCH_RECORDS = 1024;

/** A record longer than this is a runaway quote or no record at all. */
export const MAX_RECORD_BYTES = 1 << 20;

/** What the scanner found wrong with a record. */
export const SOUND = 0;
export const UNCLOSED_QUOTE = 1;
export const TOO_LONG = 2;
export const CUT_OFF = 3;
/** The last record of a file without a line end: its last value may be half a number. */
export const NO_LINE_END = 4;

/** Records found in the window, as positions in it. Arrays are reused: good until the next `scan`. */
export type Records = {
  readonly starts: Int32Array;
  /** After the content, before the line end. */
  readonly ends: Int32Array;
  /** Where the next record may start: after the line end. */
  readonly nexts: Int32Array;
  readonly states: Uint8Array;
  /** 1 where the record holds a quote. */
  readonly quoted: Uint8Array;
  readonly low: Uint32Array;
  readonly high: Uint32Array;
};

export function allocateRecords(): Records {
  return {
    starts: new Int32Array(BATCH_RECORDS),
    ends: new Int32Array(BATCH_RECORDS),
    nexts: new Int32Array(BATCH_RECORDS),
    states: new Uint8Array(BATCH_RECORDS),
    quoted: new Uint8Array(BATCH_RECORDS),
    low: new Uint32Array(BATCH_RECORDS),
    high: new Uint32Array(BATCH_RECORDS),
  };
}

/** Finds the next records of a file. */
export type Scanner = {
  readonly records: Records;
  /** Reads on and returns how many records there are now; 0 at the end of the file. */
  scan(): number;
};
