/**
 * The one date of a timepoint whose exams were made on several days (docs/clinical-basis.md#baseline-scans-and-dates):
 * the earliest exam that shows progression, else the latest.
 */
import { isProgression } from './change-rules.js';
import type { TimepointClassification } from './classification.js';
import type { DateInterval, Finding, Timepoint } from './history.js';

const compareDates = (one: DateInterval, other: DateInterval): number =>
  (one.from < other.from ? -1 : one.from > other.from ? 1 : 0) || (one.to < other.to ? -1 : one.to > other.to ? 1 : 0);

const earliest = (dates: readonly DateInterval[]): DateInterval | null => [...dates].sort(compareDates)[0] ?? null;

interface DatedFinding {
  readonly finding: Finding;
  readonly date: DateInterval;
}

/** Lesions that the rules behind a response name in their trace. */
const namedInTrace = ({ trace }: TimepointClassification, rule: string, outcome: 'PD' | 'yes'): ReadonlySet<string> =>
  new Set(
    trace
      .filter((step) => step.rule.startsWith(rule) && step.outcome === outcome)
      .flatMap(({ inputs: { lesions } }) => (Array.isArray(lesions) ? lesions.map(String) : [])),
  );

/** The first day on which the targets measured so far are progression already, whatever the later exams hold. */
function targetProgression(
  dated: readonly DatedFinding[],
  classification: TimepointClassification,
  tooSmall: number,
): DateInterval | null {
  const { targetResponse, nadirSum } = classification;
  if (targetResponse !== 'PD') return null;
  const returned = namedInTrace(classification, 'RECIST-1.1/target/reappearance', 'PD');
  if (returned.size > 0)
    return earliest(dated.filter(({ finding }) => returned.has(finding.lesion)).map(({ date }) => date));
  if (nadirSum === null) return null;
  const targets = dated
    .filter(({ finding }) => finding.role === 'target')
    .sort((one, other) => compareDates(one.date, other.date));
  let sum = 0;
  return (
    targets.find(({ finding }) => {
      sum += finding.state === 'too-small-to-measure' ? tooSmall : (finding.micrometres ?? 0);
      return isProgression(nadirSum, sum);
    })?.date ?? null
  );
}

function progressionDates(
  dated: readonly DatedFinding[],
  classification: TimepointClassification,
  tooSmall: number,
): readonly DateInterval[] {
  const of = (lesions: ReadonlySet<string>): DateInterval | null =>
    earliest(dated.filter(({ finding }) => lesions.has(finding.lesion)).map(({ date }) => date));
  const fresh = of(namedInTrace(classification, 'RECIST-1.1/new-lesion/', 'yes'));
  const nonTargets = of(namedInTrace(classification, 'RECIST-1.1/non-target/', 'PD'));
  return [targetProgression(dated, classification, tooSmall), nonTargets, fresh].filter((date) => date !== null);
}

/**
 * When a timepoint was. One exam: its date as sent, which may be an interval (a partial date). Several exams: the earliest that shows
 * progression (a new lesion, non-targets in unequivocal progression, or the targets measured so far at least 20 % and 5 mm over the nadir),
 * else the latest. Null where no date was sent. `tooSmall` is the size, in micrometres, that stands for 'too small to measure'.
 */
export function timepointDate(
  timepoint: Timepoint,
  classification: TimepointClassification,
  tooSmall: number,
): DateInterval | null {
  const { date, findings } = timepoint;
  if (date === null) return null;
  const dated = findings.map((finding): DatedFinding => ({ finding, date: finding.examDate ?? date }));
  const progression =
    classification.overallResponse === 'PD' ? earliest(progressionDates(dated, classification, tooSmall)) : null;
  if (progression !== null) return progression;
  const latest = dated
    .map((one) => one.date)
    .filter(({ to }) => to === date.to)
    .sort(compareDates)
    .at(-1);
  return latest ?? date;
}
