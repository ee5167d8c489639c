import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { probeArguments, reportProbe } from '../measure/probe.ts';
import { stopwatch } from '../measure/stopwatch.ts';

/** Reference "reading and hashing": a stream of 1 MiB chunks into SHA-256, as Node's documentation has it. */
const [file = ''] = probeArguments(1);
const lap = stopwatch();
const hash = createHash('sha256');
let bytes = 0;
for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
  if (!Buffer.isBuffer(chunk)) throw new Error('A stream without encoding gives buffers');
  bytes += chunk.length;
  hash.update(chunk);
}
reportProbe({ ...lap(), bytes, digest: Number.parseInt(hash.digest('hex').slice(0, 8), 16) });
