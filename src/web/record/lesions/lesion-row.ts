import type { LesionTrajectory } from '../../../core/response/index.js';
import { inReadingOrder, type EvaluatorStanding, type LesionStanding } from '../../charts/lesion-standing.js';
import { changesOf, standingNotes, standingWords } from '../../charts/standing-words.js';
import type { ChartTexts } from '../../charts/texts/english.js';
import { showMillimetres } from '../../format/lengths.js';
import type { Words } from '../../texts/english.js';
import type { PatientTexts } from '../texts/english.js';

/** One lesion as its row says it. */
export interface LesionRowView {
  readonly lesion: string;
  readonly standing: LesionStanding;
  readonly words: string;
  readonly baseline: string;
  readonly nadir: string;
  readonly now: string;
  /** What the size now is against the one above it in per cent; null where nothing is compared, or both are the same scan. */
  readonly percentSince: Readonly<Record<'baseline' | 'nadir', string | null>>;
  /** The change that decides, with what it is measured from. */
  readonly change: string | null;
  readonly notes: readonly string[];
}

export interface RowTexts {
  readonly texts: PatientTexts;
  readonly charts: ChartTexts;
  readonly words: Words;
  /** How a scan is named, from its key. */
  readonly scanOf: (timepoint: string) => string;
}

/** A size before; of a lesion that was not there then, or was not measured, that. */
function earlier(size: number | null, role: LesionTrajectory['role'], { texts, words }: RowTexts): string {
  if (size !== null) return showMillimetres(size, words.decimalMark);
  return role === 'new' ? '–' : texts.notMeasured;
}

/** The size now, or what was said in its place; at a scan that is held, or has none after it yet, there is no now. */
function nowOf({ kind, size, reported }: LesionStanding, { texts, charts, words }: RowTexts): string {
  if (kind === 'held') return texts.held;
  if (kind === 'baseline' || kind === 'before-treatment' || kind === 'not-yet-seen') return '–';
  if (reported === 'measured' && size !== null) return showMillimetres(size, words.decimalMark);
  return reported === 'not-evaluable' || reported === 'no-row'
    ? charts.notEvaluated(reported)
    : words.findingState(reported);
}

/** What the row of one lesion says. */
function lesionRow(standing: LesionStanding, lesion: LesionTrajectory, row: RowTexts): LesionRowView {
  const { role } = lesion;
  const { charts, words, scanOf } = row;
  const changes = changesOf(standing, charts, words);
  const [first] = changes;
  const percentSince = (since: 'baseline' | 'nadir') =>
    changes.find((change) => change.since === since)?.percent ?? null;
  const atBaseline = standing.kind === 'baseline' ? standing.size : (standing.baseline?.size ?? null);
  return {
    lesion: standing.lesion,
    standing,
    words: standingWords(standing, charts, words),
    baseline: earlier(atBaseline, role, row),
    nadir: standing.kind === 'baseline' ? '–' : earlier(standing.nadir?.size ?? null, role, row),
    now: nowOf(standing, row),
    percentSince: { baseline: percentSince('baseline'), nadir: percentSince('nadir') },
    change: first === undefined ? null : `${first.words} ${charts.since[first.since]}`,
    notes: standingNotes(standing, scanOf, charts),
  };
}

/** The rows of an evaluator's lesions, by what a board looks for first; a lesion that the classification does not know yet has none. */
export function lesionRows(
  standing: EvaluatorStanding,
  lesions: readonly LesionTrajectory[],
  row: RowTexts,
): readonly (LesionRowView & { readonly trajectory: LesionTrajectory })[] {
  const byLabel = new Map(lesions.map((lesion) => [lesion.lesion, lesion]));
  return inReadingOrder(standing.lesions).flatMap((one) => {
    const trajectory = byLabel.get(one.lesion);
    return trajectory === undefined ? [] : [{ ...lesionRow(one, trajectory, row), trajectory }];
  });
}
