/**
 * Placeholders of the rules about biopsy, neck, re-irradiation, systemic treatment, reports and open verdicts.
 */
import { hyperprogressionDefinitions, recistLimits } from '../../response/index.js';
import { intervalOf, newestOf, statementsOf, textIn, type StatedFact } from '../facts/case-fact.js';
import {
  growingLesions,
  lesionsAtIssue,
  newLesionsAtIssue,
  petProgressors,
  presentNewLesions,
  progressesNow,
  progressingLesions,
  remainingLesions,
  type CasePicture,
  type LesionView,
} from '../facts/case-picture.js';
import {
  conditionsOfPatient,
  heldFindings,
  mergedMassesGrown,
  misleadingLesions,
  neuralLesions,
  regrownLesions,
  smallerLesions,
} from '../facts/discordance-facts.js';
import { populationOf } from '../facts/population.js';
import {
  coursesInQuestion,
  coursesOf,
  miriClass,
  monthsSince,
  type RadiotherapyCourse,
} from '../facts/radiotherapy.js';
import { fasterGrowthMet, unevaluatedLesions } from '../facts/progression-facts.js';
import { disputed, newestEcog, unacknowledgedReports } from '../facts/record-facts.js';
import {
  followed,
  growthOfLesion,
  lesionsPhrase,
  named,
  present,
  progressionCauses,
  scanOf,
  sizedSinceBaseline,
} from './lesion-phrases.js';
import type { GrowthRates, LesionGroup, Phrase } from './phrase.js';

type Filling = (picture: CasePicture) => Phrase;

const theLesions = (group: LesionGroup, lesions: readonly LesionView[]): Phrase => ({
  id: 'the-lesions',
  parameters: { group, lesions: lesions.map(named) },
});

const listOf = (parts: readonly Phrase[]): Phrase => ({ id: 'list', parameters: { parts } });
const clausesOf = (parts: readonly Phrase[]): Phrase => ({ id: 'clauses', parameters: { parts } });

const dateOf = (fact: StatedFact | null) => intervalOf(fact?.date ?? null);

const atIssueShown: Filling = (picture) => {
  const at = scanOf(picture.latest);
  const appeared = new Set(presentNewLesions(picture).map(({ label }) => label));
  const byUptake = new Set(petProgressors(picture).map(({ label }) => label));
  return listOf(
    lesionsAtIssue(picture).map((lesion): Phrase => {
      if (appeared.has(lesion.label))
        return {
          id: 'lesion-is-new',
          parameters: {
            lesion: named(lesion),
            size: lesion.now,
            at,
            first: scanOf(lesion.firstSeen),
            notAt: scanOf(lesion.lastWithout),
          },
        };
      if (byUptake.has(lesion.label)) return { id: 'lesion-took-up-more', parameters: { lesion: named(lesion), at } };
      return growthOfLesion(lesion, picture.latest);
    }),
  );
};

const atIssueBeside: Filling = (picture) => {
  const issue = new Set(lesionsAtIssue(picture).map(({ label }) => label));
  const rest = picture.lesions.filter(({ label, role, treated }) => role !== 'new' && !treated && !issue.has(label));
  return withMarker(othersSince(rest, picture), picture);
};

const othersSince = (rest: readonly LesionView[], picture: CasePicture): Phrase => ({
  id: 'others-since',
  parameters: {
    sized: sizedSinceBaseline(rest),
    unsized: rest.filter(({ baseline, now }) => baseline === null || now === null).map(named),
    since: scanOf(picture.baseline),
  },
});

const withMarker = (phrase: Phrase, picture: CasePicture): Phrase => {
  const marker = ebvDnaCourse(picture);
  return marker === null ? phrase : clausesOf([phrase, marker]);
};

