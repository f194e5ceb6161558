import { readFileSync } from 'node:fs';
import { writeXlsx } from 'hucre/xlsx';
import { rowSourceOf } from '../../../../src/core/formats/index.js';
import { dayText, formatOfCode } from '../../../../src/core/formats/xlsx/cell-formats.js';
import { readStreamed, readWhole } from '../../../support/tables/read-both.js';
import { sheetOf, workbookOf, zipFile } from '../../../support/tables/zip-writer.js';

const xlsx = rowSourceOf({ name: 'a.xlsx' });
/** Written by openpyxl 3.1.5. */
const fixture = (name: string): Buffer => readFileSync(`test/fixtures/formats/xlsx/${name}.xlsx`);
const rowOf = (cells: string): string =>
  `<sheetData><row r="1"><c t="inlineStr"><is><t>A</t></is></c></row><row r="2">${cells}</row></sheetData>`;
const cellOf = (cell: string): string | undefined => readWhole(xlsx, workbookOf(rowOf(cell))).records[1]?.[0];

it.each(['dates', 'dates-1904'])('days, numbers and texts of a workbook (%s) stand as they mean', async (name) => {
  const bytes = fixture(name);
  const expected = {
    fault: null,
    notes: [],
    records: [
      ['patient', 'evaluator', 'lesion', 'role', 'organ', 'date', 'size_mm'],
      ['0007', 'reader A', 'T1', 'target', 'lung', '2026-01-05', '12.3'],
      ['0007', 'reader A', 'T1', 'target', 'lung', '2026-03-02T09:30:00', '9.8'],
      ['', '', '', '', '', '', ''],
      ['Müller & Söhne <1>', 'reader A', 'T1', 'target', 'liver', '1904-02-29', '20'],
      ['0017', 'reader A', 'T1', 'target', 'liver', '2026-01-05', '20'],
    ],
  };
  expect(readWhole(xlsx, bytes)).toEqual(expected);
  for (const size of [1, 100, 100_000]) expect(await readStreamed(xlsx, bytes, size)).toEqual(expected);
});

it('a workbook of another program gives the same', async () => {
  const rows = [
    ['patient', 'date', 'size'],
    ['P1', new Date('2026-01-05T00:00:00Z'), 9.8],
    ['Ü <&> "x"', null, 1e-7],
  ];
  for (const stringMode of ['shared', 'inline'] as const)
    expect(readWhole(xlsx, await writeXlsx({ sheets: [{ name: 'A', rows }], stringMode })).records).toEqual([
      ['patient', 'date', 'size'],
      ['P1', '2026-01-05', '9.8'],
      ['Ü <&> "x"', '', '0.0000001'],
    ]);
});

describe('of several sheets', () => {
  it('none is chosen: it is asked which', () => {
    expect(readWhole(xlsx, fixture('two-sheets')).fault).toBe(
      "the workbook has 2 sheets, and none is named: 'Messungen', 'Legende'",
    );
  });

  it('the one that is named is read', async () => {
    const context = { mapping: null, sheet: 'Legende' };
    expect(readWhole(xlsx, fixture('two-sheets'), context).records).toEqual([['x']]);
    expect((await readStreamed(xlsx, fixture('two-sheets'), 999, context)).records).toEqual([['x']]);
    expect(readWhole(xlsx, fixture('two-sheets'), { mapping: null, sheet: 'X' }).fault).toContain("no sheet 'X'");
  });
});

describe('formulas', () => {
  it('give the value that was computed last, and it is said once a column', () => {
    const formula = '<c t="n"><f>6*2</f><v>12</v></c>';
    const read = readWhole(
      xlsx,
      workbookOf(rowOf(formula).replace('</row></sheetData>', `</row><row>${formula}</row></sheetData>`)),
    );
    expect(read.records).toEqual([['A'], ['12'], ['12']]);
    expect(read.notes).toEqual([expect.stringMatching(/^2 cells of the column are formulas/)]);
  });

  it('without a value refuse the file: nothing is computed', () => {
    expect(readWhole(xlsx, fixture('formula-without-value')).fault).toMatch(/^row 2, size_mm: the cell is a formula/);
  });
});

it.each([
  ['<c><v>9.8000000000000007</v></c>', '9.8'],
  ['<c><v>1.2E2</v></c>', '120'],
  ['<c t="b"><v>1</v></c>', 'TRUE'],
  ['<c t="e"><v>#N/A</v></c>', '#N/A'],
  ['<c t="d"><v>2026-01-05</v></c>', '2026-01-05'],
  ['<c t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r><rPh><t>x</t></rPh></is></c>', 'a b'],
  ['<c t="str"><f>A1&amp;"x"</f><v>a_x000D_b</v></c>', 'a\rb'],
  ['<c t="inlineStr"><is><t><![CDATA[1 < 2]]> &#252;&#x42;</t></is></c>', '1 < 2 üB'],
])('the cell %s reads %j', (cell, text) => expect(cellOf(cell)).toBe(text));

it.each([
  ['dd/mm/yyyy', 'day'],
  ['[$-407]d. mmm yy', 'day'],
  ['yyyy\\-mm\\-dd', 'day'],
  ['General', 'plain'],
  ['0.0" mm, day"', 'plain'],
  ['[Red]0.00', 'plain'],
  ['0.00E+00', 'plain'],
  ['00000', 'padded'],
])('the format %s is of kind %s', (code, kind) => expect(formatOfCode(code).kind).toBe(kind));

