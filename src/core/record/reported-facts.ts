/** The recorded facts of a treatment line as the response core takes them. Unknown stays unknown: it is never read as no. */
import type { z } from 'zod';
import {
  lesionConditions,
  openTissueResults,
  type DateInterval,
  type LesionCondition,
  type LesionFacts,
  type LesionTissue,
  type Organ,
  type ReportedContext,
  type TreatmentContext,
} from '../response/index.js';
import { dateOf } from './exams.js';
import { factDefinitions, type FactName } from './facts.js';
import { compareText, distinct } from './order.js';
import type { RecordedFact } from './recorded.js';
import { readTissueWords } from './tissue-words.js';

type FactValue<Name extends FactName> = z.infer<(typeof factDefinitions)[Name]['value']>;

/** For values that were reported without a date: they may be of any day. */
const anyTime: DateInterval = { from: '1880-01-01', to: '9999-12-31' };

/** Reads a recorded value by its own schema. One that does not fit was recorded unchecked: an error, never a missing value. */
function valueOf<Name extends FactName>(name: Name, fact: RecordedFact): FactValue<Name> {
  const checked = factDefinitions[name].value.safeParse(fact.value);
  if (!checked.success)
    throw new Error(
      `a recorded value of fact '${name}' does not fit its definition; check statements before they are recorded`,
    );
  return checked.data as FactValue<Name>;
}

const named = (facts: readonly RecordedFact[], name: FactName): RecordedFact[] =>
  facts.filter((fact) => fact.name === name);

const newestRecorded = (facts: readonly RecordedFact[]): RecordedFact | null =>
  facts.reduce<RecordedFact | null>(
    (newest, fact) => (newest === null || fact.order > newest.order ? fact : newest),
    null,
  );

/** In order of what was so when: undated first, then by date, then by order of recording. */
const inTime = (facts: readonly RecordedFact[]): RecordedFact[] =>
  [...facts].sort((one, other) => compareText(one.date ?? '', other.date ?? '') || one.order - other.order);

/** The value of a fact that holds for the whole line: as last recorded; null where it is not known or there is none. */
function settled<Name extends FactName>(facts: readonly RecordedFact[], name: Name): FactValue<Name> | null {
  const fact = newestRecorded(named(facts, name));
  return fact?.state === 'known' ? valueOf(name, fact) : null;
}

/** A series of dated values, oldest first. */
function series<Name extends FactName, Entry>(
  facts: readonly RecordedFact[],
  name: Name,
  entryOf: (value: FactValue<Name>, date: DateInterval) => Entry,
): Entry[] {
  return inTime(named(facts, name))
    .filter((fact) => fact.state === 'known')
    .map((fact) => entryOf(valueOf(name, fact), dateOf(fact.date) ?? anyTime));
}

type YesNoUnknown = 'yes' | 'no' | 'unknown';

/**
 * Whether something is reported now: the newest report decides. 'Not known' after a yes leaves it yes: nobody has taken it back.
 * After a no it is unknown.
 */
function reported<Name extends FactName>(
  facts: readonly RecordedFact[],
  name: Name,
  isYes: (value: FactValue<Name>) => boolean,
): YesNoUnknown {
  return inTime(named(facts, name)).reduce<YesNoUnknown>((now, fact) => {
    if (fact.state === 'unknown') return now === 'yes' ? 'yes' : 'unknown';
    return fact.state === 'known' && isYes(valueOf(name, fact)) ? 'yes' : 'no';
  }, 'unknown');
}

type Agents = NonNullable<TreatmentContext['agents']>;

const drugsIn = (agents: Agents): string =>
  agents
    .map(({ name }) => name.toLowerCase())
    .sort(compareText)
    .join();

/** The day from which statements of drugs were so; nothing before the line began, and of a statement without a date. */
const changedOn = ({ date }: RecordedFact, start: string | null): string =>
  date === null || start === null || date.slice(0, start.length) <= start.slice(0, date.length) ? '' : date;

/**
 * Drugs that were stated from a day inside the line on, beside those it began with. The newest statement without a day takes the place of
 * all: it corrects them. Without the start of the line, a dated statement may be of its start.
 */
function drugChanges(facts: readonly RecordedFact[]): Pick<TreatmentContext, 'changes' | 'firstAgents'> {
  const start = settled(facts, 'treatment-start');
  const statements = named(facts, 'agents').filter(({ state }) => state === 'known');
  const newest = newestRecorded(statements);
  if (newest === null || changedOn(newest, start) === '') return {};
  const byDay = new Map<string, RecordedFact>();
  for (const statement of [...statements].sort((one, other) => one.order - other.order))
    byDay.set(changedOn(statement, start), statement);
  const stated = [...byDay]
    .sort(([one], [other]) => compareText(one, other))
    .map(([day, fact]) => ({ day, agents: valueOf('agents', fact) as Agents }));
  const changed = stated.filter(
    ({ agents }, index) => index === 0 || drugsIn(agents) !== drugsIn(stated[index - 1]!.agents),
  );
  const [first, ...later] = changed;
  return first === undefined || later.length === 0
    ? {}
    : { firstAgents: first.agents, changes: later.map(({ day, agents }) => ({ from: dateOf(day)!, agents })) };
}

