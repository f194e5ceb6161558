import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { BackupReader } from '../../../../src/platform/database/backup-format.js';

/** Rows as COPY writes them: text without a bare line end, and never the two characters that end the rows. */
const row = fc
  .string({ unit: 'grapheme' })
  .map((text) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r'));

describe('reading a backup', () => {
  it('finds the same lines and the same checksum however its bytes are cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(row)),
        fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
        async (parts, sizes) => {
          const body = parts
            .map((rows, number) => `{"name":"${number}"}\n${rows.map((text) => `${text}\n`).join('')}\\.\n`)
            .join('');
          const reader = new BackupReader(pieces(Buffer.from(`${body}{"end":true}\n`), sizes), 'file');
          for (const [number, rows] of parts.entries()) {
            expect(await reader.json()).toEqual({ name: String(number) });
            const read: Buffer[] = [];
            for await (const piece of reader.rows()) read.push(piece);
            expect(Buffer.concat(read).toString('utf8')).toBe(rows.map((text) => `${text}\n`).join(''));
            expect(read.every((piece) => piece.at(-1) === 0x0a)).toBe(true);
          }
          expect(await reader.json()).toEqual({ end: true });
          expect(await reader.isAtEnd()).toBe(true);
          expect(reader.sha256()).toBe(createHash('sha256').update(body).digest('hex'));
        },
      ),
    );
  });
});

async function* pieces(whole: Buffer, sizes: Iterator<number>): AsyncGenerator<Buffer> {
  for (let start = 0; start < whole.length;) {
    const size = Number(sizes.next().value);
    yield whole.subarray(start, start + size);
    start += size;
  }
}
