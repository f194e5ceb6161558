/**
 * The matrix lesion x option of an item: what of each lesion speaks for an option, what blocks it and what is unknown, in the order
 * of the catalogue, which carries no preference; and what stays untreated if only the option's lesions are treated.
 */
import type { Micrometres } from '../../response/index.js';
import {
  growingLesions,
  lesionsAtIssue,
  newLesions,
  petProgressors,
  progressingLesions,
  remainingLesions,
  residualLesions,
  type CasePicture,
  type LesionView,
} from '../facts/case-picture.js';
import { neuralLesions, regrownLesions } from '../facts/discordance-facts.js';
import { inAblationOrgan, inNeck, inPriorField, readLesionFact } from '../facts/lesion-facts.js';
import { treatingKinds, type LesionSelection, type LesionStatement, type RuleOption } from '../catalog/rule.js';
import { named, present } from '../phrases/lesion-phrases.js';
import type { Phrase } from '../phrases/phrase.js';

interface MatrixLesion {
  readonly lesion: string;
  readonly words: Phrase;
  /** Sizes in micrometres; null = not known. */
  readonly baseline: Micrometres | null;
  readonly now: Micrometres | null;
  readonly course: 'growing' | 'taking-up-more' | 'new' | 'not-growing' | 'not-known' | 'treated';
}

/** One lesion under one option that is about it; where an option is not about a lesion there is no cell. */
interface MatrixCell {
  readonly lesion: string;
  readonly option: string;
  readonly speaksFor: readonly Phrase[];
  readonly blocks: readonly Phrase[];
  readonly unknown: readonly Phrase[];
}

/** What is left untreated if an option is carried out on its lesions and nothing else. */
interface ResidualDisease {
  readonly option: string;
  readonly lesions: readonly string[];
  readonly words: Phrase;
}

export interface OptionMatrix {
  readonly lesions: readonly MatrixLesion[];
  readonly cells: readonly MatrixCell[];
  readonly residual: readonly ResidualDisease[];
}

const possibly = (answer: boolean | 'unknown'): boolean => answer !== false;

/** The lesions of each selection; where it is not known whether a lesion belongs, it is in, and its cell says so. */
const selections: Readonly<Record<LesionSelection, (picture: CasePicture) => readonly LesionView[]>> = {
  none: () => [],
  growing: growingLesions,
  'growing-in-neck': (picture) => growingLesions(picture).filter((lesion) => possibly(inNeck(lesion))),
  'growing-outside-neck': (picture) => growingLesions(picture).filter((lesion) => inNeck(lesion) !== true),
  'growing-in-ablation-organ': (picture) =>
    growingLesions(picture).filter((lesion) => possibly(inAblationOrgan(lesion))),
  new: newLesions,
  'new-in-ablation-organ': (picture) => newLesions(picture).filter((lesion) => possibly(inAblationOrgan(lesion))),
  residual: residualLesions,
  remaining: remainingLesions,
  'at-issue': lesionsAtIssue,
  regrown: regrownLesions,
  neural: neuralLesions,
  'progressing-in-field': (picture) => progressingLesions(picture).filter((lesion) => inPriorField(lesion) === true),
};

interface Courses {
  readonly growing: ReadonlySet<string>;
  readonly takingUpMore: ReadonlySet<string>;
}

function courseOf(lesion: LesionView, { growing, takingUpMore }: Courses): MatrixLesion['course'] {
  if (lesion.treated) return 'treated';
  if (lesion.role === 'new') return 'new';
  if (growing.has(lesion.label) || lesion.growing === true) return 'growing';
  if (takingUpMore.has(lesion.label)) return 'taking-up-more';
  if (lesion.role === 'target' && lesion.nowState === 'present') return 'not-known';
  return lesion.growing === false ? 'not-growing' : 'not-known';
}

function cellOf(
  picture: CasePicture,
  lesion: LesionView,
  option: RuleOption,
  statements: readonly LesionStatement[],
): MatrixCell {
  const cell = {
    lesion: lesion.label,
    option: option.id,
    speaksFor: [] as Phrase[],
    blocks: [] as Phrase[],
    unknown: [] as Phrase[],
  };
  for (const { id, fact, whenTrue, whenFalse, whenUnknown } of statements) {
    const { value, said } = readLesionFact(fact, picture, lesion);
    const words: Phrase = { id: 'catalogue', parameters: { text: `lesion/${id}/${String(value)}` } };
    const answer = value === 'unknown' ? undefined : value ? whenTrue : whenFalse;
    if (answer !== undefined)
      cell[answer.side].push(said === null ? words : { id: 'said-by', parameters: { said: words, ...said } });
    if (value === 'unknown' && whenUnknown !== undefined) cell.unknown.push(words);
  }
  return cell;
}

function residualOf(listed: readonly LesionView[], option: RuleOption, picture: CasePicture): ResidualDisease {
  const addressed = new Set(
    treatingKinds.has(option.kind) ? selections[option.lesions](picture).map(({ label }) => label) : [],
  );
  const left = listed.filter(({ label }) => !addressed.has(label));
  return {
    option: option.id,
    lesions: left.map(({ label }) => label),
    words: { id: 'stays-untreated', parameters: { lesions: left.map(present) } },
  };
}

/** The matrix of the options an item raises. Residual disease is told for local treatment and for 'no local therapy'. */
export function matrixOf(
  options: readonly RuleOption[],
  picture: CasePicture,
  statements: readonly LesionStatement[],
): OptionMatrix {
  const labels = (lesions: readonly LesionView[]): ReadonlySet<string> => new Set(lesions.map(({ label }) => label));
  const courses: Courses = { growing: labels(growingLesions(picture)), takingUpMore: labels(petProgressors(picture)) };
  const listed = picture.lesions.filter(({ gone }) => gone !== true);
  const untreated = listed.filter(({ treated }) => !treated);
  return {
    lesions: listed.map((lesion) => ({
      lesion: lesion.label,
      words: { id: 'lesion', parameters: named(lesion) },
      baseline: lesion.baseline,
      now: lesion.now,
      course: courseOf(lesion, courses),
    })),
    cells: options.flatMap((option) => {
      const said = statements.filter(({ kinds }) => kinds.includes(option.kind));
      return selections[option.lesions](picture).map((lesion) => cellOf(picture, lesion, option, said));
    }),
    residual: options
      .filter(({ kind }) => treatingKinds.has(kind) || kind === 'no-local-therapy')
      .map((option) => residualOf(untreated, option, picture)),
  };
}
