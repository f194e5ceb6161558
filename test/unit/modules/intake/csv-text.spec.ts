import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvText } from '../../../../src/modules/intake/csv-text.js';

describe('a CSV cell', () => {
  it.each([
    ['text', 'text'],
    [12, '12'],
    [-3, '-3'],
    [null, ''],
    ['a,b', '"a,b"'],
    ['a "b"', '"a ""b"""'],
    ['a\nb', '"a\nb"'],
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['=a,"b"', '"\'=a,""b"""'],
  ])('%j is written as %j', (value, text) => {
    expect(csvText([[value, 'x']])).toBe(`${text},x\r\n`);
  });
});

it('records read back as they were written, and no cell begins a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 4 }), { minLength: 1 }), (records) => {
      const [first = []] = records;
      const rectangular = records.map((record) => first.map((_, index) => record[index] ?? ''));
      const read = parse(csvText(rectangular), { record_delimiter: '\r\n' }) as string[][];
      expect(read.map((record) => record.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, '')))).toEqual(
        rectangular.map((record) => record.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, ''))),
      );
      expect(read.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    }),
  );
});
