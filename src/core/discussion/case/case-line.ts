/**
 * The case line: who the patient is and what was given, field by field, each from its newest statement. A field that nobody stated is
 * marked, with the fact that would fill it; one that was asked and is none says so.
 */
import type { FactName } from '../../record/index.js';
import type { DateInterval } from '../../response/index.js';
import { dayOf, intervalOf, newestOf, statementsOf, type StatedFact } from '../facts/case-fact.js';
import type { CasePicture, DiscussionInput } from '../facts/case-picture.js';
import { coursesOf } from '../facts/radiotherapy.js';
import type { CaseField } from '../phrases/case-phrases.js';
import { ebvDnaCourse } from '../phrases/item-placeholders.js';
import type { Phrase } from '../phrases/phrase.js';

export interface CaseLineField {
  readonly field: CaseField;
  readonly words: Phrase;
  readonly known: boolean;
  /** The fact whose statement fills or renews it; null for what is decided and not stated. */
  readonly fact: FactName | null;
}

type Reading = Omit<CaseLineField, 'field' | 'fact'>;
type Facts = readonly StatedFact[];

const said = (words: Phrase): Reading => ({ words, known: true });
const open = (field: CaseField): Reading => ({ words: { id: 'case-unknown', parameters: { field } }, known: false });
const absent = (field: CaseField): Reading => said({ id: 'case-none', parameters: { field } });

/** The newest value in words; asked and none, or not known, otherwise. */
function stated(
  facts: Facts,
  field: CaseField,
  name: FactName,
  words: (value: unknown, fact: StatedFact) => Phrase | null,
): Reading {
  const newest = newestOf(facts, name);
  if (newest?.state === 'none') return absent(field);
  const phrase = newest?.state === 'known' ? words(newest.value, newest) : null;
  return phrase === null ? open(field) : said(phrase);
}

const code = (value: unknown): Phrase => ({ id: 'case-code', parameters: { code: String(value) } });

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

function ageOf(facts: Facts): Reading {
  const age = newestOf(facts, 'age');
  if (age?.state === 'known') return said({ id: 'case-age', parameters: { years: Number(age.value), born: null } });
  return stated(facts, 'age', 'birth-year', (value) => ({
    id: 'case-age',
    parameters: { years: null, born: Number(value) },
  }));
}

/** Of tissue of the tumour: where the markers matter at a site, they are asked for. */
const markerSites = {
  p16: ['oropharynx', 'unknown-primary'],
  ebv: ['nasopharynx', 'unknown-primary'],
} as const;

function markerOf(facts: Facts, field: 'p16' | 'ebv'): Reading[] {
  const newest = newestOf(facts, field);
  if (newest?.state === 'known')
    return [
      said({
        id: 'case-marker',
        parameters: { marker: field === 'p16' ? 'p16' : 'EBV', positive: newest.value === 'positive' },
      }),
    ];
  const site = newestOf(facts, 'primary-site');
  const matters = (markerSites[field] as readonly unknown[]).includes(site?.state === 'known' ? site.value : null);
  return matters ? [open(field)] : [];
}

/** The newest value: its course stands behind the screen. */
const viralDnaOf = (picture: CasePicture | null): Phrase[] => {
  const course = picture === null ? null : ebvDnaCourse(picture);
  return course?.id === 'ebv-dna-course'
    ? [{ id: course.id, parameters: { values: course.parameters.values.slice(-1) } }]
    : [];
};

function cpsOf(facts: Facts): Reading {
  const assay = newestOf(facts, 'pd-l1-assay');
  return stated(facts, 'cps', 'pd-l1-cps', (value) => ({
    id: 'case-cps',
    parameters: { score: Number(value), assay: assay?.state === 'known' ? String(assay.value) : null },
  }));
}

/** A stage of the older form has no edition. */
function stageOf(facts: Facts): Reading {
  const atDiagnosis = newestOf(facts, 'stage-at-diagnosis');
  if (atDiagnosis?.state !== 'known')
    return stated(facts, 'stage', 'stage', (value) => ({
      id: 'case-stage',
      parameters: { stage: String(value), edition: null },
    }));
  const { stage, edition } = fieldsOf(atDiagnosis.value);
  return said({ id: 'case-stage', parameters: { stage: String(stage), edition: Number(edition) } });
}

/** Primary site and stage, as far as they are known: the words by which a clinician calls a case. The edition stands in the case line. */
export function siteAndStage(facts: Facts): Phrase[] {
  const fields = [stated(facts, 'primary-site', 'primary-site', code), stageOf(facts)];
  return fields.filter(({ known }) => known).map(({ words }) => withoutEdition(words));
}

