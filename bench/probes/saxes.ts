import { createReadStream } from 'node:fs';
import { SaxesParser } from 'saxes';
import { probeArguments, reportProbe } from '../measure/probe.ts';
import { stopwatch } from '../measure/stopwatch.ts';

/** Reference "parsing alone" for XML: saxes over a stream of 1 MiB chunks, every tag and text handed out. */
const [file = ''] = probeArguments(1);
const lap = stopwatch();
let [rows, characters] = [0, 0];
const parser = new SaxesParser({ xmlns: false, position: false });
parser.on('opentag', ({ name }) => void (rows += name === 'vehicle' ? 1 : 0));
parser.on('text', (text) => void (characters += text.length));
parser.on('closetag', () => undefined);
for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 }))
  parser.write(String(chunk));
parser.close();
reportProbe({ ...lap(), rows, characters });
