/**
 * The table of lesions of the first screen: baseline, previous nadir, now, change against both, as the core says each lesion stands at the
 * last scan of the evaluator that the words are taken from. A scan that is held has no 'now'.
 */
import {
  lineStandings,
  type ScanStanding,
  type LesionStanding,
  type NamedLesion,
  type StandingKind,
} from '../../response/index.js';
import type { CasePicture } from '../facts/case-picture.js';
import type { Phrase } from '../phrases/phrase.js';

export interface LesionRow {
  readonly lesion: string;
  readonly kind: StandingKind;
  readonly words: Phrase;
  readonly baseline: Phrase;
  readonly previousNadir: Phrase;
  readonly now: Phrase;
  readonly againstBaseline: Phrase;
  readonly againstNadir: Phrase;
  /** What has to be said beside its sizes; null where nothing has to. */
  readonly note: Phrase | null;
}

export interface LastScan {
  readonly held: number;
  readonly scans: number;
  readonly isHeld: boolean;
  readonly dissociation: ScanStanding['dissociation'];
  readonly lesions: readonly LesionStanding[];
}

/** How every lesion stands at the last scan, held or not; null where the evaluator has none. */
export function lastScanOf({ history, evaluator }: CasePicture): LastScan | null {
  const standing = lineStandings(history).find((one) => one.evaluator === evaluator);
  const scan = standing?.scans.find(({ timepoint }) => timepoint === standing.last);
  if (standing === undefined || scan === undefined) return null;
  return {
    held: standing.held,
    scans: standing.scans.length,
    isHeld: scan.phase === 'held',
    dissociation: scan.dissociation,
    lesions: scan.lesions,
  };
}

/** The name of each lesion by label, those that are another tumour by tissue among them. */
export function lesionNames({ classification, evaluator }: CasePicture): ReadonlyMap<string, NamedLesion> {
  const own = classification.evaluators.find((one) => one.evaluator === evaluator);
  return new Map(
    (own?.lesions ?? []).map(({ lesion, site, organ }) => [lesion, { label: lesion, site, organ }] as const),
  );
}

/** Kinds that are named beside the sizes. */
const noted: ReadonlySet<StandingKind> = new Set([
  'new',
  'new-equivocal',
  'treated',
  'merged',
  'second-primary',
  'held',
]);

const changed = ({ size, baseline, nadir }: LesionStanding): boolean =>
  size !== null && [baseline, nadir].some((before) => before !== null && before.size !== size);

function noteOf(standing: LesionStanding): Phrase | null {
  const { kind } = standing;
  return noted.has(kind) || (kind === 'within-noise' && changed(standing))
    ? { id: 'standing-note', parameters: { kind } }
    : null;
}

function rowOf(standing: LesionStanding, names: ReadonlyMap<string, NamedLesion>): LesionRow {
  const { lesion, kind, size, reported, baseline, nadir } = standing;
  const atBaseline = baseline?.size ?? (kind === 'baseline' ? size : null);
  const now = kind === 'held' || kind === 'baseline' ? null : size;
  const shown = (of: number | null, word: LesionStanding['reported'] | null = null): Phrase => ({
    id: 'size-shown',
    parameters: { size: of, reported: word },
  });
  const change = (from: number | null): Phrase => ({ id: 'change-shown', parameters: { from, to: now } });
  return {
    lesion,
    kind,
    words: { id: 'lesion', parameters: names.get(lesion) ?? { label: lesion, site: null, organ: null } },
    baseline: shown(atBaseline),
    previousNadir: shown(nadir?.size ?? null),
    now: kind === 'held' || kind === 'baseline' ? shown(null) : shown(now, reported),
    againstBaseline: change(baseline?.size ?? null),
    againstNadir: change(nadir?.size ?? null),
    note: noteOf(standing),
  };
}

/** A row for every lesion that was seen so far, in the order in which they were sent. */
export const lesionRows = (scan: LastScan | null, names: ReadonlyMap<string, NamedLesion>): LesionRow[] =>
  (scan?.lesions ?? []).filter(({ kind }) => kind !== 'not-yet-seen').map((standing) => rowOf(standing, names));
