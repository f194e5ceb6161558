/** The recorded facts of a treatment line as the response core takes them. Unknown stays unknown: it is never read as no. */
import type { z } from 'zod';
import type { DateInterval, LesionFacts, ReportedContext, TreatmentContext } from '../response/index.js';
import { dateOf } from './exams.js';
import { factDefinitions, type FactName } from './facts.js';
import { compareText, distinct } from './order.js';
import type { RecordedFact } from './recorded.js';

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

/** The treatment of the line as stated. */
export function treatmentOf(facts: readonly RecordedFact[]): TreatmentContext {
  const agents = newestRecorded(named(facts, 'agents'));
  return {
    agents: agents?.state === 'none' ? [] : settled(facts, 'agents'),
    start: dateOf(settled(facts, 'treatment-start')),
    lastDose: dateOf(settled(facts, 'last-dose')),
    ongoing: settled(facts, 'treatment-ongoing') ?? 'unknown',
    setting: settled(facts, 'setting') ?? 'unknown',
  };
}

/** The reports that decide whether a flag is held back. */
export function reportedOf(facts: readonly RecordedFact[]): ReportedContext {
  return {
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
      secondPrimary === null ? null : { histology: secondPrimary.histology, date: dateOf(secondPrimary.on) ?? anyTime },
    treatable: settled(facts, 'treatable')?.treatable ?? 'unknown',
  };
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
  const ofLesions = facts.filter((fact) => factDefinitions[fact.name].scope === 'lesion');
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
