import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { FileRefusal } from '../../../../src/modules/intake/file-refusal.js';
import { TextCheck } from '../../../../src/modules/intake/text-check.js';

const cut = (bytes: Buffer, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );

async function checked(bytes: Buffer, size: number, mostBytes = 1_000_000): Promise<Buffer> {
  const check = new TextCheck(mostBytes, () => new Error('too large'));
  const out: Buffer[] = [];
  await pipeline(Readable.from(cut(bytes, size)), check, async (blocks: AsyncIterable<Buffer>) => {
    for await (const block of blocks) out.push(block);
  });
  return Buffer.concat(out);
}

describe('text', () => {
  it('comes through unchanged, wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => text.replaceAll('\0', '')),
        fc.integer({ min: 1, max: 9 }),
        async (text, size) => {
          const bytes = Buffer.from(text);
          expect((await checked(bytes, size)).equals(bytes)).toBe(true);
        },
      ),
    );
  });

  it('that is not UTF-8 or holds a NUL ends at its line, wherever it is cut', async () => {
    for (const [bad, message] of [
      [Buffer.from([0xe9, 0x20]), 'line 3 is not UTF-8'],
      [Buffer.from([0]), 'line 3 holds a NUL (U+0000) at character 2'],
      [Buffer.from([0xc3]), 'line 3 is not UTF-8'],
    ] as const) {
      for (const size of [1, 2, 3, 7, 1_000]) {
        const bytes = Buffer.concat([Buffer.from('header\nMüller\nx'), bad, Buffer.from('\nmore\n')]);
        await expect(checked(bytes, size)).rejects.toMatchObject({ faults: [{ row: 3, message }] });
      }
    }
  });

  it('that ends in the middle of a letter is refused', async () => {
    await expect(checked(Buffer.from('a\nMü').subarray(0, 4), 2)).rejects.toBeInstanceOf(FileRefusal);
  });

  it('in another encoding is named', async () => {
    await expect(checked(Buffer.from('\ufeffa,b\n', 'utf16le'), 100)).rejects.toMatchObject({
      faults: [{ row: null, message: 'the file is UTF-16' }],
    });
  });

  it('larger than allowed ends as the caller says', async () => {
    await expect(checked(Buffer.alloc(2_000, 'x\n'), 100, 1_999)).rejects.toThrow('too large');
    expect(await checked(Buffer.alloc(2_000, 'x\n'), 100, 2_000)).toHaveLength(2_000);
  });

  it('gives nothing of a file to the database log: the reason is constant', () => {
    expect(
      new FileRefusal([{ row: 1, column: 'patient', code: 'unreadable', message: "'P1' is wrong", expected: '' }])
        .message,
    ).toBe('the file is refused');
  });
});
