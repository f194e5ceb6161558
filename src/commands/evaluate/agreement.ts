/** What `consilium evaluate --agreement` prints: the definitions side by side over a cohort, and how far each pair agrees. */
import { compareDefinitions } from '../../core/response/index.js';
import type { Classify, EvaluatedLine } from './lines.js';
import { aligned, csvOf, shown } from './print.js';

const definitionColumns = ['definition', 'met', 'notMet', 'notAssessable'] as const;
const pairColumns = ['one', 'other', 'compared', 'bothMet', 'onlyOne', 'onlyOther', 'neither', 'kappa'] as const;

type Row = Readonly<Record<string, string | number | null>>;

/** Four digits are more than a cohort carries. */
const roundedKappa = (kappa: number | null): number | null =>
  kappa === null ? null : Math.round(kappa * 10_000) / 10_000;

/**
 * Over every follow-up of every evaluator: how often each definition is met, and each pair's table with Cohen's kappa (null where chance
 * agreement would be complete). jsonl: an object a row; csv: the two tables with a blank line between.
 */
export function agreementLines(
  lines: readonly EvaluatedLine[],
  classify: Classify,
  output: 'table' | 'jsonl' | 'csv',
): string[] {
  const { definitions, agreements } = compareDefinitions(lines.map(classify));
  const ofDefinitions: Row[] = definitions.map((row) => ({ ...row }));
  const ofPairs: Row[] = agreements.map((row) => ({ ...row, kappa: roundedKappa(row.kappa) }));
  if (output === 'jsonl')
    return [...ofDefinitions, ...ofPairs].map((row) => JSON.stringify({ agreement: true, ...row }));
  const tableOf = (columns: readonly string[], rows: readonly Row[]): string[] => {
    if (output === 'csv') return [csvOf(columns, rows)];
    return aligned([columns, ...rows.map((row) => columns.map((column) => shown(row[column])))]);
  };
  return [...tableOf(definitionColumns, ofDefinitions), '', ...tableOf(pairColumns, ofPairs)];
}
