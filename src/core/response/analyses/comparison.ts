/**
 * Definitions side by side for a patient and for a cohort, with the agreement between them (Cohen's kappa).
 */
import type { LineClassification, PatternVerdictValue } from '../model/classification.js';

interface DefinitionRow {
  readonly definition: string;
  readonly met: number;
  readonly notMet: number;
  readonly notAssessable: number;
}

interface Agreement {
  readonly one: string;
  readonly other: string;
  /** Verdicts in which both were assessable. */
  readonly compared: number;
  readonly bothMet: number;
  readonly onlyOne: number;
  readonly onlyOther: number;
  readonly neither: number;
  /** Cohen's kappa; null where nothing was compared or one of them never differs, so that chance agreement is complete. */
  readonly kappa: number | null;
}

export interface DefinitionComparison {
  readonly definitions: readonly DefinitionRow[];
  readonly agreements: readonly Agreement[];
}

type Verdicts = Readonly<Record<string, PatternVerdictValue>>;

/** One row a follow-up of an evaluator: what each definition said. */
const verdictRows = (lines: readonly LineClassification[]): readonly Verdicts[] =>
  lines.flatMap(({ evaluators }) =>
    evaluators.flatMap(({ timepoints }) =>
      timepoints.map(({ patterns }): Verdicts =>
        Object.fromEntries(patterns.map(({ definition, verdict }) => [definition, verdict])),
      ),
    ),
  );

/** Cohen's kappa of a two by two table; null where agreement by chance would be complete. */
export function cohensKappa(bothMet: number, onlyOne: number, onlyOther: number, neither: number): number | null {
  const total = bothMet + onlyOne + onlyOther + neither;
  if (total === 0) return null;
  const byChance =
    ((bothMet + onlyOne) * (bothMet + onlyOther) + (neither + onlyOther) * (neither + onlyOne)) / (total * total);
  return byChance === 1 ? null : ((bothMet + neither) / total - byChance) / (1 - byChance);
}

function agreementOf(one: string, other: string, rows: readonly Verdicts[]): Agreement {
  const both = rows.filter((row) =>
    [row[one], row[other]].every((verdict) => verdict === 'met' || verdict === 'not-met'),
  );
  const count = (left: PatternVerdictValue, right: PatternVerdictValue): number =>
    both.filter((row) => row[one] === left && row[other] === right).length;
  const cells = [
    count('met', 'met'),
    count('met', 'not-met'),
    count('not-met', 'met'),
    count('not-met', 'not-met'),
  ] as const;
  return {
    one,
    other,
    compared: both.length,
    bothMet: cells[0],
    onlyOne: cells[1],
    onlyOther: cells[2],
    neither: cells[3],
    kappa: cohensKappa(...cells),
  };
}

/** Compares the definitions over the follow-ups of one treatment line or of a whole cohort. */
export function compareDefinitions(lines: readonly LineClassification[]): DefinitionComparison {
  const rows = verdictRows(lines);
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const count = (definition: string, verdict: PatternVerdictValue): number =>
    rows.filter((row) => row[definition] === verdict).length;
  return {
    definitions: names.map((definition) => ({
      definition,
      met: count(definition, 'met'),
      notMet: count(definition, 'not-met'),
      notAssessable: count(definition, 'not-assessable'),
    })),
    agreements: names.flatMap((one, index) => names.slice(index + 1).map((other) => agreementOf(one, other, rows))),
  };
}
