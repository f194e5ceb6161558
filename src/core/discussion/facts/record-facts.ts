/**
 * Facts about the record itself: whether something was reported, acknowledged or is in dispute. They ask what was stated and not what
 * is so, and are therefore rarely unknown: nothing reported does not mean that there is nothing.
 */
import type { FlagFinding, ResponsePhrase } from '../../response/index.js';
import { dayOf, intervalOf, newestOf, statementsOf, textIn, type StatedFact } from './case-fact.js';
import { lesionsAtIssue, type CasePicture, type LesionView } from './case-picture.js';
import { fromLesionStatements, fromStatements, measured, yesOrNo, type Reader } from './fact-reading.js';
import { coursesInQuestion, coursesOf, endedWithin } from './radiotherapy.js';
import { populationOf } from './population.js';
import { allOf, anyOf, type Truth } from './truth.js';

/** An acknowledgement counts for reports of the same or an earlier day; an undated one for what was recorded before it. */
function comesAfter(acknowledged: StatedFact, report: StatedFact): boolean {
  const [at, on] = [intervalOf(acknowledged.date), intervalOf(report.date)];
  return at !== null && on !== null ? dayOf(at.to) >= dayOf(on.from) : acknowledged.order > report.order;
}

/** Reports of an organ at risk that no named clinician has acknowledged, oldest first. A later 'none' does not take a report back. */
export function unacknowledgedReports({ facts }: Pick<CasePicture, 'facts'>): StatedFact[] {
  const acknowledgements = statementsOf(facts, 'organ-at-risk-acknowledged').filter(({ state }) => state === 'known');
  return statementsOf(facts, 'organ-at-risk').filter(
    (report) =>
      report.state === 'known' &&
      !acknowledgements.some((one) => textIn(one, 'what') === textIn(report, 'what') && comesAfter(one, report)),
  );
}

/** The newest ECOG that was stated as a number. */
export const newestEcog = ({ facts }: CasePicture): StatedFact | null =>
  statementsOf(facts, 'ecog')
    .filter(({ state }) => state === 'known')
    .at(-1) ?? null;

function ecogTwoOrMore(picture: CasePicture): boolean {
  const value = newestEcog(picture)?.value;
  return typeof value === 'number' && value >= 2;
}

const burdenReported: Reader = (picture) => {
  const newest = newestOf(picture.facts, 'symptom-burden');
  return fromStatements(newest?.state === 'known' && textIn(newest, 'burden') === 'yes', picture, 'symptom-burden');
};

const isDissociation = ({ definition, state }: FlagFinding): boolean =>
  state === 'open' && (definition === 'DR-A' || definition === 'DR-B');

/** Findings of dissociated response on which evaluators differ. */
export const disputed = ({ classification }: CasePicture): FlagFinding[] =>
  classification.flags.filter(
    (flag) => isDissociation(flag) && flag.evaluatorsFor.length > 0 && flag.evaluatorsAgainst.length > 0,
  );

/** Why a dissociated response is held back where scans cannot be compared, each reason once. */
const comparabilityHolds = ({ classification }: CasePicture): ResponsePhrase[] => [
  ...new Map(
    classification.flags
      .filter((flag) => isDissociation(flag) && flag.tier === 'watch')
      .flatMap(({ holds }) => holds.filter(({ code }) => code.startsWith('different-')))
      .map(({ code, words }) => [code, words]),
  ).values(),
];

/** Two modalities, or PET and sizes, say different things, or PET shows a dissociation that sizes cannot answer. */
function modalitiesDisagree({ latest }: CasePicture): boolean {
  if (latest?.modalityDisagreements !== undefined) return true;
  if (!latest?.metabolic) return false;
  return (
    latest.metabolic.disagreement !== null ||
    (latest.metabolic.dissociated.verdict === 'met' && latest.overallResponse === 'NE')
  );
}

/** 12 weeks within which a result answers for a lesion. */
const tissueDays = 84;
const tissueAnswers: ReadonlySet<string> = new Set(['this-tumour', 'second-primary', 'benign', 'inconclusive']);

/** Whether tissue of the last 12 weeks says something of a lesion: an insufficient sample and one that is awaited do not. */
function hasTissue({ latest, facts: all }: CasePicture, { label, facts }: LesionView): Truth {
  const newest = statementsOf(all, 'tissue', label).at(-1);
  if (newest?.state === 'unknown') return 'unknown';
  const tissue = facts?.tissue;
  if (tissue === undefined) return newest?.state === 'known';
  if (!tissueAnswers.has(tissue.result)) return false;
  if (tissue.result !== 'inconclusive' && tissue.result !== 'benign') return true;
  return !latest?.date || dayOf(latest.date.from) - dayOf(tissue.date.to) <= tissueDays;
}