const withoutEdition = (words: Phrase): Phrase =>
  words.id === 'case-stage' ? { id: words.id, parameters: { ...words.parameters, edition: null } } : words;

/** The facts that `siteAndStage` reads. */
export const factsOfSiteAndStage = [
  'primary-site',
  'stage-at-diagnosis',
  'stage',
] as const satisfies readonly FactName[];

function radiotherapyOf(facts: Facts): Reading {
  const courses = coursesOf({ facts }).map(({ field, doseGy, end }) => ({ field, doseGy, end }));
  if (courses.length > 0) return said({ id: 'case-radiotherapy', parameters: { courses } });
  return newestOf(facts, 'prior-radiotherapy')?.state === 'none'
    ? absent('prior-radiotherapy')
    : open('prior-radiotherapy');
}

function drugsOf({ history: { treatment } }: DiscussionInput): Reading {
  const { agents, lastDose } = treatment;
  if (agents === null || agents.length === 0) return open('drug');
  return said({ id: 'case-drugs', parameters: { drugs: agents.map(({ name }) => name), lastDose } });
}

const daysPerWeek = 7;

/** Whole weeks from the first dose to the last scan. */
function weekOf({ history: { treatment } }: DiscussionInput, scan: DateInterval | null): Reading {
  const { start } = treatment;
  if (start === null || start.from !== start.to || scan === null) return open('week');
  const days = dayOf(scan.from) - dayOf(start.from);
  return days < 0 ? open('week') : said({ id: 'case-week', parameters: { week: Math.floor(days / daysPerWeek) } });
}

/** The last two values, for the trend. */
function ecogOf(facts: Facts): Reading {
  const known = statementsOf(facts, 'ecog').filter(({ state }) => state === 'known');
  const newest = known.at(-1);
  if (newest === undefined) return open('ecog');
  return said({
    id: 'case-ecog',
    parameters: { values: known.slice(-2).map(({ value }) => Number(value)), date: intervalOf(newest.date) },
  });
}

const wishOf = (facts: Facts): Reading =>
  stated(facts, 'wish', 'patient-wish', (value, { date }) => ({
    id: 'case-wish',
    parameters: { words: String(fieldsOf(value)['words'] ?? value), date: intervalOf(date) },
  }));

/**
 * The fields of the case line, in their order.
 * @param picture the view that the words are taken from; null where nothing was assessed
 * @param previousDecision what was decided before and what became of it; null where nothing was, or it is not known here
 */
export function caseLine(
  input: DiscussionInput,
  picture: CasePicture | null,
  previousDecision: Phrase | null,
): CaseLineField[] {
  const { facts } = input;
  const scan = picture?.latest?.date ?? null;
  const field = (name: CaseField, fact: FactName | null, reading: Reading): CaseLineField => ({
    field: name,
    fact,
    ...reading,
  });
  return [
    field('age', 'age', ageOf(facts)),
    field('sex', 'sex', stated(facts, 'sex', 'sex', code)),
    field('primary-site', 'primary-site', stated(facts, 'primary-site', 'primary-site', code)),
    field('histology', 'histology', stated(facts, 'histology', 'histology', code)),
    ...markerOf(facts, 'p16').map((reading) => field('p16', 'p16', reading)),
    ...markerOf(facts, 'ebv').map((reading) => field('ebv', 'ebv', reading)),
    ...viralDnaOf(picture).map((words) => field('ebv-dna', 'ebv-dna', said(words))),
    field('cps', 'pd-l1-cps', cpsOf(facts)),
    field('stage', 'stage-at-diagnosis', stageOf(facts)),
    field('prior-radiotherapy', 'prior-radiotherapy', radiotherapyOf(facts)),
    field(
      'lines-before',
      'lines-before',
      stated(facts, 'lines-before', 'lines-before', (value) => ({
        id: 'case-lines-before',
        parameters: { words: String(value) },
      })),
    ),
    field('drug', 'agents', drugsOf(input)),
    field(
      'line-number',
      'line-number',
      stated(facts, 'line-number', 'line-number', (value) => ({
        id: 'case-line-number',
        parameters: { number: Number(value) },
      })),
    ),
    field('week', 'treatment-start', weekOf(input, scan)),
    field('ecog', 'ecog', ecogOf(facts)),
    field('wish', 'patient-wish', wishOf(facts)),
    ...(previousDecision === null ? [] : [field('previous-decision', null, said(previousDecision))]),
  ];
}
