import { rowSourceOf } from '../../../../src/core/formats/index.js';
import { readStreamed, readWhole } from '../../../support/tables/read-both.js';
import {
  ibmBytes,
  type WrittenVariable,
  xptFile,
  xptHead,
  xptObservations,
} from '../../../support/tables/xpt-writer.js';

const xpt = rowSourceOf({ name: 'tr.xpt' });
const variables: readonly WrittenVariable[] = [
  { name: 'USUBJID', length: 6 },
  { name: 'TRSTRESN', type: 'number' },
];
const one = (value: number | string | null, variable: Partial<WrittenVariable> = {}): string | undefined =>
  readWhole(xpt, xptFile([{ name: 'ID' }, { name: 'X', type: 'number', ...variable }], [['A', value]])).records[1]?.[1];

it('is told by its first bytes, whatever its name', () => {
  expect(rowSourceOf({ name: 'tr.csv', start: xptFile(variables, [['A', 1]]) })).toBe(xpt);
});

describe('numbers', () => {
  it.each([
    [0, '0'],
    [1, '1'],
    [-1, '-1'],
    [9.8, '9.8'],
    [16.309999999999999, '16.31'],
    [12345678901, '12345678901'],
    [0.0001, '0.0001'],
    [1e-9, '0.000000001'],
    [1e22, '10000000000000000000000'],
  ])('%d stands as %s', (value, text) => expect(one(value)).toBe(text));

  it.each([2, 3, 4, 5, 6, 7])('that were cut to %d bytes are told again with the digits they had', (length) => {
    for (const value of [1, 7, 10, 12, 15]) expect(one(value, { length })).toBe(String(value));
    if (length >= 4) for (const value of [9.8, 12.5, 26.3, 104.7]) expect(one(value, { length })).toBe(String(value));
  });

  it('of IBM stand as the published example: -118.625 is C2 76 A0 00', () => {
    expect(ibmBytes(-118.625, 4).toString('hex')).toBe('c276a000');
    expect(one(-118.625)).toBe('-118.625');
  });

  it.each([
    [null, ''],
    ['.A', '.A'],
    ['.Z', '.Z'],
    ['._', '._'],
  ])('that are missing (%s) are no zero', (value, text) => expect(one(value)).toBe(text));

  it.each([
    ['DATE', 24111, '2026-01-05'],
    ['YYMMDD', -1, '1959-12-31'],
    ['DATETIME', 24111 * 86_400 + 3_600, '2026-01-05T01:00:00'],
    ['BEST', 24111, '24111'],
    ['DATE', 1e15, '1000000000000000'],
  ])('by the format %s: %d is %s', (format, value, text) => expect(one(value, { format })).toBe(text));
});

describe('texts', () => {
  const text = (bytes: Buffer): ReturnType<typeof readWhole> => {
    const file = xptFile([{ name: 'ID', length: 12 }], [['x']]);
    const at = file.lastIndexOf('x');
    return readWhole(xpt, Buffer.concat([file.subarray(0, at), bytes, file.subarray(at + bytes.length)]));
  };

  it('are trimmed of what fills them up, blanks or NUL', () => {
    expect(text(Buffer.from('AB  ')).records[1]).toEqual(['AB']);
    expect(text(Buffer.from('AB\0\0\0\0\0\0\0\0\0\0')).records[1]).toEqual(['AB']);
  });

  it('are read as UTF-8, and as Windows-1252 where that is certain', () => {
    expect(text(Buffer.from('Müller')).records[1]).toEqual(['Müller']);
    expect(text(Buffer.from('Müller', 'latin1')).records[1]).toEqual(['Müller']);
  });

  it.each([
    ['of no certain encoding', Buffer.from([0x4d, 0xe8])],
    ['with NUL inside', Buffer.from('A\0B')],
  ])('%s are refused with row and column', (_, bytes) => {
    expect(text(bytes).fault).toMatch(/^row 2, ID: the text /);
  });

  it('that begin as another kind of file are texts', () => {
    expect(text(Buffer.from('%PDF-')).records[1]).toEqual(['%PDF-']);
  });
});

