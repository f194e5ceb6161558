/**
 * What an item rests on, in a form that can be compared: the identity of an item, and what breaks the silence after a dismissal.
 */
import { type FlagFinding, flagLimits, type Micrometres, type Organ } from '../../response/index.js';
import { growingLesions, newLesions, type CasePicture, type LesionView } from '../facts/case-picture.js';
import { canonicalText } from '../facts/canonical-text.js';
import type { FactReadings } from '../facts/facts.js';

export interface FlagKey {
  readonly definition: string;
  /** Key of the timepoint at which the episode began. */
  readonly episode: string;
}

interface LesionUsed {
  readonly lesion: string;
  /** Where it lies, as it was sent; left out by release 0.1.0. */
  readonly site?: string | null;
  readonly organ?: Organ | null;
  readonly side: 'growing' | 'new' | 'other';
  readonly baseline: Micrometres | null;
  readonly nadir: Micrometres | null;
  readonly now: Micrometres | null;
  readonly state: string | null;
}

interface StatementUsed {
  readonly name: string;
  readonly lesion: string | null;
  readonly state: string;
  readonly value: unknown;
  readonly date: string | null;
}

interface FactUsed {
  readonly fact: string;
  readonly value: string | number | boolean;
  readonly stated: readonly StatementUsed[];
}

export interface EvidenceUsed {
  readonly evaluator: string;
  readonly timepoint: {
    readonly key: string;
    readonly label: string;
    readonly date: { readonly from: string; readonly to: string } | null;
  } | null;
  readonly flag: (FlagKey & { readonly course: string | null }) | null;
  readonly lesions: readonly LesionUsed[];
  readonly facts: readonly FactUsed[];
  /** Last day of a window for which the case was parked, and which ended without a new scan; left out where none did. */
  readonly windowEnded?: string;
}

const byText =
  <Value>(key: (value: Value) => string) =>
  (one: Value, other: Value): number =>
    key(one) < key(other) ? -1 : 1;

function lesionsUsed(picture: CasePicture): LesionUsed[] {
  const growing = new Set(growingLesions(picture).map(({ label }) => label));
  const appeared = new Set(newLesions(picture).map(({ label }) => label));
  const side = ({ label, role }: LesionView): LesionUsed['side'] => {
    if (growing.has(label)) return 'growing';
    return appeared.has(label) || role === 'new' ? 'new' : 'other';
  };
  return picture.lesions
    .map((lesion) => ({
      lesion: lesion.label,
      site: lesion.site,
      organ: lesion.organ,
      side: side(lesion),
      baseline: lesion.baseline,
      nadir: lesion.nadir,
      now: lesion.now,
      state: lesion.nowState,
    }))
    .sort(byText(({ lesion }) => lesion));
}

const factUsed = (fact: string, facts: FactReadings): FactUsed => {
  const { value, stated } = facts(fact);
  return {
    fact,
    value,
    stated: stated.map(({ name, lesion, state, value: said, date }) => ({
      name,
      lesion,
      state,
      value: said ?? null,
      date,
    })),
  };
};

/** The evidence of one item: its flag, every lesion at the last scan, and the facts its rule asks for. */
export function evidenceUsedBy(
  picture: CasePicture,
  facts: FactReadings,
  used: readonly string[],
  flag: FlagFinding | null,
): EvidenceUsed {
  const { latest } = picture;
  return {
    evaluator: picture.evaluator,
    timepoint: latest === null ? null : { key: latest.key, label: latest.label, date: latest.date },
    flag: flag === null ? null : { definition: flag.definition, episode: flag.episode, course: flag.course },
    lesions: lesionsUsed(picture),
    facts: [...used].sort().map((fact) => factUsed(fact, facts)),
  };
}

const { furtherGrowth } = flagLimits;

const statementKeys = ({ facts }: EvidenceUsed): Set<string> =>
  new Set(
    facts.flatMap(({ stated }) =>
      stated.map(({ name, lesion, state, value }) => canonicalText([name, lesion, state, value])),
    ),
  );

/**
 * Whether a dismissed question may come back: one lesion grew a further 5 mm or more, a lesion is new or newly growing, or a fact
 * was stated that was not known at the dismissal. A repeated statement with another date is not a new fact.
 */
export function breaksSilence(dismissed: EvidenceUsed, now: EvidenceUsed): boolean {
  const before = new Map(dismissed.lesions.map((lesion) => [lesion.lesion, lesion]));
  const worse = now.lesions.some((lesion) => {
    const then = before.get(lesion.lesion);
    if (then === undefined) return lesion.side !== 'other';
    if (lesion.side !== 'other' && then.side !== lesion.side) return true;
    return lesion.now !== null && then.now !== null && lesion.now - then.now >= furtherGrowth;
  });
  const known = statementKeys(dismissed);
  return worse || [...statementKeys(now)].some((statement) => !known.has(statement));
}
