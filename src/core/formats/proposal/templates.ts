/** Tables to fill in, with invented patients as examples: one row a measurement, or one row a lesion with the visits side by side. */

export const templateNames = ['long', 'wide', 'long-semicolon', 'wide-semicolon'] as const;
export type TemplateName = (typeof templateNames)[number];

const long: readonly (readonly string[])[] = [
  [
    'patient',
    'treatment_line',
    'evaluator',
    'timepoint',
    'date',
    'modality',
    'lesion',
    'role',
    'organ',
    'size_mm',
    'state',
    'synthetic',
  ],
  ['EXAMPLE-1', 'line 1', 'radiology', 'Baseline', '2026-01-05', 'CT', 'A', 'target', 'lung', '24.5', '', 'yes'],
  ['EXAMPLE-1', 'line 1', 'radiology', 'Week 9', '2026-03-09', 'CT', 'A', 'target', 'lung', '12', '', 'yes'],
  ['EXAMPLE-1', 'line 1', 'radiology', 'Week 9', '2026-03-09', 'CT', 'B', 'new', 'liver', '15', '', 'yes'],
  ['EXAMPLE-2', 'line 1', 'radiology', 'Baseline', '2026-01-06', 'CT', 'C', 'non-target', 'bone', '', 'present', 'yes'],
];

const wide: readonly (readonly string[])[] = [
  [
    'patient',
    'treatment_line',
    'evaluator',
    'lesion',
    'role',
    'organ',
    'Baseline date',
    'Baseline size (mm)',
    'Baseline state',
    'Week 9 date',
    'Week 9 size (mm)',
    'Week 9 state',
    'synthetic',
  ],
  ['EXAMPLE-1', 'line 1', 'radiology', 'A', 'target', 'lung', '2026-01-05', '24.5', '', '2026-03-09', '12', '', 'yes'],
  ['EXAMPLE-1', 'line 1', 'radiology', 'B', 'new', 'liver', '2026-01-05', '', '', '2026-03-09', '15', '', 'yes'],
  [
    'EXAMPLE-2',
    'line 1',
    'radiology',
    'C',
    'non-target',
    'bone',
    '2026-01-06',
    '',
    'present',
    '2026-03-10',
    '',
    'unchanged',
    'yes',
  ],
];

const isLength = /^\d+\.\d+$/;

/** As CSV; with semicolons also decimal commas, as spreadsheets of some countries write it. */
export function tableTemplate(name: TemplateName): string {
  const rows = name.startsWith('long') ? long : wide;
  const semicolon = name.endsWith('semicolon');
  const cellOf = (cell: string): string => (semicolon && isLength.test(cell) ? cell.replace('.', ',') : cell);
  return rows.map((row) => `${row.map(cellOf).join(semicolon ? ';' : ',')}\r\n`).join('');
}
