import {
  type EvaluatorStanding,
  type LesionStanding,
  lineStandings,
  type SumStanding,
  type TreatmentLineHistory,
} from '../../../core/response/index.js';
import type { CaseLineView } from '../items/case-views.js';

type StandingView = CaseLineView['standings'][number];

const noSum: SumStanding = {
  baseline: null,
  nadir: null,
  sum: null,
  measuredPart: null,
  responseTo: null,
  progressionFrom: null,
};

/** How every lesion stands at each evaluator's last scan, as the core says it: nothing is computed anew for the screen. */
export const lastStandings = (history: TreatmentLineHistory): StandingView[] => lineStandings(history).map(atLastScan);

function atLastScan({ evaluator, scans, last, held, limits }: EvaluatorStanding): StandingView {
  const scan = scans.find(({ timepoint }) => timepoint === last);
  const standings = new Map((scan?.lesions ?? []).map((standing) => [standing.lesion, standing]));
  return {
    evaluator,
    timepoint: last,
    phase: scan?.phase ?? null,
    scans: scans.length,
    held,
    dissociation: scan?.dissociation ?? (held > 0 ? 'held' : 'no-follow-up'),
    sum: scan?.sum ?? noSum,
    lesions: limits.flatMap(({ lesion, ...drawn }) => {
      const standing: LesionStanding | undefined = standings.get(lesion);
      return standing === undefined ? [] : [{ ...standing, ...drawn }];
    }),
  };
}
