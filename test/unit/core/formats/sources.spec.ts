import { type Duplex, Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { documentSources, rowSourceOf, rowSources, sourceOf } from '../../../../src/core/formats/index.js';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const plain = { mapping: null };
const csv = rowSourceOf({ name: 'a.csv' });
const json = documentSources[0]!;

describe('what a file is', () => {
  it.each([
    ['assessments.json', 'documents', 'json'],
    ['ASSESSMENTS.JSONL.gz', 'documents', 'json'],
    ['tr.csv', 'rows', 'csv'],
    ['tr.csv.gz', 'rows', 'csv'],
    ['export', 'rows', 'csv'],
    ['json', 'rows', 'csv'],
    ['a.json.csv', 'rows', 'csv'],
  ])('%s gives %s, as %s', (name, kind, source) => {
    const found = sourceOf({ name });
    expect([found.kind, found.source.name]).toEqual([kind, source]);
  });

  it('is rows where it is said to hold them, whatever its name', () => {
    expect(rowSourceOf({ name: 'rows.json' })).toBe(csv);
  });

  it('is told by one source alone: no ending and no first bytes stand twice', () => {
    const signs = [...rowSources, ...documentSources].map((source) => source.signs);
    for (const all of [signs.flatMap(({ endings }) => endings), signs.flatMap(({ starts }) => starts.map(String))])
      expect(new Set(all).size).toBe(all.length);
  });
});

describe('rows of CSV', () => {
  const text = '\ufeffpatient , size\n"A, B",12\n\nC,"1""2"\n';

  it('are the same from memory and from a stream, blank ones among them', async () => {
    const { header, records } = csv.read(bytes(text), plain);
    expect([header, records]).toEqual([
      ['patient', 'size'],
      [['A, B', '12'], [''], ['C', '1"2']],
    ]);
    const [first, ...streamed] = await Readable.from([bytes(text)])
      .compose<Duplex>(csv.reader(plain).stream)
      .toArray();
    expect([first, streamed]).toEqual([['patient ', ' size'], records]);
  });

  it.each([
    ['a quote that is never closed', 'patient,size\n"A,12\n', 'a double quote is opened here and never closed'],
    ['text behind a closing quote', 'patient,size\n"A"B,12\n', 'text stands behind a closing double quote'],
    ['a quote inside a cell', 'patient,size\nA"B",12\n', 'a double quote stands inside a cell'],
    [
      'a row that does not end',
      `patient,size\n${'x'.repeat(100_001)},1\n`,
      'the row is longer than 100,000 characters',
    ],
  ])('with %s are refused with the place, alike from memory and from a stream', async (_, broken, message) => {
    const fromMemory = (() => {
      try {
        return csv.read(bytes(broken), plain);
      } catch (error) {
        return csv.faultIn(error);
      }
    })();
    const fromStream = await Readable.from([bytes(broken)])
      .compose<Duplex>(csv.reader(plain).stream)
      .toArray()
      .catch((error: unknown) => csv.faultIn(error));
    const expected = { row: 2, code: 'unreadable', message: expect.stringContaining(message) };
    expect([fromMemory, fromStream]).toEqual([expect.objectContaining(expected), expect.objectContaining(expected)]);
  });

  it('do not answer for an error of something else', () => {
    expect(csv.faultIn(new Error('the disk is full'))).toBeNull();
  });
});

describe('documents of JSON', () => {
  const statement = {
    issuer: 'clinic',
    sourceId: 'note-1',
    patient: { issuer: 'hospital', id: 'A' },
    facts: [{ name: 'sex', state: 'known', value: 'male' }],
  };

  it.each([
    ['one', JSON.stringify(statement, null, 2), 1],
    ['a list', JSON.stringify([statement, statement]), 2],
    ['one a line', `${JSON.stringify(statement)}\n\n${JSON.stringify(statement)}\n`, 2],
  ])('are read as %s', (_, text, count) => {
    expect(json.read(bytes(text), { issuer: 'a' })).toEqual({
      documents: Array.from({ length: count }, () => ({ kind: 'facts', statement })),
    });
  });

  it('are each taken or refused by itself, with all that is wrong', () => {
    const read = json.read(bytes(JSON.stringify([statement, { issuer: 'radiology' }, 7])), { issuer: 'a' });
    expect(read).toMatchObject({
      documents: [{ kind: 'facts' }, { kind: 'refused' }, { kind: 'refused', faults: [{ pointer: '' }] }],
    });
  });

  it('in which a name stands twice are refused with the line', () => {
    expect(json.read(bytes('[{"issuer":"a"},\n{"issuer":"a","issuer":"b"}]'), { issuer: 'a' })).toMatchObject({
      fault: { row: 2, code: 'duplicate', message: "'issuer' stands twice in one object" },
    });
  });

  it.each([
    ['{"a":', null],
    ['{"issuer":1}\n{"issuer:2}\n', 2],
    ['', null],
  ])('that are not JSON are refused with the line: %j', (text, row) => {
    expect(json.read(bytes(text), { issuer: 'a' })).toMatchObject({ fault: { row, code: 'malformed-json' } });
  });
});
