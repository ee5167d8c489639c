const LETTERS = '0123456789ABCDEFGHJKLMNPRSTUVWXYZ';
const MODELS = ['RAV4', 'Camry', 'Corolla', 'Sienna'] as const;
const DEALERS = ['Eastside', 'Kirkland', 'Renton', 'Bellevue'] as const;

/** A CSV inventory of several dealers, the same for the same count. `raise`: by how much every tenth one's MSRP is up. */
export function largeLot(vehicles: number, raise = 0): string {
  const rows = ['VIN,Year,Make,Model,Trim,Dealer,MSRP,Price,Condition'];
  for (let i = 0; i < vehicles; i += 1) {
    const list = 30_000 + (i % 400) * 50;
    const msrp = i % 10 === 0 ? list + raise : list;
    const price = list - (i % 37) * 60;
    const model = MODELS[i % MODELS.length] ?? '';
    const dealer = DEALERS[Math.floor(i / 7) % DEALERS.length] ?? '';
    rows.push(`${vin(i)},2026,Toyota,${model},LE,${dealer},${msrp},${price},new`);
  }
  return `${rows.join('\n')}\n`;
}

/** Seventeen legal characters that end in the number; the check digit need not fit. */
function vin(number: number): string {
  let tail = '';
  for (let rest = number; tail.length < 6; rest = Math.floor(rest / LETTERS.length))
    tail = (LETTERS[rest % LETTERS.length] ?? '0') + tail;
  return `5TDBRKEC0TS${tail}`;
}
