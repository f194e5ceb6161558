/**
 * Placeholders of the rules about biopsy, neck, re-irradiation, systemic treatment, reports and open verdicts.
 */
import { hyperprogressionDefinitions } from '../../response/index.js';
import { intervalOf, newestOf, textIn, type StatedFact } from '../facts/case-fact.js';
import {
  growingLesions,
  lesionsAtIssue,
  petProgressors,
  presentNewLesions,
  progressesNow,
  progressingLesions,
  remainingLesions,
  type CasePicture,
  type LesionView,
} from '../facts/case-picture.js';
import { fasterGrowthMet, unevaluatedLesions } from '../facts/progression-facts.js';
import { comparabilityHolds, disputed, newestEcog, unacknowledgedReports } from '../facts/record-facts.js';
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
        return { id: 'lesion-is-new', parameters: { lesion: named(lesion), size: lesion.now, at } };
      if (byUptake.has(lesion.label)) return { id: 'lesion-took-up-more', parameters: { lesion: named(lesion), at } };
      return growthOfLesion(lesion, picture.latest);
    }),
  );
};

const atIssueBeside: Filling = (picture) => {
  const issue = new Set(lesionsAtIssue(picture).map(({ label }) => label));
  const rest = picture.lesions.filter(({ label, role, treated }) => role !== 'new' && !treated && !issue.has(label));
  return {
    id: 'others-since',
    parameters: {
      sized: sizedSinceBaseline(rest),
      unsized: rest.filter(({ baseline, now }) => baseline === null || now === null).map(named),
      since: scanOf(picture.baseline),
    },
  };
};

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

const openVerdict: Filling = (picture) => {
  const { latest, held } = picture;
  return clausesOf([
    ...(latest?.overallResponse === 'NE'
      ? [
          {
            id: 'response-not-evaluable',
            parameters: { at: scanOf(latest), missing: unevaluatedLesions(picture).map(named) },
          } as const,
        ]
      : []),
    ...disputed(picture).map(({ definition, evaluatorsFor, evaluatorsAgainst }): Phrase => ({
      id: 'readers-differ',
      parameters: { definition, evaluatorsFor, evaluatorsAgainst },
    })),
    ...disagreements(picture),
    ...(held.length > 0 ? [{ id: 'assessments-held', parameters: { labels: held } } as const] : []),
    ...comparabilityHolds(picture),
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

const priorRadiotherapy: Filling = ({ facts }) => {
  const newest = newestOf(facts, 'prior-radiotherapy');
  const value = newest?.state === 'known' ? (newest.value as Readonly<Record<string, unknown>>) : null;
  if (value === null) return { id: 'prior-radiotherapy-unknown', parameters: { statedNone: newest?.state === 'none' } };
  const { field, doseGy, end, planAvailable: plan } = value;
  return {
    id: 'prior-radiotherapy',
    parameters: {
      field: String(field),
      doseGy: typeof doseGy === 'number' ? doseGy : null,
      end: typeof end === 'string' ? intervalOf(end) : null,
      plan: plan === 'yes' || plan === 'no' ? plan : null,
    },
  };
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

/** One filling a name; `placeholders.ts` holds the others. */
export const itemPlaceholders: Readonly<Record<string, Filling>> = {
  'at-issue-beside': atIssueBeside,
  'at-issue-shown': atIssueShown,
  'distant-course': distantCourse,
  'faster-growth': fasterGrowth,
  'growth-rates': growthRates,
  'lesions-at-issue': (picture) =>
    presentNewLesions(picture).length > 0
      ? { id: 'the-new-lesions', parameters: { lesions: presentNewLesions(picture).map(named) } }
      : theLesions('at-issue', lesionsAtIssue(picture)),
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
