/** What was frozen of a case, as the screens draw it. */
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem.js';
import type { components } from '../../api/schema.d.js';
import type { EvaluatorStanding } from '../../charts/lesion-standing.js';
import type { Language } from '../../texts/language.js';
import type { ShownEvaluator } from '../case/case.js';
import { leadingEvaluator } from '../case/reading.js';
import type { DrawnLine } from '../lesions/curves.js';
import type { FirstScreen } from '../screen/first-screen.js';

type MergedCase = components['schemas']['MergedCase'];
type Preparation = components['schemas']['Preparation'];
type ReferralForm = Readonly<Record<string, unknown>>;

/** The parts of a bundle that are drawn; the service keeps more in it. */
interface Bundle {
  readonly case: { readonly proposal: string | null; readonly referrals: readonly ReferralForm[] };
  readonly line:
    | (Partial<DrawnLine> & {
        readonly clinicalEvaluator?: string | null;
        readonly verdicts: readonly ShownEvaluator[];
        readonly standings: readonly EvaluatorStanding[];
        readonly flags: readonly { readonly content: { readonly evaluatorsFor?: readonly string[] } }[];
        readonly disciplines: readonly (readonly string[])[];
      })
    | null;
  readonly texts: Readonly<
    Record<
      Language,
      {
        readonly question: string | null;
        readonly line: { readonly screen: FirstScreen; readonly merged: MergedCase } | null;
      }
    >
  >;
}

/** The curves of a frozen case: the reading that leads, how its lesions stand, and what was given. */
export interface PreparedFigure {
  readonly line: DrawnLine;
  readonly evaluator: ShownEvaluator;
  readonly standing: EvaluatorStanding;
}

export interface PreparedCase {
  readonly number: number;
  readonly frozenBy: string;
  readonly frozenAt: string;
  readonly question: string | null;
  readonly proposal: string | null;
  readonly referrals: readonly ReferralForm[];
  /** Null for a referral of a patient of whom nothing was measured. */
  readonly screen: FirstScreen | null;
  readonly merged: MergedCase | null;
  /** Null where there is nothing to draw. */
  readonly figure: PreparedFigure | null;
  /** One discipline of each list is needed. */
  readonly disciplines: readonly (readonly string[])[];
}

/** A frozen case never changes: it is read once. */
export const preparationQuery = (caseId: string, number: number) =>
  queryOptions({
    queryKey: ['prepared', caseId, number],
    staleTime: Infinity,
    queryFn: ({ signal }): Promise<Preparation> =>
      dataOf(api.GET('/api/cases/{id}/preparations/{number}', { params: { path: { id: caseId, number } }, signal })),
  });

/** A preparation in the words of a language. */
export function preparedCaseOf({ number, frozenBy, frozenAt, bundle }: Preparation, language: Language): PreparedCase {
  const { case: record, line, texts } = bundle as unknown as Bundle;
  const words = texts[language];
  return {
    number,
    frozenBy,
    frozenAt,
    question: words.question,
    proposal: words.line?.screen.proposal ?? record.proposal,
    referrals: record.referrals,
    screen: words.line?.screen ?? null,
    merged: words.line?.merged ?? null,
    figure: figureOf(line),
    disciplines: line?.disciplines ?? [],
  };
}

/** The designated clinical reader's reading, else one that raised the flag, else the first; as the page of the case has it. */
function figureOf(line: Bundle['line']): PreparedFigure | null {
  if (line?.treatment === undefined || line.lesionFacts === undefined) return null;
  const { treatment, lesionFacts, clinicalEvaluator = null, verdicts, flags, standings } = line;
  const evaluator = leadingEvaluator({
    evaluators: verdicts,
    clinicalEvaluator,
    flags: flags.map(({ content }) => ({ evaluatorsFor: content.evaluatorsFor ?? [] })),
  });
  const standing = standings.find((one) => one.evaluator === evaluator?.evaluator);
  return evaluator === undefined || standing === undefined
    ? null
    : { line: { treatment, lesionFacts }, evaluator, standing };
}
