/**
 * The closed list of phrases that texts of the catalogue may hold in braces, each written from the picture of a case.
 */
import { type FlagFinding, isPartialResponse } from '../../response/index.js';
import { intervalOf, newestOf, statementsOf, textIn } from '../facts/case-fact.js';
import {
  beginsUnconfirmedProgression,
  growingLesions,
  newLesions,
  otherLesions,
  residualLesions,
  type CasePicture,
  type LesionView,
} from '../facts/case-picture.js';
import { itemPhrases } from './item-phrases.js';
import { render } from './render.js';
import { confirmationWindow } from '../draft/parking.js';
import {
  growthOfLesion,
  lesionNames,
  newLesionsInWords,
  progressionCauses,
  scanInWords,
  sizeChange,
} from './scan-words.js';
import { capitalised, dateInWords, listInWords, millimetresInWords } from './words.js';

type Phrase = (picture: CasePicture) => string;

const growingInWords = (lesions: readonly LesionView[]): string =>
  lesions.length === 1
    ? `the ${lesions[0]!.words}`
    : `the ${lesions.length} growing lesions (${lesions.map(({ words }) => words).join('; ')})`;

const growth: Phrase = (picture) =>
  capitalised(listInWords(growingLesions(picture).map((lesion) => growthOfLesion(lesion, picture.latest))));

function others(picture: CasePicture, rest: readonly LesionView[]): string {
  const sized = rest.filter(({ baseline, now }) => baseline !== null && now !== null);
  const describe = (lesions: readonly LesionView[]): string =>
    lesions.map(({ words, baseline, now }) => `${words} ${sizeChange(baseline, now)}`).join('; ');
  const shrank = sized.filter(({ baseline, now }) => isPartialResponse(baseline!, now!));
  const between = sized.filter((lesion) => !shrank.includes(lesion));
  const unseen = rest.filter((lesion) => !sized.includes(lesion) && lesion.growing !== false);
  const parts = [
    ...(shrank.length > 0
      ? [
          `${shrank.length === rest.length ? 'all other lesions' : `${shrank.length} of ${rest.length} other lesions`} shrank by 30 % or more since ${scanInWords(picture.baseline)} (${describe(shrank)})`,
        ]
      : []),
    ...(between.length > 0 ? [`${between.length} changed less than that (${describe(between)})`] : []),
    ...(unseen.length > 0 ? [`not known at ${scanInWords(picture.latest)}: ${lesionNames(unseen)}`] : []),
  ];
  return capitalised(parts.length > 0 ? parts.join('; ') : 'no other lesion was measured');
}

function newInWords(picture: CasePicture): string {
  const described = newLesions(picture).map(
    ({ words, now }) => `${words}${now === null ? ', not measured' : `, ${millimetresInWords(now)} mm`}`,
  );
  return capitalised(
    `new at ${scanInWords(picture.latest)}, not reported at ${scanInWords(picture.baseline)}: ${listInWords(described)}`,
  );
}

/** The flag's shrinkers, with their sizes now. */
function responding({ lesions, flags, baseline }: CasePicture): string {
  const names = new Set(flags.flatMap((flag) => flag.shrinkers.map(({ lesion }) => lesion)));
  const shrank = lesions.filter(({ label }) => names.has(label));
  if (shrank.length === 0) return 'Which lesions shrank is not known';
  return capitalised(
    `${listInWords(shrank.map((lesion) => `${lesion.words} shrank ${sizeChange(lesion.baseline, lesion.now)}`))} since ${scanInWords(baseline)}`,
  );
}

const withoutPoint = (text: string): string => text.replace(/\.\s*$/, '');

function progression(picture: CasePicture): string {
  const { latest, flags } = picture;
  const first = latest?.overallResponse === 'PD' && !latest.afterProgression;
  if (latest !== null && (first || beginsUnconfirmedProgression(latest))) {
    const causes = progressionCauses(picture);
    const kind = first ? 'First progression by RECIST 1.1' : 'Progression anew, unconfirmed (iUPD of iRECIST),';
    return `${kind} at ${scanInWords(latest)}${causes.length > 0 ? `: ${causes.join('; ')}` : ''}`;
  }
  return flags[0] === undefined
    ? `Progression at ${scanInWords(latest)} is not settled`
    : `Flagged at ${scanInWords(latest)}: ${withoutPoint(render(flags[0].reason, 'en'))}`;
}