/** The values of EBV DNA as they were stated; null where there are none, or the patient has no nasopharyngeal carcinoma. */
export function ebvDnaCourse(picture: CasePicture): Phrase | null {
  if (populationOf(picture).group !== 'nasopharynx') return null;
  const values = statementsOf(picture.facts, 'ebv-dna').flatMap((fact) => {
    const value = fact.state === 'known' ? (fact.value as Readonly<Record<string, unknown>>) : null;
    const copies = value?.['copiesPerMl'];
    return typeof copies === 'number'
      ? [{ copies, belowDetection: value?.['belowDetection'] === 'yes', date: dateOf(fact) }]
      : [];
  });
  return values.length === 0 ? null : { id: 'ebv-dna-course', parameters: { values } };
}

const regrowth: Filling = (picture) =>
  listOf(
    regrownLesions(picture).map((lesion): Phrase => ({
      id: 'lesion-grew',
      parameters: {
        lesion: named(lesion),
        from: lesion.lowestSinceTreatment!.size,
        to: lesion.now!,
        since: scanOf(lesion.lowestSinceTreatment!.at),
        at: scanOf(picture.latest),
      },
    })),
  );

const besideRegrowth: Filling = (picture) => {
  const regrown = new Set(regrownLesions(picture).map(({ label }) => label));
  const rest = picture.lesions.filter(({ label, role, treated }) => role !== 'new' && !treated && !regrown.has(label));
  return withMarker(othersSince(rest, picture), picture);
};

const neuralShown: Filling = (picture) =>
  listOf(
    neuralLesions(picture).map((lesion): Phrase =>
      lesion.role === 'new'
        ? {
            id: 'lesion-is-new',
            parameters: {
              lesion: named(lesion),
              size: lesion.now,
              at: scanOf(picture.latest),
              first: scanOf(lesion.firstSeen),
              notAt: scanOf(lesion.lastWithout),
            },
          }
        : growthOfLesion(lesion, picture.latest),
    ),
  );

const fasterGrowth: Filling = ({ growth }) => {
  const met = fasterGrowthMet(growth);
  const shown = new Set(hyperprogressionDefinitions.filter(({ tier }) => tier === 'shown').map(({ id }) => id));
  const others = (growth?.definitions ?? []).filter(
    ({ definition }) => shown.has(definition) && !met.includes(definition),
  );
  const withVerdict = (verdict: string): string[] =>
    others.filter((one) => one.verdict === verdict).map(({ definition }) => definition);
  return {
    id: 'faster-growth',
    parameters: { met, notMet: withVerdict('not-met'), notAssessable: withVerdict('not-assessable') },
  };
};

type Rates = { readonly tgr: number | null; readonly tgk: number } | null | undefined;

const ratesOf = (rates: Rates): GrowthRates => ({ volume: rates?.tgr ?? null, diameters: rates?.tgk ?? null });

const growthRates: Filling = ({ growth }) => ({
  id: 'growth-rates',
  parameters: { before: ratesOf(growth?.before), on: ratesOf(growth?.on) },
});

const reports: Filling = (picture) => ({
  id: 'reports',
  parameters: {
    reports: unacknowledgedReports(picture).map((fact) => ({
      what: textIn(fact, 'what'),
      report: textIn(fact, 'report') ?? '',
      date: dateOf(fact),
    })),
  },
});

const progressionShown: Filling = (picture) => {
  const { latest } = picture;
  return {
    id: 'progression-shown',
    parameters: {
      progresses: progressesNow(latest) === true,
      at: scanOf(latest),
      response: latest?.overallResponse ?? null,
      immune: latest?.immune?.response ?? null,
      afterProgression: latest?.afterProgression ?? false,
      causes: progressionCauses(picture),
    },
  };
};

