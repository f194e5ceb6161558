/** What `consilium evaluate` is asked for: files, form of the output, and the readings where the criteria leave a choice. */
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type Language, languages, responseInWords } from '../../core/discussion/response-words.js';
import { latestDay } from '../../core/record/index.js';
import {
  checkCsvMapping,
  type CsvMapping,
  type DocumentContext,
  type TabularContext,
} from '../../core/formats/index.js';
import {
  type LesionRole,
  lesionRoles,
  patternDefinitions,
  type ReadingChoice,
  readingChoices,
  readingQuestion,
  type ReadingGroup,
  type ReadingKind,
  type ReadingName,
  type ResponseOptions,
} from '../../core/response/index.js';
import { bytesOf } from './bytes-of.js';
import { EvaluateUsageError } from './usage-error.js';

/** The option of each group of readings. */
const groupOf = {
  recist: 'recist',
  immune: 'immune',
  metabolic: 'metabolic',
  window: 'bestResponse',
  noise: 'noise',
  flag: 'flags',
} as const satisfies Readonly<Record<string, ReadingGroup>>;

type Group = keyof typeof groupOf;
type Choice = Pick<ReadingChoice<unknown>, 'kind' | 'choices' | 'standard'>;

const readingsIn = (group: Group): Readonly<Record<string, Choice>> => readingChoices[groupOf[group]];

const groups = Object.keys(groupOf) as Group[];
const formats = ['json', 'csv', 'sdtm', 'dicom-sr', 'hl7v2'] as const;
const outputs = ['table', 'jsonl', 'csv'] as const;
export type Output = (typeof outputs)[number];

/** Exactly what a choice accepts, as the value that the core takes. */
function chosenValue({ kind, choices }: Choice, text: string): string | number | boolean | null | undefined {
  if (kind === 'word') return choices.includes(text) ? text : undefined;
  if (kind === 'true-or-false') return text === 'true' ? true : text === 'false' ? false : undefined;
  if (kind === 'whole-number-or-none' && text === 'none') return null;
  const number = kind === 'number' ? /^\d{1,9}(\.\d{1,9})?$/ : /^\d{1,9}$/;
  return number.test(text) ? Number(text) : undefined;
}

const kindInWords: Readonly<Record<Exclude<ReadingKind, 'word'>, string>> = {
  'true-or-false': 'true or false',
  'whole-number': 'a whole number',
  'whole-number-or-none': 'a whole number or none',
  number: 'a number',
  micrometres: 'micrometres',
};

const expectedOf = ({ kind, choices }: Choice): string => (kind === 'word' ? choices.join(', ') : kindInWords[kind]);

/** What a reading decides, in words. */
const questionOf = (group: Group, name: string): string =>
  responseInWords(readingQuestion(`${groupOf[group]}/${name}` as ReadingName));

/** The usage with every reading, window and definition. */
export function evaluateHelp(): string {
  const lines = groups.flatMap((group) =>
    Object.entries(readingsIn(group)).map(
      ([name, choice]) =>
        `  --${group} ${name}=VALUE\n      ${expectedOf(choice)} (default: ${String(choice.standard ?? 'none')})\n      ${questionOf(group, name)}`,
    ),
  );
  return [
    'Usage: consilium evaluate FILE… [options]',
    '  Classifies the files and prints each timeline by patient and evaluator. Plain or gzip.',
    `  --format ${formats.join('|')}   left out: told by the file, a CSV, XPT, Dataset-JSON or XLSX (json takes FHIR too; sdtm takes TU, TR and, if given,`,
    '                           RS together; RS alone gives best responses)',
    `  --output ${outputs.join('|')}   default: table`,
    '  --mapping FILE           mapping document of a CSV with other columns or words (docs/formats.md)',
    '  --sheet NAME             sheet of a workbook (XLSX) with several',
    '  --columns                prints how each column of the files is written instead, told from all rows, with examples: what a mapping has to say, and',
    '                           what could mean two things',
    '  --issuer NAME            sending system, where the rows do not name it',
    `  --role-not-stated ${lesionRoles.join('|')}   what lesions of FHIR, DICOM and HL7 are whose role is not stated; left out, they are held`,
    '  --details                with --output jsonl: adds the trace of each verdict, oligoprogression with the oligometastatic state, PET verdicts, volumes,',
    '                           scores as reported, irRECIST and imRECIST to each timepoint; growth rates, hyperprogression, Stein fits per lesion and per sum, flags',
    '                           and watches, target selection and, at the last scan, smallest flips and target robustness to each summary',
    '  --agreement              prints the definitions side by side over the whole cohort instead: how often each is met, and kappa of each pair',
    '  --items                  prints what the rules would ask a board instead, with the flags and watches and what is waited for; with --output jsonl one line',
    '                           a treatment line',
    `  --language ${languages.join('|')}         of --items; default: en`,
    `  --definition ID          only these patterns; may be given again: ${patternDefinitions.map(({ id }) => id).join(', ')}`,
    'Readings where the criteria leave a choice (docs/clinical-basis.md); lengths in micrometres:',
    ...lines,
    'Exit status: 0; 1 when some input was refused (named on standard error, the rest is still evaluated); 2 for a wrong call.',
  ].join('\n');
}

