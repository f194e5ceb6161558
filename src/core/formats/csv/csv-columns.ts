/** The columns of this project's own CSV, as data: the header, the documentation and the mapping schema come from here. */

export interface CsvColumn {
  readonly name: string;
  /** assessment: the same in every row of one assessment; lesion: of this row's lesion. */
  readonly belongsTo: 'assessment' | 'lesion';
  readonly meaning: string;
}

export const csvColumns = [
  { name: 'issuer', belongsTo: 'assessment', meaning: 'the sending system; left out, the account that uploads' },
  { name: 'patient_issuer', belongsTo: 'assessment', meaning: 'who gave the patient id; left out, the issuer' },
  { name: 'patient', belongsTo: 'assessment', meaning: 'patient id' },
  {
    name: 'treatment_line',
    belongsTo: 'assessment',
    meaning: "the sender's id of the treatment line; blank: implied, with a query",
  },
  {
    name: 'evaluator',
    belongsTo: 'assessment',
    meaning: 'whose history this belongs to (investigator, central reader 1)',
  },
  { name: 'reader', belongsTo: 'assessment', meaning: 'who read the images' },
  { name: 'timepoint', belongsTo: 'assessment', meaning: "label of the timepoint; blank: the date, or 'day N'" },
  { name: 'date', belongsTo: 'assessment', meaning: 'YYYY-MM-DD, YYYY-MM or YYYY' },
  { name: 'study_day', belongsTo: 'assessment', meaning: 'whole number' },
  {
    name: 'visit_number',
    belongsTo: 'assessment',
    meaning: "place among the sender's timepoints, a number; it tells two of one day apart",
  },
  { name: 'baseline', belongsTo: 'assessment', meaning: 'yes or no; blank: not stated' },
  { name: 'modality', belongsTo: 'assessment', meaning: 'CT, MR, PET-CT, ultrasound, X-ray, clinical' },
  { name: 'slice_thickness_mm', belongsTo: 'assessment', meaning: 'length in mm' },
  { name: 'contrast_phase', belongsTo: 'assessment', meaning: 'in words' },
  {
    name: 'organs_imaged',
    belongsTo: 'assessment',
    meaning: "organs and regions (neck, thorax, whole body) separated by ';'; blank: not stated",
  },
  { name: 'lesion', belongsTo: 'lesion', meaning: 'label; the same label is the same lesion at every timepoint' },
  { name: 'role', belongsTo: 'lesion', meaning: 'target, non-target or new' },
  { name: 'organ', belongsTo: 'lesion', meaning: 'one of the organs; blank: not stated, with a query' },
  { name: 'site', belongsTo: 'lesion', meaning: "site in the sender's words" },
  { name: 'axis', belongsTo: 'lesion', meaning: 'longest-diameter or short-axis' },
  { name: 'state', belongsTo: 'lesion', meaning: "one of the states; blank where a size stands: 'measured'" },
  { name: 'size_mm', belongsTo: 'lesion', meaning: 'length in mm with a decimal point; 0 is absent' },
  { name: 'fragments_mm', belongsTo: 'lesion', meaning: "lengths separated by ';' where the lesion has split" },
  {
    name: 'merged_into',
    belongsTo: 'lesion',
    meaning: "label of the lesion whose mass it joined, with state 'merged'",
  },
  { name: 'certainty', belongsTo: 'lesion', meaning: 'unequivocal or equivocal, for new lesions' },
  { name: 'exam_date', belongsTo: 'lesion', meaning: "date of this lesion's own exam where it differs" },
  { name: 'uptake', belongsTo: 'lesion', meaning: "PET quantities as 'SULpeak=8.4;SUVmax=10.2'" },
  { name: 'reason', belongsTo: 'lesion', meaning: 'why it was not evaluable or not done, in words' },
  { name: 'synthetic', belongsTo: 'assessment', meaning: 'yes where the patient is invented' },
] as const satisfies readonly CsvColumn[];

export type CsvColumnName = (typeof csvColumns)[number]['name'];
export const csvColumnNames = csvColumns.map((column) => column.name) as [CsvColumnName, ...CsvColumnName[]];

/** Columns of ours that may stand once a visit, in a table with the visits side by side. */
export const visitColumnNames = [
  'date',
  'study_day',
  'visit_number',
  'baseline',
  'modality',
  'state',
  'size_mm',
  'fragments_mm',
  'exam_date',
  'certainty',
  'uptake',
  'reason',
] as const satisfies readonly CsvColumnName[];
export type VisitColumnName = (typeof visitColumnNames)[number];
