/**
 * The closed list of placeholders that texts of the catalogue may hold in braces, each filled with a phrase from the picture of a case.
 */
import { isGoneAt, isNode, isPartialResponse, type FlagFinding } from '../../response/index.js';
import { intervalOf, newestOf, textIn } from '../facts/case-fact.js';
import {
  beginsUnconfirmedProgression,
  growingLesions,
  newLesions,
  otherLesions,
  residualLesions,
  type CasePicture,
} from '../facts/case-picture.js';
import { tissueOfLesion } from '../case/stated-lesions.js';
import { confirmationWindow } from '../draft/parking.js';
import {
  lesionsWithTissue,
  lesionsWithoutTumour,
  regrownLesions,
  scleroticLesions,
} from '../facts/discordance-facts.js';
import { ebvDnaCourse, itemPlaceholders } from './item-placeholders.js';
import {
  followed,
  growthOfLesion,
  lesionsPhrase,
  named,
  progressionCauses,
  scanOf,
  sizedSinceBaseline,
} from './lesion-phrases.js';
import { changedLast, fell, nothingElse, rose, roseAsMuch, shrankEnough } from './claims.js';
import type { DiscussionPhrases, Phrase } from './phrase.js';

type Filling = (picture: CasePicture) => Phrase;

const others: Filling = (picture) => {
  const rest = otherLesions(picture);
  const sized = sizedSinceBaseline(rest);
  return {
    id: 'others-changed',
    parameters: {
      shrank: sized.filter(shrankEnough),
      changedLess: sized.filter((lesion) => !shrankEnough(lesion) && !roseAsMuch(lesion)),
      rose: sized.filter(roseAsMuch),
      unknown: rest
        .filter(({ baseline, now, growing }) => (baseline === null || now === null) && growing !== false)
        .map(named),
      count: rest.length,
      regrown: regrownLesions(picture).map((lesion) => ({
        lesion: named(lesion),
        from: lesion.lowestSinceTreatment!.size,
        to: lesion.now!,
      })),
      nothingElse: nothingElse(picture.lesions),
      since: scanOf(picture.baseline),
      at: scanOf(picture.latest),
    },
  };
};

const newLesionsShown: Filling = (picture) => ({
  id: 'new-lesions-appeared',
  parameters: {
    lesions: newLesions(picture).map((lesion) => ({
      lesion: named(lesion),
      size: lesion.now,
      first: scanOf(lesion.firstSeen),
      notAt: scanOf(lesion.lastWithout),
    })),
    at: scanOf(picture.latest),
    notAt: scanOf(picture.baseline),
  },
});

/** The flag's shrinkers, with their sizes now; one that did not shrink in the view the words are taken from is not said to have. */
const responding: Filling = ({ lesions, flags, baseline }) => {
  const names = new Set(flags.flatMap((flag) => flag.shrinkers.map(({ lesion }) => lesion)));
  return {
    id: 'lesions-shrank',
    parameters: {
      lesions: lesions
        .filter(
          ({ label, baseline: from, now }) => names.has(label) && (from === null || now === null || fell(from, now)),
        )
        .map(followed),
      since: scanOf(baseline),
    },
  };
};

const progression: Filling = (picture) => {
  const { latest, flags } = picture;
  const at = scanOf(latest);
  const first = latest?.overallResponse === 'PD' && !latest.afterProgression;
  if (latest !== null && (first || beginsUnconfirmedProgression(latest)))
    return {
      id: 'progression-began',
      parameters: { kind: first ? 'first' : 'anew', at, causes: progressionCauses(picture) },
    };
  return flags[0] === undefined
    ? { id: 'progression-not-settled', parameters: { at } }
    : { id: 'flagged-at', parameters: { at, reason: flags[0].reason } };
};

const ecogTrend: Filling = ({ history: { reported } }) => ({
  id: 'ecog-trend',
  parameters: { values: [...reported.ecog].sort((one, other) => (one.date.to < other.date.to ? -1 : 1)) },
});

const stability: Filling = ({ history: { reported } }) => {
  const newest = [...reported.stability].sort((one, other) => (one.date.to < other.date.to ? -1 : 1)).at(-1);
  return newest === undefined
    ? { id: 'stability-not-confirmed', parameters: {} }
    : { id: 'stability', parameters: { by: newest.by, date: newest.date, stable: newest.stable } };
};

/** The window of T1 as dates. */
const window: Filling = (picture) => ({
  id: 'confirmation-window',
  parameters: { window: confirmationWindow(picture), after: scanOf(picture.latest) },
});

/** Last day (YYYY-MM-DD) of the window that a text of the catalogue names; null where it names none, or the scan has no date. */
export const windowEndsIn = (text: string, picture: CasePicture): string | null =>
  text.includes('{confirmation-window}') ? (confirmationWindow(picture)?.to ?? null) : null;

