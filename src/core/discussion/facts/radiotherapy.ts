/**
 * Courses of radiotherapy as they were stated, and in which of them a lesion lies: as stated, else by the words for the field and the place
 * of the lesion, else not known. A course is never taken because it is the newest.
 */
import type { DateInterval } from '../../response/index.js';
import { dayOf, intervalOf, newestOf, statementsOf, textIn, type StatedFact } from './case-fact.js';
import { progressingLesions, type CasePicture, type LesionView } from './case-picture.js';
import type { Truth } from './truth.js';

export interface RadiotherapyCourse {
  readonly field: string;
  readonly doseGy: number | null;
  readonly fractions: number | null;
  readonly technique: string | null;
  readonly start: DateInterval | null;
  readonly end: DateInterval | null;
  readonly plan: 'yes' | 'no' | null;
  /** Labels of lesions that were stated to lie in its field. */
  readonly lesions: readonly string[];
}

function courseOf({ value }: StatedFact): RadiotherapyCourse | null {
  if (typeof value !== 'object' || value === null) return null;
  const {
    field,
    doseGy,
    fractions,
    technique,
    start,
    end,
    planAvailable: plan,
    lesions,
  } = value as Readonly<Record<string, unknown>>;
  return {
    field: String(field),
    doseGy: typeof doseGy === 'number' ? doseGy : null,
    fractions: typeof fractions === 'number' ? fractions : null,
    technique: typeof technique === 'string' ? technique : null,
    start: typeof start === 'string' ? intervalOf(start) : null,
    end: typeof end === 'string' ? intervalOf(end) : null,
    plan: plan === 'yes' || plan === 'no' ? plan : null,
    lesions: Array.isArray(lesions) ? lesions.map(String) : [],
  };
}

/** Every course that was stated, the newest statement of a field and its end in the place of older ones; oldest first. */
export function coursesOf({ facts }: Pick<CasePicture, 'facts'>): RadiotherapyCourse[] {
  const courses = new Map<string, RadiotherapyCourse>();
  for (const fact of statementsOf(facts, 'prior-radiotherapy').filter(({ state }) => state === 'known')) {
    const course = courseOf(fact);
    if (course !== null) courses.set(JSON.stringify([course.field.toLowerCase(), course.end]), course);
  }
  return [...courses.values()].sort((one, other) => ((one.end?.to ?? '') < (other.end?.to ?? '') ? -1 : 1));
}

type Place = 'head-and-neck' | 'thorax' | 'liver' | 'brain' | 'bone' | 'abdomen';

const placeWords: readonly (readonly [Place, RegExp])[] = [
  ['brain', /\b(brain|cerebr\w*|cranial|frontal|hirn\w*|gehirn\w*|ganzhirn\w*)/iu],
  ['liver', /\b(liver|hepat\w*|leber\w*)/iu],
  [
    'head-and-neck',
    /\b(neck|cervical nod\w*|nodal levels?|levels? [iv1-7]+[ab]?|oral|tongue|floor of mouth|mandib\w*|maxill\w*|gingiv\w*|pharyn\w*|\w*pharyn\w*|laryn\w*|glott\w*|tonsil\w*|head|sinus|nasal|nasophar\w*|parotid|hals\w*|kopf\w*|zunge\w*|mund\w*|unterkiefer\w*|primary|primär\w*)/iu,
  ],
  [
    'thorax',
    /\b(lung\w*|pulmon\w*|lobe|thora\w*|chest|mediastin\w*|hil(?:ar|um|us)|bronch\w*|oberlappen|unterlappen|mittellappen)/iu,
  ],
  [
    'bone',
    /\b(bone|vertebra\w*|spine|spinal|ili(?:ac|um)|sacr\w*|femur|femor\w*|rib|knochen\w*|wirbel\w*|[tl]\d{1,2})\b/iu,
  ],
  ['abdomen', /\b(abdom\w*|adrenal|pelvi\w*|nebenniere\w*|becken\w*)/iu],
];

const placesIn = (words: string): Place[] => placeWords.filter(([, sign]) => sign.test(words)).map(([place]) => place);

const placeOfOrgan: Readonly<Partial<Record<string, Place>>> = {
  'primary-site': 'head-and-neck',
  lung: 'thorax',
  pleura: 'thorax',
  mediastinum: 'thorax',
  liver: 'liver',
  brain: 'brain',
  bone: 'bone',
  adrenal: 'abdomen',
};

/** A lesion as far as its place is known. */
export type PlacedLesion = Pick<LesionView, 'label' | 'organ' | 'site' | 'region'>;

function placesOf({ organ, site, region }: PlacedLesion): Place[] {
  if (region === 'locoregional') return ['head-and-neck'];
  const byOrgan = organ === null ? undefined : placeOfOrgan[organ];
  if (byOrgan !== undefined) return [byOrgan];
  return site === null ? [] : placesIn(site);
}

/** What is known of the courses of one lesion: one, or those it may be. */
export interface CoursesOfLesion {
  readonly standing: 'known' | 'open' | 'none-stated';
  readonly courses: readonly RadiotherapyCourse[];
}

const sameField = (course: RadiotherapyCourse, words: string): boolean =>
  course.field.trim().toLowerCase() === words.trim().toLowerCase();

type Side = 'left' | 'right';

const sideWords: readonly (readonly [Side, RegExp])[] = [
  ['left', /\b(left|link\w*)/iu],
  ['right', /\b(right|recht\w*)/iu],
];
const bothSides = /\b(bilateral\w*|both|beidseit\w*|bds|beide\w*)/iu;

/** The one side that words name; null where they name none, or both. */
function sideIn(words: string): Side | null {
  const named = sideWords.filter(([, sign]) => sign.test(words));
  return named.length === 1 && !bothSides.test(words) ? named[0]![0] : null;
}

