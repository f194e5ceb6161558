/** A preview of the core as the API answers it. */
import type { AssembledGroup, TablePreview } from '../../../core/formats/index.js';
import { faultInGerman, type RowFault } from '../../../core/record/index.js';
import type { TablePreviewView } from './table-views.js';

type FaultView = TablePreviewView['refused'][number];
type TimepointView = TablePreviewView['patients'][number]['timepoints'][number];

const faultView = ({ code, row, column, value, message, expected }: RowFault): FaultView => ({
  code,
  row,
  column,
  value,
  message,
  expected,
});

function timepointView({ identity, assessment, held, queries }: AssembledGroup): TimepointView {
  const { timepoint } = identity;
  return {
    label: timepoint?.label ?? null,
    date: timepoint?.date ?? null,
    studyDay: timepoint?.studyDay ?? null,
    evaluator: identity.evaluator,
    findings: (assessment?.findings ?? []).map(({ lesion, role, organ, state, size, fragments }) => ({
      lesion,
      role,
      organ: organ ?? null,
      state,
      size: size ?? fragments?.join('; ') ?? null,
    })),
    held: held.map(faultView),
    asks: queries.map(faultView),
  };
}

/** Of each column, which of ours it is read as and of which visit. */
function columnViews({ columns, mapping }: TablePreview): TablePreviewView['columns'] {
  return columns.map(({ column, filled, blank, examples }) => {
    const visit = mapping.visits?.find((one) => Object.hasOwn(one.columns, column));
    return {
      column,
      filled,
      blank,
      examples: [...examples],
      name: visit?.columns[column] ?? (Object.hasOwn(mapping.columns, column) ? mapping.columns[column]! : null),
      visit: visit?.timepoint ?? null,
      ignored: mapping.ignored?.includes(column) === true,
    };
  });
}

export const previewView = (
  preview: TablePreview,
  file: Pick<TablePreviewView, 'file' | 'kind' | 'encoding' | 'saved'>,
): TablePreviewView => ({
  ...file,
  rows: preview.rows,
  columns: columnViews(preview),
  mapping: preview.mapping,
  doubts: preview.doubts.map((doubt) => ({ ...doubt, readings: [...doubt.readings] })),
  refused: preview.refused.map(faultView),
  patients: preview.patients.map(({ patient, groups }) => ({ patient, timepoints: groups.map(timepointView) })),
  cut: preview.cut,
});

const inGerman = (faults: readonly FaultView[]): FaultView[] =>
  faults.map((fault) => {
    const { wrong, right } = faultInGerman({ ...fault, value: null });
    return { ...fault, message: wrong, expected: right };
  });

/** The same with its faults in German. */
export const previewInGerman = (preview: TablePreviewView): TablePreviewView => ({
  ...preview,
  refused: inGerman(preview.refused),
  patients: preview.patients.map(({ patient, timepoints }) => ({
    patient,
    timepoints: timepoints.map((timepoint) => ({
      ...timepoint,
      held: inGerman(timepoint.held),
      asks: inGerman(timepoint.asks),
    })),
  })),
});
