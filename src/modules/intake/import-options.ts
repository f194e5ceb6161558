/** What an upload says about its files, as form fields before them. */
import { z } from 'zod';
import {
  checkCsvMapping,
  type CsvMapping,
  documentsFormat,
  type TabularContext,
  type TabularFormat,
  tabularFormats,
} from '../../core/formats/index.js';
import { latestDay } from '../../core/record/index.js';
import { idSchema, textErrors } from '../../platform/http/index.js';
import { Problem, type ProblemError } from '../../platform/problem/index.js';

const roles = ['target', 'non-target', 'new'] as const;
type Role = (typeof roles)[number];

export interface ImportOptions {
  /** Issuer to use where neither the rows nor the mapping name one. */
  readonly issuer: string;
  readonly mapping: CsvMapping | null;
  readonly synthetic: boolean;
  /** The sheet that is meant of workbooks with several. */
  readonly sheet?: string | undefined;
  /** What the sender declares lesions of documents to be whose role is not stated. */
  readonly roleNotStated?: Role;
}

/** A file of an upload. */
export interface ImportedFile {
  /** Its name inside the format ('tr', 'tu', 'assessments'). */
  readonly name: string;
  /** Its name as uploaded. */
  readonly sentAs: string;
  readonly rows: number;
}

export interface ImportRequest {
  readonly format: TabularFormat;
  /** Board that the upload names for new patients. */
  readonly boardId: string | undefined;
  /** The mapping is kept for the sender's next tables with this header. */
  readonly remember: boolean;
  readonly options: ImportOptions;
}

export const contextOf = ({ issuer, mapping, synthetic, sheet }: ImportOptions): TabularContext => ({
  issuer,
  mapping,
  synthetic,
  sheet,
  today: latestDay(new Date()),
});

/** The format of a name that the database holds. */
export function formatNamed(name: string): TabularFormat {
  const format = [...tabularFormats, documentsFormat].find((known) => known.name === name);
  if (format === undefined) throw new Error(`There is no format '${name}'.`);
  return format;
}

export const importFieldsSchema = z.strictObject({
  format: z.enum(['csv', 'sdtm', 'documents']).meta({
    description:
      "csv: the project's own columns, or a sender's with a mapping. sdtm: TU and TR. documents: files of JSON, FHIR, DICOM SR and HL7 v2, told by their content.",
  }),
  issuer: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .optional()
    .meta({ description: 'The sending system, where the rows do not name it; left out: the account that uploads.' }),
  mapping: z
    .string()
    .max(64 * 1024)
    .optional()
    .meta({ description: 'Mapping document (JSON) of a CSV with other columns or words.' }),
  rememberMapping: z.enum(['true', 'false']).optional().meta({
    description:
      'true: tables of this sender with this header are read by this mapping from now on, without one beside them.',
  }),
  board: idSchema.optional().meta({
    description:
      'Board on which new patients stand, one that you coordinate; left out: the only one that you coordinate, for senders the default board of the site.',
  }),
  sheet: z.string().min(1).max(100).optional().meta({
    description: 'Sheet of a workbook (XLSX) with several; it holds for every file of the upload.',
  }),
  synthetic: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'true: all patients of the upload are invented.' }),
  roleNotStated: z.enum(roles).optional().meta({
    description:
      'What lesions of FHIR, DICOM SR and HL7 v2 are whose role the documents do not state; left out, their assessments are held.',
  }),
});

const fieldNames = Object.keys(importFieldsSchema.shape);

/**
 * Reads the fields of an upload.
 * @param accountId names the sender where nothing else does
 * @throws Problem 'invalid' naming every fault
 */
export function readImportRequest(fields: ReadonlyMap<string, string>, accountId: string): ImportRequest {
  const unknown = [...fields.keys()]
    .filter((name) => !fieldNames.includes(name))
    .map((name) => fieldFault(name, 'unknown-name', 'There is no such field.', fieldNames.join(', ')));
  const checked = importFieldsSchema.safeParse(
    Object.fromEntries([...fields].filter(([name]) => fieldNames.includes(name))),
  );
  const mapping = readMapping(fields.get('mapping'), fields.get('format'));
  if (!checked.success || unknown.length > 0 || mapping.faults.length > 0) {
    const wrong = checked.success
      ? []
      : checked.error.issues.map(({ path, message }) =>
          fieldFault(String(path[0] ?? ''), 'unreadable', `${message}.`, expectedOf(String(path[0] ?? ''))),
        );
    throw Problem.invalid([...unknown, ...wrong, ...mapping.faults]);
  }
  const { format, issuer, board, synthetic, rememberMapping, sheet, roleNotStated } = checked.data;
  return {
    format: formatNamed(format),
    boardId: board,
    remember: rememberMapping === 'true',
    options: {
      issuer: issuer ?? `account-${accountId}`,
      mapping: mapping.mapping,
      synthetic: synthetic === 'true',
      ...(sheet === undefined ? {} : { sheet }),
      ...(roleNotStated === undefined ? {} : { roleNotStated }),
    },
  };
}

const expectations: Readonly<Record<string, string>> = {
  format: 'csv, sdtm or documents',
  roleNotStated: 'target, non-target or new',
  synthetic: 'true or false',
  rememberMapping: 'true or false',
  board: 'the id of a board that you coordinate',
};
const expectedOf = (name: string): string => expectations[name] ?? 'a text of at most 120 characters';

export const fieldFault = (name: string, code: string, detail: string, expected: string): ProblemError => ({
  in: 'body',
  pointer: `/${name}`,
  code,
  detail,
  expected,
});

function readMapping(
  text: string | undefined,
  format: string | undefined,
): { readonly mapping: CsvMapping | null; readonly faults: readonly ProblemError[] } {
  if (text === undefined) return { mapping: null, faults: [] };
  if (format === 'sdtm' || format === 'documents')
    return {
      mapping: null,
      faults: [
        fieldFault(
          'mapping',
          'contradiction',
          `A mapping does not go with format ${format}.`,
          'no mapping, or format csv',
        ),
      ],
    };
  const value = parsed(text);
  if (value === undefined)
    return {
      mapping: null,
      faults: [fieldFault('mapping', 'malformed-json', 'The mapping is not JSON.', 'a mapping document as JSON')],
    };
  const errors = textErrors('body', value, '/mapping');
  if (errors.length > 0) return { mapping: null, faults: errors };
  const checked = checkCsvMapping(value);
  if ('mapping' in checked) return { mapping: checked.mapping, faults: [] };
  return {
    mapping: null,
    faults: checked.faults.map(({ pointer, code, message, expected }) =>
      fieldFault(`mapping${pointer}`, code, message, expected),
    ),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