describe('rows', () => {
  it('of blanks at the end are the filling of the last record, and rows where others follow', () => {
    const short: readonly WrittenVariable[] = [{ name: 'ID', length: 2 }];
    expect(readWhole(xpt, xptFile(short, [['A']])).records).toEqual([['ID'], ['A']]);
    expect(readWhole(xpt, xptFile(short, [['A'], [''], ['B'], ['']])).records).toEqual([['ID'], ['A'], [''], ['B']]);
  });

  it('are none in a file without observations', () => {
    expect(readWhole(xpt, xptFile(variables, []))).toMatchObject({ fault: null, records: [['USUBJID', 'TRSTRESN']] });
  });

  it('are the same from memory and in pieces of any size', async () => {
    const file = xptFile(
      [
        { name: 'ID', length: 7 },
        { name: 'N', type: 'number', length: 5 },
        { name: 'LONG', length: 90 },
      ],
      Array.from({ length: 120 }, (_, index) => [`S${index}`, index / 4, index % 7 === 0 ? '' : `text ${index}`]),
    );
    const whole = readWhole(xpt, file);
    expect(whole.records).toHaveLength(121);
    for (const size of [1, 7, 80, 81, 1_000]) expect(await readStreamed(xpt, file, size)).toEqual(whole);
  });
});

describe('a file that is not whole or not right is refused by its one cause', () => {
  const good = xptFile(
    variables,
    Array.from({ length: 20 }, (_, index) => [`S${index}`, index + 0.5]),
  );
  const head = xptHead(variables);
  const changed = (at: number, text: string): Buffer => {
    const bytes = Buffer.from(good);
    bytes.write(text, at, 'latin1');
    return bytes;
  };
  const names = 7 * 80;
  const firstDescription = 8 * 80;

  it.each<readonly [string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'the SAS transport file ends inside its head'],
    ['a head alone, cut', head.subarray(0, 900), 'the SAS transport file ends inside its head'],
    [
      'a row cut',
      good.subarray(0, head.length + 14 * 3 + 5),
      'row 5: the SAS transport file ends in the middle of row 5',
    ],
    [
      'cut behind a row',
      good.subarray(0, head.length + 14 * 3),
      'the SAS transport file ends in the middle of a record of 80 bytes',
    ],
    ['another beginning', changed(0, 'X'), 'the file does not begin as a SAS transport file'],
    ['another section', changed(3 * 80, 'X'), "the SAS transport file is damaged: record 4 is not 'MEMBER'"],
    ['more variables than there are', changed(names + 54, '9999'), 'the SAS transport file ends inside its head'],
    [
      'a count that is none',
      changed(names + 54, 'ab12'),
      'the SAS transport file is damaged: the number of variables reads',
    ],
    ['no variable', changed(names + 54, '0000'), 'the SAS transport file is damaged: no variable'],
    [
      'a kind of variable that there is not',
      changed(firstDescription, '\x00\x07'),
      'the SAS transport file is damaged: variable USUBJID is neither a number nor text',
    ],
    [
      'a negative length',
      changed(firstDescription + 4, '\xff\xff'),
      'the SAS transport file is damaged: variable USUBJID has a length of -1 bytes',
    ],
    [
      'a place outside of the row',
      changed(firstDescription + 84, '\x7f\xff\xff\xff'),
      'the SAS transport file is damaged: variable TRSTRESN does not stand behind',
    ],
    ['no name', changed(firstDescription + 8, '        '), 'the SAS transport file is damaged: variable 1 has no name'],
    ['two data sets', Buffer.concat([good, good.subarray(3 * 80)]), 'the SAS transport file holds several data sets'],
    [
      'a row longer than any',
      xptFile(
        Array.from({ length: 4 }, (_, index) => ({ name: `V${index}`, length: 30_000 })),
        [],
      ),
      'an observation has 120000 bytes',
    ],
  ])('%s', async (_, bytes, message) => {
    const whole = readWhole(xpt, bytes);
    expect(whole.fault).toContain(message);
    for (const size of [13, 80]) expect((await readStreamed(xpt, bytes, size)).fault).toContain(message);
  });

  it('and version 8, with long names, is read', () => {
    const long = Buffer.from(good);
    for (const [record, title] of [
      [0, 'LIBV8'],
      [3, 'MEMBV8'],
      [4, 'DSCPTV8'],
      [7, 'NAMSTV8'],
    ] as const)
      long.write(title.padEnd(8), record * 80 + 20, 'latin1');
    long.write('OBSV8   ', head.length - 80 + 20, 'latin1');
    long.write('A_LONG_NAME_OF_A_VARIABLE'.padEnd(32), firstDescription + 88, 'latin1');
    expect(readWhole(xpt, long)).toMatchObject({ fault: null });
    expect(readWhole(xpt, long).records[0]).toEqual(['A_LONG_NAME_OF_A_VARIABLE', 'TRSTRESN']);
  });

  it('observations alone are no file', () => {
    expect(readWhole(xpt, xptObservations(variables, [['A', 1]])).fault).toContain('does not begin as a SAS transport');
  });
});