/** What is asked for on the command line. */
export interface Call {
  readonly files: readonly string[];
  readonly format: (typeof formats)[number] | null;
  readonly output: Output;
  readonly details: boolean;
  readonly agreement: boolean;
  /** How the columns are written is asked for, and nothing is classified. */
  readonly columns: boolean;
  /** Null unless the items are asked for; else their language. */
  readonly items: Language | null;
  readonly context: TabularContext;
  readonly documentContext: DocumentContext;
  readonly options: ResponseOptions;
}

/** @throws EvaluateUsageError for an option that is not there, or options that do not go together */
export function readCall(args: readonly string[]): Call {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      output: { type: 'string', default: 'table' },
      mapping: { type: 'string' },
      sheet: { type: 'string' },
      columns: { type: 'boolean', default: false },
      issuer: { type: 'string', default: 'command line' },
      'role-not-stated': { type: 'string' },
      definition: { type: 'string', multiple: true },
      details: { type: 'boolean', default: false },
      agreement: { type: 'boolean', default: false },
      items: { type: 'boolean', default: false },
      language: { type: 'string' },
      recist: { type: 'string', multiple: true },
      immune: { type: 'string', multiple: true },
      metabolic: { type: 'string', multiple: true },
      window: { type: 'string', multiple: true },
      noise: { type: 'string', multiple: true },
      flag: { type: 'string', multiple: true },
    },
  });
  if (positionals.length === 0) throw new EvaluateUsageError('No file is named.');
  const format = values.format === undefined ? null : formats.find((known) => known === values.format);
  if (format === undefined)
    throw new EvaluateUsageError(`There is no format "${values.format}"; expected ${formats.join(', ')}.`);
  const output = outputs.find((known) => known === values.output);
  if (output === undefined)
    throw new EvaluateUsageError(`There is no output "${values.output}"; expected ${outputs.join(', ')}.`);
  if (values.details && (output !== 'jsonl' || values.agreement))
    throw new EvaluateUsageError('--details is printed with --output jsonl, and not beside --agreement.');
  const items = itemsAsked(values, output);
  const unknown = (values.definition ?? []).filter(
    (id) => !patternDefinitions.some((definition) => definition.id === id),
  );
  if (unknown.length > 0)
    throw new EvaluateUsageError(
      `There is no definition ${unknown.join(', ')}; expected some of ${patternDefinitions.map(({ id }) => id).join(', ')}.`,
    );
  const chosen = (group: Group): Record<string, unknown> => readingsOf(group, values[group] ?? []);
  return {
    files: positionals,
    format,
    output,
    details: values.details,
    agreement: values.agreement,
    columns: values.columns,
    items,
    context: {
      issuer: values.issuer,
      mapping: values.mapping === undefined ? null : readMapping(values.mapping),
      sheet: values.sheet,
      today: latestDay(new Date()),
    },
    documentContext: {
      issuer: values.issuer,
      roleNotStated: roleNotStated(values['role-not-stated']),
      today: latestDay(new Date()),
    },
    options: {
      recist: chosen('recist'),
      immune: chosen('immune'),
      metabolic: chosen('metabolic'),
      bestResponse: chosen('window'),
      noise: chosen('noise'),
      flags: chosen('flag'),
      ...(values.definition === undefined ? {} : { definitions: values.definition }),
    },
  };
}

function roleNotStated(word: string | undefined): LesionRole | null {
  if (word === undefined) return null;
  const role = lesionRoles.find((known) => known === word);
  if (role === undefined)
    throw new EvaluateUsageError(`There is no role "${word}"; expected ${lesionRoles.join(', ')}.`);
  return role;
}

interface ItemsAsked {
  readonly items: boolean;
  readonly language?: string;
  readonly details: boolean;
  readonly agreement: boolean;
}

function itemsAsked({ items, language, details, agreement }: ItemsAsked, output: Output): Language | null {
  if (!items) {
    if (language !== undefined) throw new EvaluateUsageError('--language is a choice of --items.');
    return null;
  }
  if (details || agreement || output === 'csv')
    throw new EvaluateUsageError('--items is printed as table or jsonl, and not beside --details or --agreement.');
  const found = languages.find((known) => known === (language ?? 'en'));
  if (found === undefined)
    throw new EvaluateUsageError(`There is no language "${language}"; expected ${languages.join(', ')}.`);
  return found;
}

function readingsOf(group: Group, entries: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    entries.map((entry) => {
      const [name = '', ...rest] = entry.split('=');
      const choice = readingsIn(group)[name];
      if (choice === undefined)
        throw new EvaluateUsageError(
          `There is no reading "${name}" of --${group}; expected one of ${Object.keys(readingsIn(group)).join(', ')}.`,
        );
      const value = chosenValue(choice, rest.join('='));
      if (value === undefined)
        throw new EvaluateUsageError(
          `"${rest.join('=')}" cannot be chosen for ${name}; expected ${expectedOf(choice)}.`,
        );
      return [name, value];
    }),
  );
}

function readMapping(file: string): CsvMapping {
  const checked = checkCsvMapping(parsedJson(bytesOf(file).toString('utf8'), file));
  if ('mapping' in checked) return checked.mapping;
  throw new EvaluateUsageError(
    `The mapping ${file} cannot be used: ${checked.faults.map(({ pointer, message }) => `${pointer} ${message}`).join('; ')}`,
  );
}

function parsedJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new EvaluateUsageError(`${place} is not JSON.`);
  }
}

/** The name by which the usage is asked for. */
export const asksForHelp = (args: readonly string[]): boolean =>
  args.includes('--help') || args.includes('-h') || basename(args[0] ?? '') === 'help';