/** A field of one side does not hold a lesion of the other. */
function ofTheOtherSide(course: RadiotherapyCourse, { site }: PlacedLesion): boolean {
  const [field, lesion] = [sideIn(course.field), site === null ? null : sideIn(site)];
  return field !== null && lesion !== null && field !== lesion;
}

/** The courses in whose field a lesion lies. One alone is taken only where nothing says that it lies elsewhere. */
export function coursesOfLesion(picture: Pick<CasePicture, 'facts'>, lesion: PlacedLesion): CoursesOfLesion {
  const courses = coursesOf(picture);
  if (courses.length === 0) return { standing: 'none-stated', courses };
  const field = newestOf(
    picture.facts.filter((fact) => fact.lesion === lesion.label),
    'prior-radiotherapy-field',
  );
  const named = textIn(field, 'course');
  const stated = courses.filter(
    (course) => course.lesions.includes(lesion.label) || (named !== null && sameField(course, named)),
  );
  if (stated.length > 0) return { standing: 'known', courses: stated };
  const places = placesOf(lesion);
  const possible = courses.filter((course) => {
    if (ofTheOtherSide(course, lesion)) return false;
    const fields = placesIn(course.field);
    return places.length === 0 || fields.length === 0 || fields.some((place) => places.includes(place));
  });
  const sure = possible.filter((course) => placesIn(course.field).some((place) => places.includes(place)));
  if (sure.length > 0) return { standing: 'known', courses: sure };
  if (possible.length === 1 && courses.length === 1) return { standing: 'known', courses: possible };
  return { standing: 'open', courses: possible };
}

/** The courses of the growing lesions that lie in a prior field, each once. */
export function coursesInQuestion(picture: CasePicture): CoursesOfLesion {
  const found = progressingLesions(picture)
    .filter(({ facts }) => facts?.priorRadiotherapyField === 'in-field')
    .map((lesion) => coursesOfLesion(picture, lesion));
  const courses = coursesOf(picture).filter((course) =>
    found.some((one) => one.courses.some((other) => JSON.stringify(other) === JSON.stringify(course))),
  );
  const standing = found.some((one) => one.standing === 'open') ? 'open' : (found[0]?.standing ?? 'none-stated');
  return { standing, courses };
}

/** Days from the end of a course to a scan, by the earliest and latest it may have been; null where one is not known. */
function daysSince(
  { end }: RadiotherapyCourse,
  scan: DateInterval | null,
): { readonly fewest: number; readonly most: number } | null {
  if (end === null || scan === null) return null;
  return { fewest: dayOf(scan.from) - dayOf(end.to), most: dayOf(scan.to) - dayOf(end.from) };
}

/** Whether one of the courses ended less than so many days before a scan. */
function endedShortlyBefore(courses: readonly RadiotherapyCourse[], scan: DateInterval | null, days: number): Truth {
  const answers = courses.map((course): Truth => {
    const since = daysSince(course, scan);
    if (since === null) return 'unknown';
    return since.most < days ? true : since.fewest >= days ? false : 'unknown';
  });
  if (answers.includes(true)) return true;
  return answers.includes('unknown') ? 'unknown' : false;
}

const scanOf = ({ latest }: Pick<CasePicture, 'latest'>): DateInterval | null => latest?.date ?? null;

/** Whether the last course in question ended less than so many days before the last scan. */
export function endedWithin(picture: CasePicture, days: number): Truth {
  const { standing, courses } = coursesInQuestion(picture);
  if (standing !== 'known' || courses.length === 0) return 'unknown';
  return endedShortlyBefore(courses, scanOf(picture), days);
}

const daysPerMonth = 30.44;

/** Whole months from the end of a course to a scan; null where one of them is not known. */
export function monthsBetween(course: RadiotherapyCourse, scan: DateInterval | null): number | null {
  const since = daysSince(course, scan);
  return since === null ? null : Math.floor((since.fewest + since.most) / 2 / daysPerMonth);
}

/** The same to the last scan of a picture. */
export const monthsSince = (course: RadiotherapyCourse, picture: CasePicture): number | null =>
  monthsBetween(course, scanOf(picture));

/** Two years, the bound between the classes of MIRI (Ward, IJROBP 2018;100:586 [K]). */
const miriDays = 730;

export type MiriClass = 'I-or-II' | 'II' | 'III' | 'II-or-III' | 'unknown';

const answered = (facts: readonly StatedFact[], name: string): Truth => {
  const newest = newestOf(facts, name);
  if (newest?.state === 'none') return false;
  return newest?.state === 'known' ? newest.value === 'yes' : 'unknown';
};

function miriAfter(early: Truth, facts: readonly StatedFact[]): MiriClass {
  if (early === 'unknown') return 'unknown';
  if (!early) return 'I-or-II';
  const organs = [answered(facts, 'feeding-tube'), answered(facts, 'tracheostomy')];
  if (organs.includes(true)) return 'III';
  return organs.includes('unknown') ? 'II-or-III' : 'II';
}

/**
 * The class of MIRI as far as facts give it: over two years I where it is resected first, else II; within two years II without a feeding
 * tube and a tracheostomy, else III. Unknown where the interval is.
 */
export const miriClass = (picture: CasePicture): MiriClass => miriAfter(endedWithin(picture, miriDays), picture.facts);

/** The same of courses by themselves, at a scan. */
export const miriClassOf = (
  courses: readonly RadiotherapyCourse[],
  facts: readonly StatedFact[],
  scan: DateInterval | null,
): MiriClass => miriAfter(endedShortlyBefore(courses, scan, miriDays), facts);