/** Modalities, sizes and uptake that say different things. */
function disagreements({ latest, ...picture }: CasePicture): Phrase[] {
  if (latest === null) return [];
  const { modality, overallResponse: response, metabolic } = latest;
  const says = metabolic?.disagreement ?? null;
  return [
    ...(latest.modalityDisagreements ?? []).map((other): Phrase => ({
      id: 'modalities-differ',
      parameters: { modality, response, otherModality: other.modality, otherResponse: other.overallResponse },
    })),
    ...(says === null ? [] : [{ id: 'sizes-and-uptake-differ', parameters: { says } } as const]),
    ...(metabolic?.dissociated.verdict === 'met' && response === 'NE'
      ? [
          {
            id: 'uptake-dissociates',
            parameters: { rising: petProgressors({ latest, ...picture }).map(named) },
          } as const,
        ]
      : []),
  ];
}

/** Growth that was measured, whatever the verdict, at the last scan or at the last one that measured the lesion; of established ones alone. */
const growthMeasured = (picture: CasePicture): Phrase[] =>
  picture.lesions
    .filter(({ role, treated }) => role !== 'new' && !treated)
    .flatMap((lesion): Phrase[] => {
      if (lesion.grew) return [growthOfLesion(lesion, picture.latest)];
      const earlier = lesion.grewWhenLastMeasured;
      return earlier === null
        ? []
        : [
            {
              id: 'lesion-grew',
              parameters: {
                lesion: named(lesion),
                from: earlier.from,
                to: earlier.to,
                since: scanOf(lesion.nadirAt),
                at: scanOf(earlier.at),
              },
            },
          ];
    });

/** What the lesions without a size may be together for the scan to be PR or PD against the sums that are known. */
function verdictBounds(picture: CasePicture): Phrase[] {
  const { latest } = picture;
  const missing = unevaluatedLesions(picture).filter(({ role }) => role === 'target');
  if (missing.length === 0 || !latest || latest.targetResponse !== 'NE' || latest.measuredPart === null) return [];
  const { baselineSum, nadirSum, measuredPart } = latest;
  const { responsePercent, progressionPercent, progressionLength } = recistLimits;
  const upTo = baselineSum === null ? null : (baselineSum * (100 - responsePercent)) / 100 - measuredPart;
  const from =
    nadirSum === null
      ? null
      : Math.max((nadirSum * (100 + progressionPercent)) / 100, nadirSum + progressionLength) - measuredPart;
  const responseUpTo = upTo === null || upTo < 0 ? null : upTo;
  if (responseUpTo === null && from === null) return [];
  // Against a lowest sum well under the baseline, what would still be a response to the baseline is progression already.
  if (responseUpTo !== null && from !== null && from <= responseUpTo)
    return from <= 0
      ? []
      : [{ id: 'verdict-bound-of-progression', parameters: { missing: missing.map(named), progressionFrom: from } }];
  return [{ id: 'verdict-bounds', parameters: { missing: missing.map(named), responseUpTo, progressionFrom: from } }];
}

/** Definitions that are held back, with what holds them. */
const heldShown = (picture: CasePicture): Phrase[] => {
  const named = new Set<string>();
  return heldFindings(picture).flatMap(({ definition, reason, holds }): Phrase[] => {
    if (named.has(definition)) return [];
    named.add(definition);
    return [{ id: 'definition-held', parameters: { definition, reason, holds: holds.map(({ words }) => words) } }];
  });
};

const openVerdict: Filling = (picture) => {
  const { latest, held } = picture;
  const growth = growthMeasured(picture);
  const late = latest?.notes?.some(({ id }) => id === 'note/no-true-baseline') === true;
  return clausesOf([
    ...(late
      ? [{ id: 'baseline-after-start', parameters: { baseline: scanOf(picture.baseline), growth } } as const]
      : []),
    ...mergedMassesGrown(picture).map(({ mass, parts, before }): Phrase => ({
      id: 'merged-mass-grew',
      parameters: { mass: named(mass), parts: parts.map(named), before, now: mass.now! },
    })),
    ...heldShown(picture),
    ...(latest?.overallResponse === 'NE'
      ? [
          {
            id: 'response-not-evaluable',
            parameters: { at: scanOf(latest), missing: unevaluatedLesions(picture).map(named) },
          } as const,
          ...verdictBounds(picture),
          ...(growth.length > 0 && !late ? [{ id: 'measured-all-the-same', parameters: { growth } } as const] : []),
        ]
      : []),
    ...disputed(picture).map(({ definition, evaluatorsFor, evaluatorsAgainst }): Phrase => ({
      id: 'readers-differ',
      parameters: { definition, evaluatorsFor, evaluatorsAgainst },
    })),
    ...disagreements(picture),
    ...(held.length > 0 ? [{ id: 'assessments-held', parameters: { labels: held } } as const] : []),
  ]);
};

