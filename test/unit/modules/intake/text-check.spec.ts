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

  it('in UTF-16 or Windows-1252 comes through as UTF-8, wherever it is cut', async () => {
    const text = 'id,site\nMüller,Hals\nMöller,Lunge\n';
    for (const size of [1, 2, 3, 7, 1_000]) {
      for (const bytes of [
        Buffer.from(`\ufeff${text}`, 'utf16le'),
        Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
        Buffer.from(text, 'latin1'),
      ])
        expect((await checked(bytes, size)).toString('utf8')).toBe(text);
    }
  });

  it.each([
    ['letters that differ between two code pages', Buffer.from([0x4d, 0xe8, 0x0a])],
    ['a letter of an older code page', Buffer.from([0x4d, 0x94, 0x6c, 0x0a])],
    ['a word of another alphabet', Buffer.from([0xc4, 0xe4, 0xe9, 0xf3, 0x0a])],
    ['UTF-8 behind Windows-1252', Buffer.from([0x4d, 0xfc, 0x0a, 0x4d, 0xc3, 0xbc, 0x0a])],
    ['Windows-1252 behind UTF-8', Buffer.from([0x4d, 0xc3, 0xbc, 0x0a, 0x4d, 0xfc, 0x0a])],
  ])('with %s is not certain, and refused', async (_, bytes) => {
    for (const size of [1, 1_000])
      await expect(checked(Buffer.concat([Buffer.from('a\n'), bytes]), size)).rejects.toBeInstanceOf(FileRefusal);
  });

  it.each([
    ['a SAS transport file of PROC CPORT', Buffer.from(`**COMPRESSED** **COMPRESSED** ${'0'.repeat(30)}`)],
    ['a Parquet file', Buffer.from('PAR1\x15\x00')],
    ['a DICOM file', Buffer.concat([Buffer.alloc(128), Buffer.from('DICM\n')])],
  ])('that is %s is named', async (name, bytes) => {
    await expect(checked(bytes, 1_000)).rejects.toMatchObject({
      faults: [{ row: null, message: `the file is ${name}` }],
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