const outsideSites: ReadonlySet<unknown> = new Set(['salivary', 'cutaneous', 'thyroid', 'other']);
const coveredHistologies: ReadonlySet<unknown> = new Set(['squamous-cell-carcinoma', 'nasopharyngeal-carcinoma']);

/** False where the tumour is known and these rules do not cover it (docs/clinical-basis.md#populations-p); left open in every other case. */
function coveredBy(facts: readonly RecordedFact[]): Pick<TreatmentContext, 'covered'> {
  const [site, histology] = [settledInTime(facts, 'primary-site'), settledInTime(facts, 'histology')];
  if (site === null) return {};
  const outside = outsideSites.has(site) || (histology !== null && !coveredHistologies.has(histology));
  return outside ? { covered: 'no' } : {};
}

/** The value that was so last. */
function settledInTime<Name extends FactName>(facts: readonly RecordedFact[], name: Name): FactValue<Name> | null {
  const newest = inTime(named(facts, name)).at(-1);
  return newest?.state === 'known' ? valueOf(name, newest) : null;
}

/** The treatment of the line as stated. */
export function treatmentOf(facts: readonly RecordedFact[]): TreatmentContext {
  const agents = newestRecorded(named(facts, 'agents'));
  return {
    agents: agents?.state === 'none' ? [] : settled(facts, 'agents'),
    ...drugChanges(facts),
    ...coveredBy(facts),
    start: dateOf(settled(facts, 'treatment-start')),
    lastDose: dateOf(settled(facts, 'last-dose')),
    ongoing: settled(facts, 'treatment-ongoing') ?? 'unknown',
    setting: settled(facts, 'setting') ?? 'unknown',
  };
}

/** Facts by which one of the conditions is stated of a patient, or of a lesion. */
const conditionFacts = {
  'sarcoid-like': 'sarcoid-like-nodes',
  infection: 'infection',
  flare: 'flare',
} as const satisfies Readonly<Record<LesionCondition, FactName>>;

function regionsOf(facts: readonly RecordedFact[]): Pick<ReportedContext, 'regions'> {
  const stated = new Map<string, { condition: LesionCondition; organ: Organ; present: string }>();
  for (const fact of inTime(named(facts, 'region-condition')).filter(({ state }) => state === 'known')) {
    const value = valueOf('region-condition', fact);
    stated.set(JSON.stringify([value.condition, value.organ]), value);
  }
  const present = [...stated.values()].filter((one) => one.present === 'yes');
  return present.length === 0 ? {} : { regions: present.map(({ condition, organ }) => ({ condition, organ })) };
}

/** The reports that decide whether a flag is held back. */
export function reportedOf(all: readonly RecordedFact[]): ReportedContext {
  const facts = all.filter(({ lesion }) => lesion === null);
  return {
    ...regionsOf(facts),
    organAtRisk: reported(facts, 'organ-at-risk', () => true),
    ecog: series(facts, 'ecog', (value, date) => ({ date, value })),
    sarcoidLikeNodes: reported(facts, 'sarcoid-like-nodes', (value) => value === 'yes'),
    infection: reported(facts, 'infection', (value) => value === 'yes'),
    flare: reported(facts, 'flare', (value) => value === 'yes'),
    stability: series(facts, 'clinical-stability', ({ stable, by }, date) => ({ date, stable, by })),
  };
}

export const clinicalEvaluatorOf = (facts: readonly RecordedFact[]): string | null =>
  settled(facts, 'clinical-evaluator');

/** What is stated of one lesion; `facts` are those of this lesion alone. */
function factsOfLesion(facts: readonly RecordedFact[]): LesionFacts {
  const field = newestRecorded(named(facts, 'prior-radiotherapy-field'));
  const known = settled(facts, 'prior-radiotherapy-field');
  const outOfField = field?.state === 'none' || known?.inField === 'no';
  const secondPrimary = settled(facts, 'second-primary');
  const treatments = named(facts, 'local-treatment')
    .filter((fact) => fact.state === 'known')
    .flatMap((fact) => valueOf('local-treatment', fact));
  return {
    priorRadiotherapyField: known?.inField === 'yes' ? 'in-field' : outOfField ? 'out-of-field' : 'unknown',
    progressionSinceRadiotherapy: dateOf(known?.progressionSince),
    localTreatments: distinct(treatments.map(({ on, kind }) => JSON.stringify([on, kind])))
      .map((text) => JSON.parse(text) as [string, LesionFacts['localTreatments'][number]['kind']])
      .map(([on, kind]) => ({ kind, date: dateOf(on) ?? anyTime })),
    secondPrimary:
      secondPrimary === null
        ? secondPrimaryByTissue(facts)
        : { histology: secondPrimary.histology, date: dateOf(secondPrimary.on) ?? anyTime },
    treatable: settled(facts, 'treatable')?.treatable ?? 'unknown',
    ...tissueOf(facts),
    ...conditionsOf(facts),
  };
}