/** Each evaluator's sizes of the lesions a disputed finding names. */
function readings(picture: CasePicture): Phrase {
  const disputes = new Set(
    disputed(picture).flatMap(({ growers, newLesions }) => [...growers, ...newLesions].map(({ lesion }) => lesion)),
  );
  return {
    id: 'readings',
    parameters: {
      readings: picture.classification.evaluators.flatMap(({ evaluator, lesions }) =>
        lesions
          .filter(({ lesion }) => disputes.has(lesion))
          .map(({ lesion, points }) => ({
            evaluator,
            lesion,
            sizes: points.flatMap(({ size }) => (size === null ? [] : [size])),
          })),
      ),
    },
  };
}

const settledBy: Filling = (picture) => {
  const reasons = picture.latest?.reasons ?? [];
  const parts = [
    ...(reasons.length > 0 ? [{ id: 'what-is-open', parameters: { reasons } } as const] : []),
    ...(disputed(picture).length > 0 ? [readings(picture)] : []),
  ];
  return parts.length > 0 ? clausesOf(parts) : { id: 'radiology-to-say', parameters: {} };
};

const supportReasons: Filling = (picture) => {
  const ecog = newestEcog(picture);
  const burden = newestOf(picture.facts, 'symptom-burden');
  const parts = [
    ...(typeof ecog?.value === 'number' && ecog.value >= 2
      ? [{ id: 'ecog-stated', parameters: { value: ecog.value, date: dateOf(ecog) } } as const]
      : []),
    ...(textIn(burden, 'burden') === 'yes'
      ? [{ id: 'symptom-burden-stated', parameters: { by: textIn(burden, 'by'), date: dateOf(burden) } } as const]
      : []),
  ];
  return parts.length > 0 ? clausesOf(parts) : { id: 'no-local-option', parameters: {} };
};

const line: Filling = ({ history: { treatment }, facts }) => {
  const number = newestOf(facts, 'line-number');
  return {
    id: 'line-given',
    parameters: {
      drugs: (treatment.agents ?? []).map(({ name }) => name),
      line: number?.state === 'known' && typeof number.value === 'number' ? number.value : null,
      ...(treatment.ongoing === 'no' ? { ended: { lastDose: treatment.lastDose } } : {}),
    },
  };
};

const notDistant = ({ region }: LesionView): boolean => region !== 'distant';
const growingInNeck = (picture: CasePicture): LesionView[] => growingLesions(picture).filter(notDistant);
const progressingInField = (picture: CasePicture): LesionView[] =>
  progressingLesions(picture).filter(({ facts }) => facts?.priorRadiotherapyField === 'in-field');

const neckOperation: Filling = (picture) => {
  const lesions = growingInNeck(picture);
  return {
    id: 'neck-operation',
    parameters: {
      nodes: lesions.filter(({ organ }) => organ === 'lymph-node').map(named),
      others: lesions.filter(({ organ }) => organ !== 'lymph-node').map(named),
    },
  };
};

/** A course as it was stated; technique and start only where they were. */
export const courseShown = ({ field, doseGy, fractions, technique, start, end, plan }: RadiotherapyCourse): Phrase => ({
  id: 'prior-radiotherapy',
  parameters: {
    field,
    doseGy,
    end,
    plan,
    fractions,
    ...(technique === null ? {} : { technique }),
    ...(start === null ? {} : { start }),
  },
});

