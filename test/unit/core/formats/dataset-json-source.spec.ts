import { rowSourceOf, sourceOf } from '../../../../src/core/formats/index.js';
import { readStreamed, readWhole } from '../../../support/tables/read-both.js';

const head = {
  datasetJSONCreationDateTime: '2026-11-30T10:00:00',
  datasetJSONVersion: '1.1.0',
  originator: 'a trial',
  sourceSystem: { name: 'a system', version: '1' },
  itemGroupOID: 'IG.TR',
  records: 2,
  name: 'TR',
  columns: [
    { itemOID: 'IT.A', name: 'USUBJID', label: 'Subject', dataType: 'string', length: 8 },
    { itemOID: 'IT.B', name: 'TRSTRESN', label: 'Result', dataType: 'float' },
  ],
};
const rows = [
  ['A"1', 9.8],
  ['Mü\\, [x] {y}', null],
];
const whole = JSON.stringify({ ...head, rows });
const lines = [head, ...rows].map((line) => JSON.stringify(line)).join('\n');
const source = rowSourceOf({ name: 'tr.json', start: Buffer.from(whole) });
const read = (text: string) => readWhole(source, Buffer.from(text));
const withRows = (text: string, records = 1): string =>
  JSON.stringify({ ...head, records, rows: [] }).replace(/\[\]\}$/, `${text}}`);

it('is told by what it names first, however it is written; documents of our own are none', () => {
  expect(source.name).toBe('dataset-json');
  for (const text of [whole, lines, `\ufeff${JSON.stringify({ ...head, rows }, null, 2)}`])
    expect(sourceOf({ name: 'tr.json', start: Buffer.from(text) }).source).toBe(source);
  expect(sourceOf({ name: 'a.json', start: Buffer.from('{"issuer":"a","sourceId":"b"}') }).kind).toBe('documents');
});

it('gives the same rows as one object, indented, one value a line, and in pieces of any size', async () => {
  const expected = {
    fault: null,
    notes: [],
    records: [
      ['USUBJID', 'TRSTRESN'],
      ['A"1', '9.8'],
      ['Mü\\, [x] {y}', ''],
    ],
  };
  for (const text of [whole, JSON.stringify({ ...head, rows }, null, 2), lines, `${lines}\n`, `\ufeff${whole}`]) {
    expect(read(text)).toEqual(expected);
    for (const size of [1, 3, 50]) expect(await readStreamed(source, Buffer.from(text), size)).toEqual(expected);
  }
});

it.each([
  ['9.80', '9.80'],
  ['16.309999999999999', '16.309999999999999'],
  ['1e+05', '100000'],
  ['1.5E-7', '0.00000015'],
  ['-0', '-0'],
  ['true', 'true'],
  ['"\\u00fc\\n"', 'ü\n'],
])('a value %s stands as %s: numbers as they are written', (value, text) => {
  expect(read(withRows(`[["A",${value}]]`)).records[1]).toEqual(['A', text]);
});

describe('what is not whole or not right is refused by its one cause', () => {
  it.each<readonly [string, string, string]>([
    ['nothing', '', 'it holds nothing'],
    ['a list', '[1]', 'it does not begin with an object'],
    ['cut in a row', whole.slice(0, -12), 'ends in the middle, at row'],
    ['cut in the head', whole.slice(0, 60), 'ends in the middle, at row 2'],
    [
      'cut behind a line',
      [head, rows[0]].map((line) => JSON.stringify(line)).join('\n'),
      'says that it has 2 records, and has 1',
    ],
    ['more rows than it says', withRows('[["A",1]]', 1_000_000_000), 'says that it has 1000000000 records, and has 1'],
    [
      'a count that is none',
      withRows('[]').replace('"records":1', '"records":1e999'),
      "'records' is no number of rows",
    ],
    ['no columns', '{"datasetJSONVersion":"1.1.0","rows":[]}', "'rows' stands before 'columns'"],
    ['columns that are none', '{"columns":{},"rows":[]}', "'columns' is no list of columns"],
    ['a column without a name', '{"columns":[{"label":"x"}],"rows":[]}', 'column 1 has no name'],
    ['no rows', JSON.stringify(head), "it has no 'rows'"],
    ['rows that are no list', withRows('{}'), "'rows' is no list"],
    ['a short row', withRows('[["A"]]'), 'row 2: the row has 1 values and the file 2 columns'],
    [
      'a value that is a list',
      withRows('[["A",[1]]]'),
      'row 2: the Dataset-JSON file cannot be read: the row is no list of texts',
    ],
    ['a value that is an object', withRows('[["A",{}]]'), 'the row is no list of texts'],
    ['a comma too many', withRows('[["A",1],]'), 'the row is no list of values'],
    ['a comma too few', withRows('[["A",1]["B",2]]'), 'a comma is missing behind the row'],
    ['a name twice', whole.replace('"rows"', '"name":"TR","rows"'), "'name' stands twice"],
    ['rows twice', whole.replace(/\}$/, ',"rows":[]}'), "'rows' stands twice"],
    ['text behind the end', `${whole} x`, 'something stands behind its end'],
    ['version 1.0', '{"clinicalData":{"itemGroupData":{}}}', 'Dataset-JSON 1.0'],
    ['a number with a zero before', withRows('[["A",012]]'), 'the row is no list of texts'],
    ['a huge row', withRows(`[["${'x'.repeat(100_001)}",1]]`), 'row 2 is longer than 100000 characters'],
    [
      'many columns',
      JSON.stringify({ columns: Array.from({ length: 10_001 }, () => ({ name: 'A' })) }),
      'the file has 10001 columns',
    ],
    ['deep nesting', withRows(`[["A",${'['.repeat(50_000)}`), 'ends in the middle'],
  ])('%s', async (_, text, message) => {
    expect(read(text).fault).toContain(message);
    expect((await readStreamed(source, Buffer.from(text), 37)).fault).toContain(message);
  });

  it('bytes that are not UTF-8', () => {
    expect(readWhole(source, Buffer.from(whole, 'latin1')).fault).toContain('it is not UTF-8');
  });
});