it.each([
  [1, 1900, '1900-01-01'],
  [59, 1900, '1900-02-28'],
  [60, 1900, null],
  [61, 1900, '1900-03-01'],
  [46027, 1900, '2026-01-05'],
  [44565, 1904, '2026-01-05'],
  [46027.5, 1900, '2026-01-05T12:00:00'],
  [0, 1900, null],
  [-1, 1900, null],
  [2_958_466, 1900, null],
] as const)('day %d of the calendar %d is %s', (serial, calendar, text) =>
  expect(dayText(serial, calendar)).toBe(text),
);

describe('what is not right is refused by its one cause', () => {
  const sheet = sheetOf([['A'], ['1']]);
  const good = workbookOf(sheet);
  const bomb = (size: number): Buffer => workbookOf(sheet + `<!--${' '.repeat(99_993)}-->`.repeat(size / 100_000));

  it.each<readonly [string, () => Buffer, string]>([
    ['merged cells', () => fixture('merged'), 'row 2, patient: the cells A2:A3 are merged'],
    ['cut', () => good.subarray(0, good.length - 30), 'the workbook ends in the middle'],
    [
      'a ZIP archive',
      () => zipFile([{ name: 'tr.csv', bytes: Buffer.from('x') }]),
      "the file is a ZIP archive ('tr.csv' in it)",
    ],
    ['an OpenDocument file', () => zipFile([{ name: 'content.xml', bytes: Buffer.from('<x/>') }]), 'OpenDocument'],
    ['a binary workbook', () => zipFile([{ name: 'xl/workbook.bin', bytes: Buffer.from('x') }]), 'XLSB'],
    ['a zip bomb', () => bomb(80_000_000), 'unpacks to more than 400 times its size'],
    [
      'a document type with entities',
      () => workbookOf(`<!DOCTYPE x [<!ENTITY a "b">]>${sheet}`),
      'declares a document type',
    ],
    ['an entity', () => workbookOf(rowOf('<c t="inlineStr"><is><t>&xxe;</t></is></c>')), "uses the entity 'xxe'"],
    ['a number that is none', () => workbookOf(rowOf('<c><v>0x10</v></c>')), "'0x10' is no number"],
    ['a number beyond all', () => workbookOf(rowOf('<c><v>1e999</v></c>')), "'1e999' is no number"],
    [
      'an id that lost its end',
      () => workbookOf(rowOf('<c><v>12345678901234567</v></c>')),
      'row 2, A: the number has more than 15 digits',
    ],
    [
      'a text that is not there',
      () => workbookOf(rowOf('<c t="s"><v>7</v></c>')),
      'row 2: the sheet is damaged: text 7 is not there',
    ],
    ['a column beyond all', () => workbookOf(rowOf('<c r="XFE2"><v>1</v></c>')), "cell 'XFE2' is out of order"],
    ['a row beyond all', () => workbookOf('<sheetData><row r="1048577"/></sheetData>'), "row '1048577'"],
    [
      'rows out of order',
      () => workbookOf('<sheetData><row r="2"/><row r="1"/></sheetData>'),
      "row '1' stands behind row 2",
    ],
    [
      'a cell twice',
      () => workbookOf(rowOf('<c r="A2"><v>1</v></c><c r="A2"><v>2</v></c>')),
      "cell 'A2' is out of order",
    ],
    [
      'a long cell',
      () => workbookOf(rowOf(`<c t="inlineStr"><is><t>${'x'.repeat(70_000)}</t></is></c>`)),
      'a cell is longer than 32767',
    ],
    ['deep nesting', () => workbookOf('<x>'.repeat(100)), 'nested more than 64 deep'],
    ['an element that does not end', () => workbookOf('<sheetData><row>'), 'was not open'],
    [
      'a part twice',
      () =>
        zipFile([
          { name: 'a', bytes: Buffer.from('x') },
          { name: 'a', bytes: Buffer.from('y') },
        ]),
      "'a' stands twice",
    ],
    [
      'an external sheet',
      () =>
        zipFile([
          {
            name: 'xl/workbook.xml',
            bytes: Buffer.from('<workbook><sheets><sheet name="A" r:id="r"/></sheets></workbook>'),
          },
          {
            name: 'xl/_rels/workbook.xml.rels',
            bytes: Buffer.from(
              '<R><Relationship Id="r" Type="/worksheet" TargetMode="External" Target="http://127.0.0.1/x"/></R>',
            ),
          },
        ]),
      "the sheet 'A' has no rows of its own",
    ],
    [
      'a path that leads out',
      () =>
        zipFile([
          {
            name: 'xl/workbook.xml',
            bytes: Buffer.from('<workbook><sheets><sheet name="A" r:id="r"/></sheets></workbook>'),
          },
          {
            name: 'xl/_rels/workbook.xml.rels',
            bytes: Buffer.from('<R><Relationship Id="r" Type="/worksheet" Target="../../../etc/passwd"/></R>'),
          },
          { name: '../../../etc/passwd', bytes: Buffer.from('x') },
        ]),
      "the sheet 'A' has no rows of its own",
    ],
  ])('%s', async (_, bytes, message) => {
    const file = bytes();
    expect(readWhole(xlsx, file).fault).toContain(message);
    expect((await readStreamed(xlsx, file, 5_000)).fault).toContain(message);
  });

  it('macros are neither read nor run: the workbook reads as without them', () => {
    const withMacro = workbookOf(sheet, [{ name: 'xl/vbaProject.bin', bytes: Buffer.from('Auto_Open') }]);
    expect(readWhole(xlsx, withMacro)).toEqual(readWhole(xlsx, good));
  });
});
