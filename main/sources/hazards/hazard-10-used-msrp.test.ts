import { describe, expect, it } from 'vitest';
import { readText } from '../read-fixture.ts';

/** Hazard 10, the reading: one MSRP on three used models or more is junk. That used cars send no MSRP events is the sync's. */
const HEADER = 'vin,condition,make,model,msrp\n';
const suspicious = (...rows: string[]): readonly { row: number; value: string | null; reason: string }[] =>
  readText(`${HEADER}${rows.join('\n')}\n`).snapshot.findings();

describe('hazard 10, MSRPs of used cars', () => {
  it('a value on three different used models is reported once, with its value and first row', () => {
    const found = suspicious(
      'A1,used,Kia,Soul,31000',
      'A2,used,Kia,Rio,24785',
      'A3,used,Ford,Escape,24785',
      'A4,cpo,Toyota,Camry,24785',
      'A5,used,Ford,Escape,24785',
    );
    expect(found).toEqual([
      {
        row: 2,
        column: 'msrp',
        value: '24785.00',
        reason: expect.stringMatching(
          /^suspicious MSRP: 4 used vehicles.*Kia Rio, Ford Escape, Toyota Camry/,
        ),
      },
    ]);
  });

  it.each([
    ['new cars', ['A1,new,Kia,Soul,9', 'A2,new,Kia,Rio,9', 'A3,new,Ford,Escape,9']],
    ['two models', ['A1,used,Kia,Soul,9', 'A2,used,Kia,Rio,9', 'A3,used,Kia,Rio,9']],
    ['one model often', ['A1,used,Kia,Soul,9', 'A2,used,KIA,Soul,9', 'A3,used,Kia,Soul,9']],
    ['no MSRP', ['A1,used,Kia,Soul,', 'A2,used,Kia,Rio,0', 'A3,used,Ford,Escape,Call']],
  ])('%s are not', (_, rows) => expect(suspicious(...rows)).toEqual([]));
});
