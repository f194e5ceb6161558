/**
 * What one timepoint offers to every pattern definition: the lesions and organs that can be compared, with the baseline and the own nadir
 * of each, what is missing or set aside, and what is new (docs/clinical-basis.md#who-can-shrink-or-grow-p).
 */
import { readersBetween, type ReaderPair } from '../confidence/noise.js';
import type { ReadingKind } from '../model/change-rules.js';
import type { LesionChange } from '../model/classification.js';
import type { Micrometres, Organ } from '../model/history.js';
import { exclusionAt, mergedMasses, type EvaluatorMatrix, type LesionSeries } from '../model/lesion-series.js';
import { isMeasurableAtBaseline } from '../model/measurability.js';
import { countsAsNew, respondsSinceFirst, type NewLesionCourse } from '../model/new-lesions.js';
import { isNormalNode } from '../model/nodes.js';
import type { MissingOrgan, SetAsideLesion } from '../model/trace.js';
import type { RecistTimepoint } from '../recist/recist.js';

const nothing: readonly never[] = [];

/** A measurable lesion, or an organ's sum, at one timepoint with what it is compared with. */
export interface Standing {
  readonly label: string;
  readonly baseline: Micrometres;
  readonly nadir: Micrometres;
  readonly previous: Micrometres;
  readonly now: Micrometres;
  readonly kind: ReadingKind;
  /** Only nodes, all of them under 10 mm now: normal, hence shrunk and no grower. */
  readonly normalNodes: boolean;
  readonly lesion: LesionSeries | null;
}

export interface ComparableLesion extends Standing {
  readonly lesion: LesionSeries;
}

/** What one timepoint offers to every definition. */
export interface PatternScene {
  readonly index: number;
  readonly comparable: readonly ComparableLesion[];
  readonly missing: readonly string[];
  readonly missingTargets: readonly string[];
  readonly excluded: readonly SetAsideLesion[];
  readonly organs: readonly Standing[];
  /** Organs that cannot be assessed, with the sum of what was measured where that alone may be progression. */
  readonly unassessableOrgans: readonly { readonly organ: MissingOrgan; readonly measured: Standing | null }[];
  readonly missingOrgans: readonly MissingOrgan[];
  readonly newLesions: readonly string[];
  readonly equivocalNewLesions: readonly string[];
  readonly firstEvaluation: boolean;
  /** Who measured here and at the scan before. */
  readonly readers: ReaderPair;
  readonly recist: RecistTimepoint;
}

/** Lowest and latest size so far of a lesion or an organ. */
interface Course {
  nadir: Micrometres;
  previous: Micrometres;
}

interface Member {
  readonly lesion: LesionSeries;
  readonly baseline: Micrometres;
  readonly course: Course;
}

interface OrganGroup {
  readonly organ: Organ;
  readonly members: readonly Member[];
  readonly baseline: Micrometres;
  readonly course: Course;
}

/** The change of a lesion or of an organ's sum as it is stored and shown. */
export const changeOf = ({ label, lesion, baseline, nadir, previous, now }: Standing): LesionChange =>
  lesion === null
    ? { lesion: label, role: 'target', organ: label as Organ, unit: 'organ', baseline, nadir, previous, now }
    : { lesion: label, role: lesion.role, organ: lesion.organ, baseline, nadir, previous, now };

function groupByOrgan(members: readonly Member[]): readonly OrganGroup[] {
  const groups = new Map<Organ, Member[]>();
  for (const member of members) {
    if (member.lesion.organ === null) continue;
    const group = groups.get(member.lesion.organ);
    if (group === undefined) groups.set(member.lesion.organ, [member]);
    else group.push(member);
  }
  return [...groups].map(([organ, own]) => {
    const baseline = own.reduce((sum, member) => sum + member.baseline, 0);
    return { organ, members: own, baseline, course: { nadir: baseline, previous: baseline } };
  });
}

interface OrganSums {
  readonly now: Micrometres;
  readonly measured: number;
  readonly allNormalNodes: boolean;
  readonly complete: boolean;
}

function sumOrgan(group: OrganGroup, index: number, out: ReadonlySet<string>): OrganSums {
  let now = 0;
  let measured = 0;
  let allNormalNodes = true;
  let complete = true;
  for (const { lesion } of group.members) {
    const reading = lesion.readings[index]!;
    if (out.has(lesion.label) || reading.size === null) {
      complete = false;
      continue;
    }
    now += reading.size;
    if (reading.kind === 'measured') measured += 1;
    if (!isNormalNode(lesion.node, reading.size)) allNormalNodes = false;
  }
  return { now, measured, allNormalNodes, complete };
}

const organStanding = (group: OrganGroup, sums: OrganSums): Standing => ({
  label: group.organ,
  baseline: group.baseline,
  nadir: group.course.nadir,
  previous: group.course.previous,
  now: sums.now,
  kind: sums.measured > 0 ? 'measured' : 'default',
  normalNodes: sums.allNormalNodes,
  lesion: null,
});