function ecogTrend({ history: { reported } }: CasePicture): string {
  const known = [...reported.ecog].sort((one, other) => (one.date.to < other.date.to ? -1 : 1));
  if (known.length === 0) return 'ECOG not known';
  return `ECOG ${known.map(({ value, date }) => `${value} (${dateInWords(date)})`).join(', ')}`;
}

function stability({ history: { reported } }: CasePicture): string {
  const newest = [...reported.stability].sort((one, other) => (one.date.to < other.date.to ? -1 : 1)).at(-1);
  return newest
    ? `${newest.by} stated on ${dateInWords(newest.date)} that the patient is clinically ${newest.stable ? 'stable' : 'not stable'}`
    : 'Clinical stability was not confirmed';
}

/** 4 to 8 weeks after the scan (iRECIST), as dates. */
function windowInWords(picture: CasePicture): string {
  const window = confirmationWindow(picture);
  if (window === null) return '4 to 8 weeks after the scan, whose date is not known';
  const day = (iso: string): string => dateInWords({ from: iso, to: iso });
  return `between ${day(window.from)} and ${day(window.to)}, 4 to 8 weeks after ${scanInWords(picture.latest)}`;
}

/** Last day (YYYY-MM-DD) of the window that a text of the catalogue names; null where it names none, or the scan has no date. */
export const windowEndsIn = (text: string, picture: CasePicture): string | null =>
  text.includes('{confirmation-window}') ? (confirmationWindow(picture)?.to ?? null) : null;

const inhibitors = ({ history: { treatment } }: CasePicture): string[] =>
  (treatment.agents ?? [])
    .filter(({ drugClass }) => drugClass === 'immune-checkpoint-inhibitor')
    .map(({ name }) => name);

const drug: Phrase = (picture) => (inhibitors(picture).length > 0 ? listInWords(inhibitors(picture)) : 'the drug');

function whileTheDrugGoesOn(picture: CasePicture): string {
  const { ongoing, lastDose } = picture.history.treatment;
  if (ongoing === 'no')
    return lastDose
      ? `after the last dose of ${drug(picture)} (${dateInWords(lastDose)})`
      : `now that ${drug(picture)} has ended`;
  return `while ${drug(picture)} continues${ongoing === 'unknown' ? ' (whether it is still given is not known)' : ''}`;
}

const otherDrugs: Phrase = ({ history: { treatment } }) =>
  listInWords(
    (treatment.agents ?? [])
      .filter(({ drugClass }) => drugClass !== 'immune-checkpoint-inhibitor')
      .map(({ name }) => name),
  ) || 'other drugs';

function distantInWords(picture: CasePicture): string {
  const distant = picture.lesions.filter(
    ({ region, role, treated }) => region === 'distant' && role !== 'new' && !treated,
  );
  const parts = distant.map(({ words, baseline, now, nowState }) =>
    baseline === null || now === null ? `${words} ${nowState ?? 'not known'}` : `${words} ${sizeChange(baseline, now)}`,
  );
  return capitalised(
    `distant disease responded since ${scanInWords(picture.baseline)} (${parts.join('; ')}), ${timeInResponse(picture)}`,
  );
}

/** Since when RECIST has read PR or CR without a break; shown, no threshold is applied. */
function timeInResponse({ scans, latest }: CasePicture): string {
  const until = scans.slice(0, latest === null ? 0 : scans.indexOf(latest) + 1);
  const broken = until.findLastIndex(({ overallResponse }) => overallResponse !== 'PR' && overallResponse !== 'CR');
  const first = until[broken + 1];
  return first
    ? `overall ${latest?.overallResponse === 'CR' ? 'CR' : 'PR'} since ${scanInWords(first)}`
    : 'no overall response by RECIST 1.1 at this scan';
}

function residueInWords(picture: CasePicture): string {
  const parts = residualLesions(picture).map(
    ({ words, baseline, now, nowState, region }) =>
      `${words} ${now === null ? (nowState ?? 'not seen at this scan') : sizeChange(baseline, now)}${region === 'unknown' ? ', region not named' : ''}`,
  );
  return parts.length > 0 ? parts.join('; ') : 'which lesions are left is not known';
}

