/**
 * Reads drawn bytes and public files with drawn changes through every source of documents: `npm run bench -- fuzz-documents [INPUTS] [SEED]`.
 * Each input is taken, held or refused by name; a crash or a second of reading ends the run with its seed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentSources } from '../../src/core/formats/index.js';

const folder = 'test/fixtures/formats';
const longestMilliseconds = 1_000;

interface Sample {
  readonly source: (typeof documentSources)[number];
  readonly bytes: Buffer;
}

export function samples(): readonly Sample[] {
  return [
    ['json', 'fhir'],
    ['dicom-sr', 'dicom-sr'],
    ['hl7v2', 'hl7v2'],
  ].flatMap(([name, inside]) =>
    readdirSync(join(folder, inside!)).map((file) => ({
      source: documentSources.find((source) => source.name === name)!,
      bytes: readFileSync(join(folder, inside!, file)),
    })),
  );
}

/** Mulberry32: the same seed draws the same inputs on every machine. */
export function drawing(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A sample with up to eight changes: bytes overwritten, cut out, doubled, or the end cut off; now and then bytes drawn alone. */
export function changed(bytes: Buffer, draw: (below: number) => number): Buffer {
  if (draw(20) === 0) return Buffer.from(Array.from({ length: draw(400) }, () => draw(256)));
  let now = Buffer.from(bytes);
  for (let change = draw(8); change >= 0 && now.length > 0; change -= 1) {
    const at = draw(now.length);
    const length = Math.min(1 + draw(32), now.length - at);
    const kind = draw(5);
    if (kind <= 1) now.fill(draw(256), at, at + (kind === 0 ? 1 : length));
    else if (kind === 2) now = Buffer.concat([now.subarray(0, at), now.subarray(at + length)]);
    else if (kind === 3) now = Buffer.concat([now.subarray(0, at + length), now.subarray(at)]);
    else if (draw(4) === 0) now = now.subarray(0, at);
  }
  return now;
}

export async function run([inputs = '100000', seed = '20261130']: readonly string[]): Promise<void> {
  const all = samples();
  const draw = drawing(Number(seed));
  const outcome: Record<string, number> = {};
  const before = process.memoryUsage().rss;
  let slowest = 0;
  for (let index = 0; index < Number(inputs); index += 1) {
    const { source, bytes } = all[draw(all.length)]!;
    const input = changed(bytes, draw);
    const start = performance.now();
    const found = source.read(input, { issuer: 'fuzz', today: '2026-11-30' });
    const took = performance.now() - start;
    slowest = Math.max(slowest, took);
    if (took > longestMilliseconds)
      throw new Error(`input ${index} of seed ${seed} (${source.name}) took ${Math.round(took)} ms`);
    const key = `${source.name} ${'fault' in found ? 'refused' : 'read'}`;
    outcome[key] = (outcome[key] ?? 0) + 1;
    if (index % 1_000 === 0) await new Promise(setImmediate);
  }
  const grown = Math.round((process.memoryUsage().rss - before) / 1024 / 1024);
  console.log(
    `${inputs} inputs read with seed ${seed}: no crash; the slowest took ${Math.round(slowest)} ms; memory grew by ${grown} MB`,
  );
  for (const [key, count] of Object.entries(outcome).sort()) console.log(`  ${key}: ${count}`);
}
