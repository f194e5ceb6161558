import { classifyLine, type EvaluatorClassification, type LineClassification, type ResponseOptions, type TimepointClassification } from '../../../../src/core/response/index.js';
import { historyOf, type CompactLine } from '../../../conformance/notation.js';

export const classify = (line: CompactLine, options?: ResponseOptions): LineClassification => classifyLine(historyOf(line), options);
export const first = (result: LineClassification): EvaluatorClassification => result.evaluators[0]!;
export const followUps = (line: CompactLine, options?: ResponseOptions): readonly TimepointClassification[] =>
  first(classify(line, options)).timepoints.filter(({ phase }) => phase === 'follow-up');
export const overall = (line: CompactLine, options?: ResponseOptions): readonly unknown[] => followUps(line, options).map(({ overallResponse }) => overallResponse);
export const target = (line: CompactLine, options?: ResponseOptions): readonly unknown[] => followUps(line, options).map(({ targetResponse }) => targetResponse);
export const verdicts = (line: CompactLine, definition: string, options?: ResponseOptions): readonly unknown[] =>
  followUps(line, options).map(({ patterns }) => patterns.find((pattern) => pattern.definition === definition)?.verdict);
export const day = (date: string) => ({ from: date, to: date });