const agents = ({ history: { treatment } }: CasePicture, inhibitors: boolean): string[] =>
  (treatment.agents ?? [])
    .filter(({ drugClass }) => (drugClass === 'immune-checkpoint-inhibitor') === inhibitors)
    .map(({ name }) => name);

const whileTheDrugGoesOn: Filling = (picture) => {
  const { ongoing, lastDose } = picture.history.treatment;
  return { id: 'while-drug-continues', parameters: { drugs: agents(picture, true), ongoing, lastDose } };
};

const drugAndImaging =
  (imaging: 'next-planned' | 'early-mr'): Filling =>
  (picture) => ({
    id: 'drug-and-imaging',
    parameters: { drugs: agents(picture, true), ongoing: picture.history.treatment.ongoing, imaging },
  });

const distantResponse: Filling = (picture) => {
  const { lesions, latest } = picture;
  const distant = lesions.filter(({ region, role, treated }) => region === 'distant' && role !== 'new' && !treated);
  const response: Phrase = {
    id: 'distant-responded',
    parameters: {
      lesions: distant.map(followed),
      since: scanOf(picture.baseline),
      response: latest?.overallResponse === 'CR' ? 'CR' : 'PR',
      respondingSince: respondingSince(picture),
    },
  };
  const marker = ebvDnaCourse(picture);
  return marker === null ? response : { id: 'clauses', parameters: { parts: [response, marker] } };
};

/** Since when RECIST has read PR or CR without a break; shown, no threshold is applied. */
function respondingSince({ scans, latest }: CasePicture) {
  const until = scans.slice(0, latest === null ? 0 : scans.indexOf(latest) + 1);
  const broken = until.findLastIndex(({ overallResponse }) => overallResponse !== 'PR' && overallResponse !== 'CR');
  return scanOf(until[broken + 1] ?? null);
}

const residue: Filling = (picture) => ({
  id: 'residue',
  parameters: {
    lesions: residualLesions(picture).map((lesion) => ({
      ...followed(lesion),
      regionNamed: lesion.region !== 'unknown',
    })),
  },
});

function cliniciansWord(about: 'resectable' | 'irradiable', fact: string): Filling {
  return ({ facts }) => {
    const newest = newestOf(facts, fact);
    const answer = textIn(newest, about);
    return {
      id: 'clinicians-word',
      parameters: {
        about,
        answer: answer === null ? null : answer === 'yes' ? 'yes' : 'no',
        by: textIn(newest, 'by'),
        date: intervalOf(newest?.date ?? null),
      },
    };
  };
}

const organAtRisk: Filling = ({ facts }) => {
  const reported = facts
    .filter(({ name, state }) => name === 'organ-at-risk' && state === 'known')
    .map((fact) => textIn(fact, 'what'))
    .filter((what) => what !== null);
  return { id: 'organs-at-risk', parameters: { organs: [...new Set(reported)] } };
};

const tissue: Filling = (picture) => ({
  id: 'tissue-of-lesions',
  parameters: {
    lesions: lesionsWithTissue(picture).flatMap((lesion) =>
      tissueOfLesion(lesion, picture.facts).map((said) => ({ lesion: named(lesion), said })),
    ),
  },
});

/** Methods by which a negative result does not exclude tumour. */
const needles: ReadonlySet<string> = new Set(['fine-needle', 'core', 'endoscopic', 'effusion-cytology']);

const withoutTumour: Filling = (picture) => ({
  id: 'no-tumour-in-tissue',
  parameters: {
    lesions: lesionsWithoutTumour(picture).map((lesion) => {
      const { date, kind, method } = lesion.facts!.tissue!;
      return { lesion: named(lesion), date, kind, method, needle: method !== null && needles.has(method) };
    }),
  },
});

/** The scan from which on every lesion that responds has stayed at -30 % or normal; null where one did so only at the last. */
function heldSince({ scans, latest, classification, evaluator }: CasePicture, labels: ReadonlySet<string>) {
  const own = classification.evaluators.find((one) => one.evaluator === evaluator);
  const courses = (own?.lesions ?? []).filter(({ lesion }) => labels.has(lesion));
  const respondsAt = (key: string): boolean =>
    courses.length > 0 &&
    courses.every(({ points, organ, axis }) => {
      const change = points.find(({ timepoint }) => timepoint === key)?.change ?? null;
      if (change === null || change.baseline === null || change.now === null) return false;
      return isPartialResponse(change.baseline, change.now) || isGoneAt(isNode(organ, axis), change.now);
    });
  const followUps = scans.filter(({ phase }) => phase === 'follow-up');
  const broken = followUps.findLastIndex(({ key }) => !respondsAt(key));
  const first = followUps[broken + 1];
  return first === undefined || first === latest ? null : scanOf(first);
}