function follow(course: Course, now: Micrometres): void {
  course.previous = now;
  if (now < course.nadir) course.nadir = now;
}

const noLabels: Set<string> = new Set();

/** Walks through the timepoints with the lowest and latest sizes carried along. */
export class SceneWalk {
  readonly #members: readonly Member[];
  readonly #groups: readonly OrganGroup[];
  readonly #withoutOrgan: readonly string[];
  #evaluated = 0;
  #previous: number;

  constructor(
    private readonly matrix: EvaluatorMatrix,
    private readonly newLesions: readonly NewLesionCourse[],
  ) {
    const { timepoints, baseline } = matrix.timeline;
    this.#previous = baseline;
    this.#members = matrix.lesions
      .filter((lesion) => isMeasurableAtBaseline(lesion, baseline, timepoints[baseline]!.timepoint))
      .map((lesion) => {
        const size = lesion.readings[baseline]!.size!;
        return { lesion, baseline: size, course: { nadir: size, previous: size } };
      });
    this.#groups = groupByOrgan(this.#members);
    this.#withoutOrgan = this.#members.filter(({ lesion }) => lesion.organ === null).map(({ lesion }) => lesion.label);
  }

  sceneAt(index: number, recist: RecistTimepoint): PatternScene {
    const masses = mergedMasses(this.matrix.lesions, index);
    const comparable: ComparableLesion[] = [];
    const missing: string[] = [];
    const missingTargets: string[] = [];
    const excluded: SetAsideLesion[] = [];
    let out: Set<string> = noLabels;
    for (const { lesion, baseline, course } of this.#members) {
      const reading = lesion.readings[index]!;
      const exclusion = exclusionAt(lesion, index, this.matrix.timeline, masses);
      if (exclusion !== null) {
        excluded.push({ lesion: lesion.label, because: exclusion });
        if (out === noLabels) out = new Set();
        out.add(lesion.label);
      } else if (reading.size === null) {
        missing.push(lesion.label);
        if (lesion.role === 'target') missingTargets.push(lesion.label);
      } else {
        comparable.push({
          label: lesion.label,
          baseline,
          nadir: course.nadir,
          previous: course.previous,
          now: reading.size,
          kind: reading.kind,
          normalNodes: isNormalNode(lesion.node, reading.size),
          lesion,
        });
        follow(course, reading.size);
      }
    }
    const { organs, unassessableOrgans } = this.#organsAt(index, out);
    const { newLesions, equivocalNewLesions } = this.#newAt(index, excluded);
    this.#evaluated += 1;
    const readers = readersBetween(this.matrix.timeline, this.#previous, index);
    this.#previous = index;
    return {
      index,
      comparable,
      missing,
      missingTargets,
      excluded,
      organs,
      unassessableOrgans,
      missingOrgans: unassessableOrgans.length === 0 ? nothing : unassessableOrgans.map(({ organ }) => organ),
      newLesions,
      equivocalNewLesions,
      firstEvaluation: this.#evaluated === 1,
      readers,
      recist,
    };
  }

  #organsAt(index: number, out: ReadonlySet<string>): Pick<PatternScene, 'organs' | 'unassessableOrgans'> {
    const organs: Standing[] = [];
    const unassessableOrgans: { organ: MissingOrgan; measured: Standing | null }[] = this.#withoutOrgan.map(
      (label) => ({ organ: { organOf: label }, measured: null }),
    );
    for (const group of this.#groups) {
      const sums = sumOrgan(group, index, out);
      const standing = organStanding(group, sums);
      if (!sums.complete) {
        unassessableOrgans.push({ organ: group.organ, measured: standing });
        continue;
      }
      organs.push(standing);
      follow(group.course, sums.now);
    }
    return { organs, unassessableOrgans };
  }

  #newAt(index: number, excluded: SetAsideLesion[]): Pick<PatternScene, 'newLesions' | 'equivocalNewLesions'> {
    const newLesions: string[] = [];
    const equivocalNewLesions: string[] = [];
    for (const course of this.newLesions) {
      const { lesion, status } = course;
      if (lesion.readings[index]!.treated || status[index] === 'not-there') continue;
      if (countsAsNew(status[index]) && respondsSinceFirst(course, index))
        excluded.push({ lesion: lesion.label, because: 'new-and-responding' });
      else if (countsAsNew(status[index])) newLesions.push(lesion.label);
      else equivocalNewLesions.push(lesion.label);
    }
    return { newLesions, equivocalNewLesions };
  }
}

/** The scene where nothing can be compared: no baseline, or none from before treatment. */
export const emptyScene = (index: number, recist: RecistTimepoint): PatternScene => ({
  index,
  comparable: [],
  missing: [],
  missingTargets: [],
  excluded: [],
  organs: [],
  unassessableOrgans: [],
  missingOrgans: [],
  newLesions: [],
  equivocalNewLesions: [],
  firstEvaluation: false,
  readers: 'different-readers',
  recist,
});
