/**
 * Responses that the source reported itself, beside those derived here: where they differ, in which component and by which rule.
 * Reported responses are never corrected.
 */
import type { NonTargetResponse, OverallResponse, TargetResponse, TimepointClassification } from './classification.js';
import type { ResponsePhrase, ResponsePhrases } from './phrases.js';

export interface ReportedResponses {
  readonly target?: TargetResponse | null;
  readonly nonTarget?: NonTargetResponse | null;
  readonly newLesion?: boolean | null;
  readonly overall?: OverallResponse | null;
}

interface Component {
  readonly name: ResponsePhrases['reported/differs']['component'];
  readonly reported: (responses: ReportedResponses) => string | null;
  readonly derived: (timepoint: TimepointClassification) => string | null;
  readonly step: number;
}

const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no');

const components: readonly Component[] = [
  {
    name: 'target',
    reported: ({ target }) => target ?? null,
    derived: ({ targetResponse }) => targetResponse,
    step: 0,
  },
  {
    name: 'non-target',
    reported: ({ nonTarget }) => nonTarget ?? null,
    derived: ({ nonTargetResponse }) => nonTargetResponse,
    step: 1,
  },
  {
    name: 'new-lesion',
    reported: ({ newLesion }) => (typeof newLesion === 'boolean' ? yesOrNo(newLesion) : null),
    derived: ({ newLesion }) => yesOrNo(newLesion === 'yes'),
    step: 2,
  },
  {
    name: 'overall',
    reported: ({ overall }) => overall ?? null,
    derived: ({ overallResponse }) => overallResponse,
    step: 3,
  },
];

/** Each component in which the report and the derivation differ, with the rule that decided here. What was not reported is not compared. */
export function disagreements(
  reported: ReportedResponses,
  timepoint: TimepointClassification,
): readonly ResponsePhrase[] {
  if (timepoint.overallResponse === null) return [];
  return components.flatMap(({ name, reported: said, derived, step }): ResponsePhrase[] => {
    const [theirs, ours] = [said(reported), derived(timepoint)];
    return theirs === null || theirs === ours
      ? []
      : [
          {
            id: 'reported/differs',
            parameters: { component: name, reported: theirs, derived: ours, step: timepoint.trace[step]! },
          },
        ];
  });
}
