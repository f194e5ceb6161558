/** Files of other kinds that people send by mistake, told by their first bytes and named with the way out, as data. */
import type { SourceFault } from './file-signs.js';

interface ForeignFile {
  readonly is: string;
  readonly wayOut: string;
  readonly starts: readonly (string | readonly number[])[];
  /** Where the sign stands, if not at the beginning. */
  readonly at?: number;
}

const asCsv = 'the same table saved as CSV (UTF-8)';

const foreignFiles: readonly ForeignFile[] = [
  {
    is: 'a SAS transport file of PROC CPORT',
    wayOut: 'a transport file of the XPORT engine (PROC COPY), or CSV',
    starts: ['**COMPRESSED**', 'HEADER RECORD*******CPORT'],
  },
  {
    is: 'a SAS data set (sas7bdat)',
    wayOut: asCsv,
    starts: [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xc2, 0xea, 0x81, 0x60]],
  },
  {
    is: 'an Excel workbook of the old kind (XLS), one with a password, or another Office file',
    wayOut: 'the same table saved as XLSX without a password, or as CSV',
    starts: [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]],
  },
  { is: 'a PDF', wayOut: asCsv, starts: ['%PDF-'] },
  { is: 'a Parquet file', wayOut: asCsv, starts: ['PAR1'] },
  { is: 'an RTF document', wayOut: asCsv, starts: ['{\\rtf'] },
  { is: 'an SPSS file', wayOut: asCsv, starts: ['$FL2@(#)', '$FL3@(#)'] },
  { is: 'a Stata file', wayOut: asCsv, starts: ['<stata_dta>'] },
  {
    is: 'a DICOM file',
    wayOut: 'the measurements as assessments in JSON or as CSV',
    starts: ['DICM'],
    at: 128,
  },
  { is: 'an HL7 v2 message', wayOut: 'the measurements as assessments in JSON or as CSV', starts: ['MSH|', '\vMSH|'] },
  {
    is: 'an XML or HTML document',
    wayOut: asCsv,
    starts: [
      '<?xml',
      '<!DOCTYPE',
      '<!--',
      '<html',
      '<ClinicalDocument',
      '<ODM',
      '<Bundle',
      '<Observation',
      '<DiagnosticReport',
    ],
  },
];

const bytesOf = (sign: string | readonly number[]): readonly number[] =>
  typeof sign === 'string' ? [...sign].map((letter) => letter.charCodeAt(0)) : sign;

const told = foreignFiles.map(({ starts, ...file }) => ({ ...file, signs: starts.map(bytesOf) }));

const faultOf = ({ is, wayOut }: Pick<ForeignFile, 'is' | 'wayOut'>): SourceFault => ({
  row: null,
  column: null,
  code: 'unreadable',
  message: `the file is ${is}`,
  expected: wayOut,
});

const byteOrderMark = [0xef, 0xbb, 0xbf];

/** What a file of another kind is; null where its first bytes tell of none. */
export function foreignFileIn(start: Uint8Array): SourceFault | null {
  const offset = byteOrderMark.every((byte, index) => start[index] === byte) ? byteOrderMark.length : 0;
  const found = told.find(({ signs, at = offset }) =>
    signs.some((sign) => sign.every((byte, index) => start[at + index] === byte)),
  );
  return found === undefined ? null : faultOf(found);
}

const dicomTag = /^[0-9A-Fa-f]{8}$/;

/** What a JSON document of another standard is; null where nothing tells. */
export function foreignDocumentIn(value: unknown): SourceFault | null {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first !== 'object' || first === null) return null;
  const names = Object.keys(first);
  const measurements = 'the measurements as assessments (docs/formats.md), or as CSV';
  if (names.length > 0 && names.every((name) => dicomTag.test(name)))
    return faultOf({ is: 'a DICOM document (DICOM JSON), such as a structured report', wayOut: measurements });
  if (names.includes('datasetJSONVersion') || names.includes('itemGroupOID'))
    return faultOf({ is: 'a CDISC Dataset-JSON document', wayOut: asCsv });
  return null;
}