/** The courses in whose fields the growing lesions lie, with the interval of the last of them and the class of MIRI; never another course. */
const priorRadiotherapy: Filling = (picture) => {
  const { standing, courses } = coursesInQuestion(picture);
  if (standing === 'open')
    return { id: 'prior-radiotherapy-open', parameters: { courses: coursesOf(picture).map(courseShown) } };
  const last = courses.at(-1);
  if (standing === 'none-stated' || last === undefined)
    return {
      id: 'prior-radiotherapy-unknown',
      parameters: { statedNone: newestOf(picture.facts, 'prior-radiotherapy')?.state === 'none' },
    };
  const months = monthsSince(last, picture);
  return clausesOf([
    ...courses.map(courseShown),
    ...(months === null
      ? []
      : [{ id: 'prior-radiotherapy-interval', parameters: { months, several: courses.length > 1 } } as const]),
    { id: 'miri-class', parameters: { class: miriClass(picture) } },
  ]);
};

const distantCourse: Filling = ({ lesions, baseline }) => ({
  id: 'distant-course',
  parameters: {
    lesions: lesions
      .filter(({ region, role, treated }) => region === 'distant' && role !== 'new' && !treated)
      .map(followed),
    since: scanOf(baseline),
  },
});

/** More new lesions than these are not all biopsied: one is asked for (docs/clinical-basis.md#discussion-items). */
const mostToBiopsy = 3;

const newOrAtIssue: Filling = (picture) => {
  const lesions = newLesionsAtIssue(picture).map(named);
  if (lesions.length > mostToBiopsy) return { id: 'one-of-the-new-lesions', parameters: { lesions } };
  return lesions.length > 0
    ? { id: 'the-new-lesions', parameters: { lesions } }
    : theLesions('at-issue', lesionsAtIssue(picture));
};

/** One filling a name; `placeholders.ts` holds the others. */
export const itemPlaceholders: Readonly<Record<string, Filling>> = {
  'at-issue-beside': atIssueBeside,
  'at-issue-shown': atIssueShown,
  'distant-course': distantCourse,
  'faster-growth': fasterGrowth,
  'growth-rates': growthRates,
  'beside-regrowth': besideRegrowth,
  'conditions-of-patient': (picture) => ({
    id: 'conditions',
    parameters: { conditions: conditionsOfPatient(picture) },
  }),
  'lesions-at-issue': newOrAtIssue,
  'misleading-lesions': (picture) => lesionsPhrase(misleadingLesions(picture)),
  'neural-lesions': (picture) => lesionsPhrase(neuralLesions(picture)),
  'neural-lesions-shown': neuralShown,
  'regrown-lesions': (picture) => lesionsPhrase(regrownLesions(picture)),
  regrowth: regrowth,
  'smaller-lesions': (picture) => ({
    id: 'lesions-smaller',
    parameters: { lesions: sizedSinceBaseline(smallerLesions(picture)), since: scanOf(picture.baseline) },
  }),
  line: line,
  'neck-growth': (picture) => lesionsPhrase(growingInNeck(picture)),
  'neck-lesions': (picture) => theLesions('growing-in-neck', growingInNeck(picture)),
  'neck-operation': neckOperation,
  'open-verdict': openVerdict,
  'prior-radiotherapy': priorRadiotherapy,
  'progressing-in-field': (picture) => theLesions('growing-in-field', progressingInField(picture)),
  'progressing-in-field-growth': (picture) =>
    listOf(progressingInField(picture).map((lesion) => growthOfLesion(lesion, picture.latest))),
  'progression-shown': progressionShown,
  'remaining-lesions': (picture) => theLesions('residual', remainingLesions(picture)),
  'remaining-sizes': (picture) => ({
    id: 'sizes-now',
    parameters: { lesions: remainingLesions(picture).map(present) },
  }),
  reports: reports,
  'settled-by': settledBy,
  'support-reasons': supportReasons,
};
