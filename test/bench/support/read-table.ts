/** A process that reads one file of rows as an upload does, up to what COPY is given, and tells rows, seconds and its peak. Run by memory.ts. */
import { createReadStream, readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { rowSources, sdtmFormat } from '../../../src/core/formats/index.js';
import { ByteLimit } from '../../../src/modules/intake/byte-limit.js';
import { RowEncoder } from '../../../src/modules/intake/row-encoder.js';
import { TextCheck } from '../../../src/modules/intake/text-check.js';

const [name, path = ''] = process.argv.slice(2);
const source = rowSources.find((known) => known.name === name);
if (source === undefined) throw new Error(`There is no source '${name}'.`);
const context = { issuer: 'bench', mapping: null };
const encoder = new RowEncoder('1', sdtmFormat, context, []);
const Check = source.isText ? TextCheck : ByteLimit;
const begun = performance.now();
await pipeline(
  createReadStream(path),
  new Check(2 * 1024 ** 3, () => new Error('too large')),
  source.reader(context).stream,
  encoder,
  new Writable({ write: (_chunk, _encoding, done) => done() }),
);
const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
process.stdout.write(
  JSON.stringify({
    rows: encoder.rows,
    seconds: (performance.now() - begun) / 1_000,
    peakMegabytes: (Number(peak) * 1_024) / 1_000_000,
  }),
);
