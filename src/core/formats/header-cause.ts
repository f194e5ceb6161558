/** Why a file of rows is none of a known format, in one sentence, from its first rows. */
import type { SourceFault } from './file-signs.js';
import { isBlankRecord } from './row-source.js';
import { tabularFormats } from './assemble-all.js';
import type { TabularContext } from './tabular-format.js';

const delimiters: readonly { readonly sign: string; readonly name: string }[] = [
  { sign: ';', name: 'semicolons' },
  { sign: '\t', name: 'tabs' },
  { sign: '|', name: 'vertical bars' },
];

type Records = readonly (readonly string[])[];

const isKnownHeader = (header: readonly string[], context: TabularContext): boolean =>
  tabularFormats.some((format) => format.recognise(header, context).kind !== 'other');

const split = (record: readonly string[], sign: string): string[] =>
  record
    .join(',')
    .split(sign)
    .map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));

function otherDelimiter(header: readonly string[], records: Records): SourceFault | null {
  const found = delimiters.find(({ sign }) => header.length === 1 && header[0]!.includes(sign));
  if (found === undefined) return null;
  const cells = records.flatMap((record) => split(record, found.sign));
  const comma = cells.some((cell) => /^\d+,\d+$/.test(cell));
  const mapping = `"delimiter": ${JSON.stringify(found.sign)}${comma ? ' and "decimal": ","' : ''}`;
  return {
    row: 1,
    column: null,
    code: 'unknown-format',
    message: `the cells are separated by ${found.name}, not by commas${comma ? ', and sizes are written with a decimal comma' : ''}`,
    expected: `a file with commas${comma ? ' and decimal points' : ''}; or a mapping (docs/formats.md) with ${mapping}`,
  };
}

/** 'Patient ID' and 'PATIENT' as our columns are written. */
const asOurs = (column: string): string =>
  column
    .trim()
    .toLowerCase()
    .replace(/[\s.-]+/g, '_');

function otherLetters(header: readonly string[], context: TabularContext): SourceFault | null {
  const renamed = header.map(asOurs);
  if (context.mapping !== null || renamed.every((column, index) => column === header[index])) return null;
  const patient = renamed.findIndex((column) => ['patient', 'patient_id'].includes(column));
  if (patient < 0) return null;
  return {
    row: 1,
    column: header[patient] ?? null,
    code: 'unknown-format',
    message: `the headings are written otherwise than here: '${header[patient]}' stands for 'patient'`,
    expected:
      "headings in small letters ('patient', 'size_mm'); or a mapping (docs/formats.md) that says which is which",
  };
}

function titleAbove(header: readonly string[], records: Records, context: TabularContext): SourceFault | null {
  const index = records.slice(0, 20).findIndex((record) =>
    isKnownHeader(
      record.map((cell) => cell.trim()),
      context,
    ),
  );
  if (index < 0) return null;
  const title = header.find((cell) => cell !== '') ?? '';
  return {
    row: 1,
    column: null,
    code: 'unknown-format',
    message: `row 1 is a title${title === '' ? '' : ` ('${title.slice(0, 60)}')`}, no header; the header stands in row ${index + 2}`,
    expected: 'the header in row 1: take out the rows above it',
  };
}

function onlyBlank(header: readonly string[]): SourceFault | null {
  if (!isBlankRecord(header)) return null;
  return {
    row: 1,
    column: null,
    code: 'unknown-format',
    message: 'the first row is blank',
    expected: 'the header in row 1',
  };
}

/** What other data sets of a trial have in their headers, where subjects are named as in SDTM. */
const otherDataSets: readonly { readonly sign: RegExp; readonly is: (sign: RegExpExecArray) => string }[] = [
  { sign: /^RDOMAIN$/, is: () => 'supplemental qualifiers of SDTM (SUPP--)' },
  { sign: /^PARAMCD$/, is: () => 'an analysis data set (ADaM)' },
  { sign: /^RFSTDTC$/, is: () => 'the domain DM of SDTM' },
  { sign: /^([A-Z]{2})(?:SEQ|TESTCD|TRT|TERM|DECOD)$/, is: ([, domain]) => `the domain ${domain} of SDTM` },
];

function otherDataSet(header: readonly string[]): SourceFault | null {
  const columns = header.map((column) => column.toUpperCase());
  if (!columns.includes('USUBJID')) return null;
  const [is] = otherDataSets.flatMap(({ sign, is: name }) => {
    const found = columns.map((column) => sign.exec(column)).find((match) => match !== null);
    return found === undefined || found === null ? [] : [name(found)];
  });
  if (is === undefined) return null;
  return {
    row: 1,
    column: null,
    code: 'unknown-format',
    message: `the file is ${is}, which is not read`,
    expected: 'TU, TR and RS; what is known of a case beside them as facts in JSON (docs/formats.md)',
  };
}

/** The one cause that keeps a file from being known; null where none is found. `records` are its rows below the first, or some of them. */
export const causeOfUnknownHeader = (
  header: readonly string[],
  records: Records,
  context: TabularContext,
): SourceFault | null =>
  otherDelimiter(header, records) ??
  titleAbove(header, records, context) ??
  otherLetters(header, context) ??
  otherDataSet(header) ??
  onlyBlank(header);