function word(picture: CasePicture, name: string, field: string, yes: string, no: string): string {
  const newest = newestOf(picture.facts, name);
  const answer = textIn(newest, field);
  if (newest === null || answer === null) return `whether it is ${yes} was not stated`;
  return `${answer === 'yes' ? yes : no} by the word of ${textIn(newest, 'by') ?? 'an unnamed clinician'}${newest.date === null ? ', undated' : `, ${dateInWords(intervalOf(newest.date)!)}`}`;
}

const resectability: Phrase = (picture) => word(picture, 'resectability', 'resectable', 'resectable', 'not resectable');
const irradiability: Phrase = (picture) => word(picture, 'irradiability', 'irradiable', 'irradiable', 'not irradiable');

const inFieldLesions: Phrase = (picture) =>
  lesionNames(growingLesions(picture).filter(({ facts }) => facts?.priorRadiotherapyField === 'in-field'));

const untreatable: Phrase = (picture) =>
  lesionNames([...growingLesions(picture), ...newLesions(picture)].filter(({ facts }) => facts?.treatable === 'no'));

function organAtRisk({ facts }: CasePicture): string {
  const reported = facts
    .filter(({ name, state }) => name === 'organ-at-risk' && state === 'known')
    .map((fact) => textIn(fact, 'what'))
    .filter((what) => what !== null);
  return reported.length > 0
    ? listInWords([...new Set(reported)].map((what) => what.replaceAll('-', ' ')))
    : 'an organ';
}

const tissue: Phrase = (picture) =>
  newLesions(picture)
    .flatMap(({ words, label }) => {
      const shows = textIn(statementsOf(picture.facts, 'tissue', label).at(-1) ?? null, 'shows');
      return shows === null ? [] : [`${words}: ${shows}`];
    })
    .join('; ');

const modality: Phrase = ({ latest }) => latest?.modality ?? 'modality not stated';

const heldScans: Phrase = ({ held }) => listInWords(held);

const scanDate: Phrase = ({ latest }) => scanInWords(latest);

const courseWords: Readonly<Record<NonNullable<FlagFinding['course']>, string>> = {
  concurrent: 'shrinkage and growth fall into the same interval',
  sequential: 'the response was held since an earlier scan, and other disease now grows',
};

const course: Phrase = ({ flags }) => {
  const found = flags.find((flag) => flag.course !== null)?.course;
  return found ? courseWords[found] : 'whether shrinkage and growth fall into the same interval is not known';
};

/** One phrase a name; a text that asks for any other stops the start. */
export const phrases: Readonly<Record<string, Phrase>> = {
  'confirmation-window': windowInWords,
  course: course,
  'distant-response': distantInWords,
  drug: drug,
  'ecog-trend': ecogTrend,
  'growing-lesions': (picture) => growingInWords(growingLesions(picture)),
  growth: growth,
  'held-scans': heldScans,
  'in-field-lesions': inFieldLesions,
  irradiability: irradiability,
  modality: modality,
  'new-lesions': (picture) => newLesionsInWords(newLesions(picture)),
  'new-lesions-shown': newInWords,
  'organ-at-risk': organAtRisk,
  'other-drugs': otherDrugs,
  others: (picture) => others(picture, otherLesions(picture)),
  progression: progression,
  resectability: resectability,
  residue: residueInWords,
  'residual-lesions': (picture) => lesionNames(residualLesions(picture)) || 'lesions not known',
  responding: responding,
  'scan-date': scanDate,
  stability: stability,
  tissue: tissue,
  'untreatable-lesions': untreatable,
  'while-the-drug-goes-on': whileTheDrugGoesOn,
  ...itemPhrases,
};

const placeholder = /\{([^{}]*)\}/g;

/** The names in braces of a text. */
export const phrasesAsked = (text: string): string[] => [...text.matchAll(placeholder)].map((found) => found[1] ?? '');

/** The text with each name in braces replaced by its phrase. */
export const write = (text: string, picture: CasePicture): string =>
  text.replace(placeholder, (_, name: string) => phrases[name]!(picture));
