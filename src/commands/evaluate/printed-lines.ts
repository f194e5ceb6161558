/** The timelines that `consilium evaluate` prints, as JSON lines, CSV or tables. */
import type { Output } from './call.js';
import type { EvaluationLine, TimepointLine } from './lines.js';
import { aligned, csvOf, shown } from './print.js';

/** The lines as they are printed; `goesOn` where others were before them, and a CSV has its header. */
export function printedLines(
  lines: readonly EvaluationLine[],
  output: Output,
  { goesOn = false }: { readonly goesOn?: boolean } = {},
): readonly string[] {
  if (output === 'jsonl') return lines.map((line) => JSON.stringify(line));
  if (output === 'table') return tableOf(lines);
  return goesOn && lines.length === 0 ? [] : [csvOf(csvColumns, lines.map(rowOf), !goesOn)];
}

const csvColumns = [
  'patient',
  'treatmentLine',
  'evaluator',
  'visit',
  'date',
  'studyDay',
  'phase',
  'baselineSum',
  'sumOfDiameters',
  'nadirSum',
  'targetResponse',
  'nonTargetResponse',
  'newLesion',
  'overallResponse',
  'immuneResponse',
  'patternsMet',
  'patternsNotAssessable',
  'reasons',
  'reportedResponse',
  'disagreement',
  'reportedImmuneResponse',
  'immuneDisagreement',
  'bestOverallResponse',
  'confirmedBestOverallResponse',
  'immuneBestOverallResponse',
] as const;

/** One row a line; a summary row has its best responses and no visit. */
function rowOf(line: EvaluationLine): Readonly<Record<string, unknown>> {
  const patterns = 'summary' in line ? [] : line.patterns;
  const withVerdict = (verdict: string): string =>
    patterns
      .filter((pattern) => pattern.verdict === verdict)
      .map(({ definition }) => definition)
      .join(' ');
  return {
    ...line,
    reasons: line.reasons.join(' '),
    patternsMet: withVerdict('met'),
    patternsNotAssessable: withVerdict('not-assessable'),
  };
}

function tableOf(lines: readonly EvaluationLine[]): string[] {
  const head = ['visit', 'date', 'sum', 'nadir', 'target', 'non-target', 'new', 'overall', 'immune', 'patterns met'];
  const printed: string[] = [];
  let heading = '';
  let block: string[][] = [];
  const flush = (): void => {
    if (block.length > 0) printed.push(...aligned([head, ...block]));
    block = [];
  };
  for (const line of lines) {
    const name = `${line.patient}${line.treatmentLine === null ? '' : `, ${line.treatmentLine}`}, ${line.evaluator}`;
    if (name !== heading) {
      flush();
      heading = name;
      printed.push('', name);
    }
    if ('summary' in line) {
      flush();
      printed.push(
        `  best ${shown(line.bestOverallResponse)}, confirmed ${shown(line.confirmedBestOverallResponse)}, immune ${shown(line.immuneBestOverallResponse)}${line.from === 'reported' ? ' (from reported responses)' : ''}`,
      );
    } else {
      block.push(tableRow(line));
    }
  }
  flush();
  return printed;
}

function tableRow(line: TimepointLine): string[] {
  const date = line.date ?? (line.studyDay === null ? '-' : `day ${line.studyDay}`);
  const met = line.patterns
    .filter(({ verdict }) => verdict === 'met')
    .map(({ definition }) => definition)
    .join(' ');
  const beside = (computed: string | null, reported: string | null | undefined): string =>
    reported === undefined || reported === null || reported === computed
      ? shown(computed)
      : `${shown(computed)} (reported ${reported})`;
  return [
    line.phase === 'held' || line.phase === 'reported' ? `${line.visit} (${line.phase})` : line.visit,
    date,
    shown(line.sumOfDiameters),
    shown(line.nadirSum),
    shown(line.targetResponse),
    shown(line.nonTargetResponse),
    shown(line.newLesion),
    beside(line.overallResponse, line.reportedResponse),
    beside(line.immuneResponse, line.reportedImmuneResponse),
    met === '' ? '-' : met,
  ];
}
