import { readPlainRows } from '../data/plain-row.ts';
import { openWriter } from '../../main/store/open.ts';
import { probeArguments, reportProbe } from '../measure/probe.ts';
import { stopwatch } from '../measure/stopwatch.ts';

/**
 * Reference "parse + validate + blind upsert of all": every row into the product's own listings table (same schema and
 * indexes, WAL, synchronous NORMAL), all columns a row can fill overwritten whatever they were, one prepared statement, one
 * transaction. It neither compares nor keeps history nor finds out who is gone.
 */
const [file = '', dataDir = ''] = probeArguments(2);
const db = openWriter(dataDir);
db.exec(
  `INSERT OR IGNORE INTO sources (id, key, slug, kind, role, settings) VALUES (1, 'bench', 'bench', 'file', 'own', '{}')`,
);
const lap = stopwatch();
// Every column a row can fill: a reader that does not know what changed must write what the file leaves blank, too.
const columns = [
  'vin', 'stock_number', 'condition', 'year', 'make', 'model', 'trim', 'exterior_color', 'drivetrain', 'mileage',
  'msrp', 'price', 'dealer_id', 'dealer_name', 'transmission', 'date_in_stock', 'dealer_location', 'body_style',
  'interior_color', 'engine', 'fuel', 'currency', 'title', 'description', 'url', 'photos', 'options', 'availability',
]; // prettier-ignore
const upsert = db.prepare(
  `INSERT INTO listings (source_id, own, baseline, first_seen, ${columns.join(', ')})
   VALUES (1, 1, 1, 0, ${columns.map(() => '?').join(', ')})
   ON CONFLICT (vin, source_id) DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}`,
);
db.exec('BEGIN IMMEDIATE');
let rows = 0;
await readPlainRows(file, (row) => {
  rows += 1;
  upsert.run(
    row.vin, row.stock, row.condition, row.year, row.make, row.model, row.trim, row.color, row.drivetrain, row.mileage,
    row.msrp, row.price, row.dealer.toLowerCase(), row.dealer, row.transmission, row.dateInStock,
    null, null, null, null, null, null, null, null, null, null, null, null,
  ); // prettier-ignore
});
db.exec('COMMIT');
const took = lap();
db.close();
reportProbe({ ...took, rows });