/** Tissue of another tumour makes the lesion one, whether or not it was stated apart. */
function secondPrimaryByTissue(facts: readonly RecordedFact[]): LesionFacts['secondPrimary'] {
  const value = named(facts, 'tissue')
    .filter(({ state }) => state === 'known')
    .map((fact) => valueOf('tissue', fact))
    .findLast(({ result }) => result === 'second-primary');
  if (value === undefined) return null;
  return { histology: value.histology ?? value.shows ?? 'second primary', date: dateOf(value.on) ?? anyTime };
}

/** The newest tissue; one that tells nothing stands behind one that does. Words of the report stand in for a result that is not given. */
function tissueOf(facts: readonly RecordedFact[]): Pick<LesionFacts, 'tissue'> {
  const stated = named(facts, 'tissue')
    .filter(({ state }) => state === 'known')
    .map((fact): LesionTissue & { readonly order: number } => {
      const { shows, on, ...given } = valueOf('tissue', fact);
      const read = shows === undefined ? null : readTissueWords(shows);
      const result = given.result ?? read!.result;
      return {
        date: dateOf(on) ?? anyTime,
        result,
        kind: given.kind ?? (result === 'benign' ? (read?.kind ?? null) : null),
        method: given.method ?? read?.method ?? null,
        order: fact.order,
      };
    })
    .sort((one, other) => compareText(one.date.to, other.date.to) || one.order - other.order);
  const newest = stated.findLast(({ result }) => !openTissueResults.has(result)) ?? stated.at(-1);
  if (newest === undefined) return {};
  const { date, result, kind, method } = newest;
  return { tissue: { date, result, kind, method } };
}

function conditionsOf(facts: readonly RecordedFact[]): Pick<LesionFacts, 'conditions'> {
  const present = lesionConditions.filter(
    (condition) => reported(facts, conditionFacts[condition], (value) => value === 'yes') === 'yes',
  );
  return present.length === 0 ? {} : { conditions: present };
}

export interface FactsOfLesions {
  /** By label, for every evaluator who uses it. */
  readonly shared: Readonly<Record<string, LesionFacts>>;
  /** By evaluator, then by label: where a fact is one evaluator's and the label is used by others too. */
  readonly ofEvaluator: ReadonlyMap<string, Readonly<Record<string, LesionFacts>>>;
}

/**
 * The facts of lesions by label. A fact that names no evaluator holds for the label of every evaluator; one that names an evaluator
 * holds for that evaluator's label alone. `usersOf` tells which evaluators use a label.
 */
export function factsOfLesions(
  facts: readonly RecordedFact[],
  usersOf: (label: string) => readonly string[],
): FactsOfLesions {
  const ofLesions = facts.filter((fact) => fact.lesion !== null);
  const labels = distinct(ofLesions.flatMap(({ lesion }) => (lesion === null ? [] : [lesion])));
  const shared: [string, LesionFacts][] = [];
  const ofEvaluator = new Map<string, [string, LesionFacts][]>();
  for (const label of labels) {
    const ofLabel = ofLesions.filter(({ lesion }) => lesion === label);
    const general = ofLabel.filter(({ evaluator }) => evaluator === null);
    const users = usersOf(label);
    const owners = distinct(ofLabel.flatMap(({ evaluator }) => (evaluator === null ? [] : [evaluator])));
    const onlyUser = users.length === 1 ? users[0] : undefined;
    const forAll = ofLabel.filter(({ evaluator }) => evaluator === null || evaluator === onlyUser);
    if (forAll.length > 0) shared.push([label, factsOfLesion(forAll)]);
    for (const owner of owners.filter((name) => name !== onlyUser)) {
      const own = factsOfLesion([...general, ...ofLabel.filter(({ evaluator }) => evaluator === owner)]);
      ofEvaluator.set(owner, [...(ofEvaluator.get(owner) ?? []), [label, own]]);
    }
  }
  return {
    shared: Object.fromEntries(shared),
    ofEvaluator: new Map([...ofEvaluator].map(([name, entries]) => [name, Object.fromEntries(entries)])),
  };
}
