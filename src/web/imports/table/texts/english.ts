import { plural } from '../../../texts/plural.js';
import type { ColumnName, TableDoubt, TablePreview } from '../table-model.js';

const signs: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
};

const columns: Readonly<Record<ColumnName, string>> = {
  patient: 'Patient id',
  patient_issuer: 'Who gave the patient id',
  issuer: 'Sending system',
  treatment_line: 'Treatment line',
  evaluator: 'Evaluator',
  reader: 'Reader of the images',
  timepoint: 'Timepoint (label)',
  date: 'Date of the scan',
  study_day: 'Study day',
  visit_number: 'Number of the visit',
  baseline: 'Baseline (yes / no)',
  modality: 'Modality',
  slice_thickness_mm: 'Slice thickness',
  contrast_phase: 'Contrast phase',
  organs_imaged: 'What was imaged',
  lesion: 'Lesion (label)',
  role: 'Role (target, non-target, new)',
  organ: 'Organ',
  site: 'Site in words',
  axis: 'Axis of the diameter',
  state: 'State (where there is no size)',
  size_mm: 'Size',
  fragments_mm: 'Sizes of fragments',
  merged_into: 'Merged into lesion',
  certainty: 'Certainty of a new lesion',
  exam_date: "Date of this lesion's exam",
  uptake: 'PET uptake',
  reason: 'Why it was not evaluable',
  synthetic: 'Invented (yes / no)',
};

const units: Readonly<Record<string, string>> = {
  mm: 'millimetres',
  cm: 'centimetres',
  'in-cell': 'as each cell says (3.0 cm)',
};

const questions: Readonly<Record<TableDoubt['code'], (doubt: TableDoubt) => string>> = {
  delimiter: () => 'By what are the cells separated?',
  decimal: ({ column }) => `Column “${column ?? ''}”: is the comma a decimal sign?`,
  dates: ({ column }) => `Column “${column ?? ''}”: how are days written?`,
  unit: ({ column }) => `Column “${column ?? ''}”: in which unit are sizes?`,
  column: ({ column, name }) =>
    name === null
      ? `What is column “${column ?? ''}”?`
      : `What is column “${column ?? ''}”? More than one column could be: ${columns[name]}.`,
  needed: ({ name }) => `Needed and not in the file: ${name === null ? '' : columns[name]}`,
  word: ({ word, column }) => `What does “${word ?? ''}” mean in column “${column ?? ''}”?`,
  'many-words': ({ column }) =>
    `Column “${column ?? ''}” holds too many words that are none of ours: is it the right column?`,
  'visit-day': ({ column }) => `When was “${column ?? ''}”? No column says it.`,
};

export const english = {
  title: 'A table with columns of its own',
  intro: 'Nothing is kept until you take it.',
  drop: 'Drop a table here: CSV, Excel, SAS transport or Dataset-JSON',
  file: 'File',
  choose: 'Choose a file …',
  chooseAnother: 'Choose another file …',
  templates: 'Tables to fill in',
  template: {
    long: 'one row a measurement',
    wide: 'visits side by side',
    'long-semicolon': 'one row a measurement, with semicolons',
    'wide-semicolon': 'visits side by side, with semicolons',
  },
  sheet: 'Sheet',
  sheetHint: 'Only where the workbook has several.',
  looking: 'Looking at the file …',
  columnsTitle: 'Columns',
  yours: 'Column of the file',
  examples: 'Examples',
  readAsHead: 'Is read as',
  readAs: (column: string) => `Column “${column}” is read as`,
  open: 'choose …',
  ignored: 'not read',
  unnamed: 'without a heading',
  ofVisit: (name: string, visit: string) => `${name}, of ${visit}`,
  filled: (filled: number, blank: number) => (blank === 0 ? `${filled} filled` : `${filled} filled, ${blank} blank`),
  form: ({ rows, encoding, mapping, saved }: TablePreview) =>
    [
      plural(rows, 'row', 'rows'),
      encoding,
      mapping.delimiter === undefined ? null : `separated by ${signs[mapping.delimiter] ?? ''}`,
      mapping.decimal === ',' ? 'decimal comma' : null,
      mapping.dates === undefined ? null : `days as ${mapping.dates}`,
      mapping.unit === undefined ? null : `sizes in ${units[mapping.unit] ?? ''}`,
      saved === null ? null : `as ${saved.confirmedBy} confirmed it before`,
    ]
      .filter((part) => part !== null)
      .join(', '),
  wide: (count: number) => `${count} visits stand side by side.`,
  notWide: 'No, one row is one measurement',
  doubtsTitle: 'To be answered',
  noDoubt: 'Nothing is open.',
  doubts: (count: number) =>
    count === 1
      ? 'One question is open. Nothing is chosen for you.'
      : `${count} questions are open. Nothing is chosen for you.`,
  doubt: (doubt: TableDoubt): string => questions[doubt.code](doubt),
  onlyAsked: 'It can be taken without an answer; the sender is then asked.',
  leave: 'Leave it: what it stands in is held, and the sender asked',
  chooseAbove: 'Choose the column above.',
  mayHoldForAll: ['evaluator', 'role'] as readonly ColumnName[],
  forAllRows: (name: string) => `${name}, the same for all rows`,
  studyDayOf: (visit: string) => `Study day of “${visit}”`,
  studyDay: (day: number) => `day ${day}`,
  answer: 'Answer',
  unreadableAnswer: 'This cannot be read.',
  reading: ({ code }: TableDoubt, value: string, shows: string): string =>
    code === 'delimiter'
      ? (signs[value] ?? value)
      : code === 'unit'
        ? (units[value] ?? value)
        : code === 'decimal' && shows !== value
          ? value === ','
            ? `Decimal sign: it is ${shows}`
            : `Thousands: it is ${shows}, and is held`
          : code === 'dates'
            ? ({ 'DD/MM/YYYY': 'day / month / year', 'MM/DD/YYYY': 'month / day / year' }[value] ?? value)
            : value,
  value: (_: TableDoubt, value: string): string => value,
  firstTitle: 'The first patients as they would be taken',
  notYet: 'They are shown once these are there:',
  patient: (id: string) => (id === '' ? 'Patient not named' : `Patient ${id}`),
  found: 'Found',
  becomes: 'Becomes',
  isTaken: 'taken',
  isHeld: 'held',
  missingMark: 'missing',
  heldMark: 'holds',
  askedMark: 'asked',
  place: (row: number | null, column: string | null, value: string | null) =>
    [row === null ? null : `row ${row}`, column, value === null ? null : `“${value}”`]
      .filter((part) => part !== null)
      .join(', '),
  expected: (what: string) => `expected ${what}`,
  cut: 'More rows of these patients stand in the file.',
  takeTitle: 'Take it',
  remember: 'Read tables of this sender with these columns so from now on',
  stillOpen: (count: number) =>
    count === 1 ? 'One question has to be answered first.' : `${count} questions have to be answered first.`,
  take: 'Take the table',
  columns,
};

export type TableTexts = typeof english;