/** Concurrent is said of one interval only where the sizes of the last one bear it out. */
function courseOf(picture: CasePicture, flag: FlagFinding): DiscussionPhrases['course'] {
  const { classification, evaluator, latest } = picture;
  const own = classification.evaluators.find((one) => one.evaluator === evaluator)?.lesions ?? [];
  const shrinkers = shrinkersOf(picture);
  const growers = new Set(growingLesions(picture).map(({ label }) => label));
  const changed = (labels: ReadonlySet<string>, how: typeof rose): boolean =>
    latest !== null &&
    changedLast(
      own.filter(({ lesion }) => labels.has(lesion)),
      latest.key,
      how,
    );
  const shrinking = changed(shrinkers, fell);
  const beside = flag.newLesions.length > 0 ? 'new-lesion' : changed(growers, rose) ? 'growth' : 'growth-before';
  const course = flag.course === 'concurrent' && !shrinking ? null : flag.course;
  return { course, heldSince: heldSince(picture, shrinkers), beside };
}

/** Labels of the lesions that a flag says shrank; of an organ's sum all of its lesions. */
function shrinkersOf({ flags, lesions }: CasePicture): ReadonlySet<string> {
  const changes = flags.flatMap(({ shrinkers }) => shrinkers);
  const organs = new Set(changes.filter(({ unit }) => unit === 'organ').map(({ organ }) => organ));
  const inOrgans = lesions.filter(({ organ, role, treated }) => organs.has(organ) && role !== 'new' && !treated);
  return new Set([
    ...changes.filter(({ unit }) => unit !== 'organ').map(({ lesion }) => lesion),
    ...inOrgans.map(({ label }) => label),
  ]);
}

/** The course of the flag, and in nasopharyngeal carcinoma the course of EBV DNA beside it. */
function courseAndMarker(picture: CasePicture): Phrase {
  const flag = picture.flags.find(({ course }) => course !== null);
  const course: Phrase = {
    id: 'course',
    parameters: flag === undefined ? { course: null, heldSince: null, beside: 'growth' } : courseOf(picture, flag),
  };
  const marker = ebvDnaCourse(picture);
  const said: Phrase = picture.flags.length > 0 ? course : { id: 'course-without-flag', parameters: {} };
  return marker === null ? said : { id: 'clauses', parameters: { parts: [said, marker] } };
}

/** One filling a name; a text that asks for any other stops the start. */
export const placeholders: Readonly<Record<string, Filling>> = {
  'confirmation-window': window,
  course: courseAndMarker,
  'distant-response': distantResponse,
  drug: (picture) => ({ id: 'drug', parameters: { drugs: agents(picture, true) } }),
  'drug-and-early-mr': drugAndImaging('early-mr'),
  'drug-and-next-scan': drugAndImaging('next-planned'),
  'ecog-trend': ecogTrend,
  'growing-lesions': (picture) => ({
    id: 'the-lesions',
    parameters: { group: 'growing', lesions: growingLesions(picture).map(named) },
  }),
  growth: (picture) => ({
    id: 'list',
    parameters: { parts: growingLesions(picture).map((lesion) => growthOfLesion(lesion, picture.latest)) },
  }),
  'in-field-lesions': (picture) =>
    lesionsPhrase(growingLesions(picture).filter(({ facts }) => facts?.priorRadiotherapyField === 'in-field')),
  irradiability: cliniciansWord('irradiable', 'irradiability'),
  modality: ({ latest }) => ({ id: 'modality', parameters: { modality: latest?.modality ?? null } }),
  'new-lesions': (picture) => ({ id: 'the-new-lesions', parameters: { lesions: newLesions(picture).map(named) } }),
  'new-lesions-shown': newLesionsShown,
  'organ-at-risk': organAtRisk,
  'other-drugs': (picture) => ({ id: 'other-drugs', parameters: { drugs: agents(picture, false) } }),
  others: others,
  progression: progression,
  resectability: cliniciansWord('resectable', 'resectability'),
  residue: residue,
  'residual-lesions': (picture) => lesionsPhrase(residualLesions(picture)),
  responding: responding,
  stability: stability,
  tissue: tissue,
  'tissue-without-tumour': withoutTumour,
  'sclerotic-lesions': (picture) => lesionsPhrase(scleroticLesions(picture)),
  'untreatable-lesions': (picture) =>
    lesionsPhrase(
      [...growingLesions(picture), ...newLesions(picture)].filter(({ facts }) => facts?.treatable === 'no'),
    ),
  'while-the-drug-goes-on': whileTheDrugGoesOn,
  ...itemPlaceholders,
};

const placeholder = /\{([^{}]*)\}/g;

/** The names in braces of a text, in their order. */
export const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(placeholder)].map((found) => found[1] ?? '');

/**
 * A text of the catalogue as a phrase: its id, with every placeholder that the text holds filled from the case.
 * @param text id of the text, by which each language finds its words
 * @param words the text itself, for its placeholders
 */
export function fill(text: string, words: string, picture: CasePicture): Phrase {
  const names = placeholdersIn(words);
  return {
    id: 'catalogue',
    parameters:
      names.length === 0
        ? { text }
        : { text, with: Object.fromEntries(names.map((name) => [name, placeholders[name]!(picture)])) },
  };
}