const tissueReported: Reader = (picture) => {
  const lesions = lesionsAtIssue(picture);
  const known = lesions.map((lesion) => hasTissue(picture, lesion));
  return fromLesionStatements(lesions.length === 0 ? false : allOf(known), picture, 'tissue', lesions);
};

/** The newest statements of one kind about the lesions at issue: yes for one is yes. */
function ofLesionsAtIssue(name: string, field: string): Reader {
  return (picture) => {
    const lesions = lesionsAtIssue(picture);
    const answers = lesions.map(({ label }): Truth => {
      const newest = statementsOf(picture.facts, name, label).at(-1) ?? null;
      return yesOrNo(newest, textIn(newest, field));
    });
    return fromLesionStatements(anyOf(answers), picture, name, lesions);
  };
}

/** Stated as not resectable once, and as resectable since the baseline. */
const becameResectable: Reader = (picture) => {
  const statements = statementsOf(picture.facts, 'resectability').filter(({ state }) => state === 'known');
  const newest = statements.at(-1) ?? null;
  const start = picture.baseline?.date?.from ?? null;
  const now = yesOrNo(newest, textIn(newest, 'resectable'));
  if (now === false) return fromStatements(false, picture, 'resectability');
  const isCurrent =
    now === true && newest?.date != null && start !== null && newest.date >= start.slice(0, newest.date.length);
  const before = statements.slice(0, -1).some((one) => textIn(one, 'resectable') === 'no');
  return fromStatements(isCurrent && before ? true : 'unknown', picture, 'resectability');
};

/** Stated where the plan of every course in question is, or is not, available. */
const radiotherapyPlan: Reader = (picture) => {
  const { courses } = coursesInQuestion(picture);
  const asked = courses.length > 0 ? courses : coursesOf(picture);
  const answer = asked.length > 0 && asked.every(({ plan }) => plan !== null);
  return fromStatements(answer ? 'stated' : 'unknown', picture, 'prior-radiotherapy');
};

/** 183 days: six months, under which re-irradiation carries a caution (docs/clinical-basis.md#case-facts-p, T5). */
const shortInterval = 183;

const shortAfterRadiotherapy: Reader = (picture) =>
  fromStatements(endedWithin(picture, shortInterval), picture, 'prior-radiotherapy', 'prior-radiotherapy-field');

const drugOngoing: Reader = (picture) => {
  const { ongoing } = picture.history.treatment;
  return fromStatements(ongoing === 'unknown' ? 'unknown' : ongoing === 'yes', picture, 'treatment-ongoing');
};

/** Unknown where an acknowledgement was stated as not known: somebody asked, and the answer is open. */
const unacknowledged: Reader = (picture) => {
  const open = unacknowledgedReports(picture).length > 0;
  const asked = newestOf(picture.facts, 'organ-at-risk-acknowledged')?.state === 'unknown';
  return fromStatements(open && asked ? 'unknown' : open, picture, 'organ-at-risk', 'organ-at-risk-acknowledged');
};

/** Facts of the record, and what was stated of the lesions at issue. */
export const recordReaders = {
  'organ-at-risk-unacknowledged': unacknowledged,
  'ecog-two-or-more-reported': (picture) => fromStatements(ecogTwoOrMore(picture), picture, 'ecog'),
  'symptom-burden-reported': burdenReported,
  'readers-disagree': (picture) => measured(disputed(picture).length > 0),
  'scans-not-comparable': (picture) => measured(comparabilityHolds(picture).length > 0),
  'modalities-disagree': (picture) => measured(modalitiesDisagree(picture)),
  'assessment-held': ({ held }) => measured(held.length > 0),
  'tissue-reported': tissueReported,
  'nature-would-change-plan': ofLesionsAtIssue('nature-would-change-plan', 'wouldChange'),
  'lesion-at-issue-accessible': ofLesionsAtIssue('biopsy-access', 'accessible'),
  'became-resectable': becameResectable,
  'drug-ongoing': drugOngoing,
  'radiotherapy-plan': radiotherapyPlan,
  'short-interval-from-radiotherapy': shortAfterRadiotherapy,
  'population-known': (picture) => measured(populationOf(picture).standing === 'covered'),
} as const satisfies Readonly<Record<string, Reader>>;
