/** Every phrase of the discussion room in every language, with parameters drawn at random: nothing left open, nothing in another language, nothing left out. */
import fc from 'fast-check';
import {
  catalogue,
  changeCodes,
  disciplines,
  forbiddenIn,
  languages,
  render,
  type Phrase,
} from '../../../../../src/core/discussion/index.js';
import { caseFields, screenHeadings } from '../../../../../src/core/discussion/phrases/case-phrases.js';
import type { DiscussionPhrases } from '../../../../../src/core/discussion/phrases/phrase.js';
import {
  evidenceQuestions,
  inhibitorMoments,
  studiedExtents,
  studyDesigns,
} from '../../../../../src/core/discussion/catalog/rule.js';
import {
  lesionConditions,
  localTreatmentKinds,
  organs,
  tissueKinds,
  tissueMethods,
  tissueResults,
} from '../../../../../src/core/response/index.js';

const nullable = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value, { nil: null });
const several = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> => fc.array(value, { maxLength: 3 });
const some = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> =>
  fc.array(value, { minLength: 1, maxLength: 3 });

/** A word of no language, which both languages have to show. */
const word = fc.nat({ max: 98 }).map((number) => `Zq${number}`);
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const interval = fc.oneof(
  day.map((iso) => ({ from: iso, to: iso })),
  fc.constantFrom({ from: '2025-02-01', to: '2025-02-28' }, { from: '2024-01-01', to: '2024-12-31' }),
  fc.constant({ from: '2026-03-30', to: '2026-04-04' }),
);
const size = fc.integer({ min: 1, max: 2_000 }).map((tenths) => tenths * 100);
const count = fc.integer({ min: 1, max: 9 });
const yesOrNo = fc.constantFrom('yes' as const, 'no' as const);
const lesion = fc.record({ label: word, site: nullable(word), organ: nullable(fc.constantFrom(...organs)) });
const lesions = several(lesion);
const scan = nullable(fc.record({ date: nullable(interval), studyDay: nullable(count), label: word }));
const state = nullable(
  fc.constantFrom(
    'measured',
    'too-small-to-measure',
    'absent',
    'present',
    'decreased',
    'unchanged',
    'increased',
    'unequivocal-progression',
    'merged',
    'not-evaluable',
    'not-done',
  ),
);
const sized = fc.record({ lesion, from: size, to: size });
const followed = fc.record({ lesion, baseline: nullable(size), now: nullable(size), state });
const present = fc.record({ lesion, now: nullable(size), state });
const measured = fc.record({ lesion, size: nullable(size) });
const response = nullable(fc.constantFrom('CR', 'PR', 'SD', 'PD', 'NE'));
const modality = fc.constantFrom('CT', 'PET-CT');
const said = { by: word, date: nullable(interval) };
const rates = fc.record({
  volume: nullable(fc.integer({ min: -90, max: 900 }).map((tenths) => tenths / 10)),
  diameters: nullable(fc.integer({ min: -90, max: 900 }).map((tenths) => tenths / 10)),
});
const written = word.map((text): Phrase => ({ id: 'as-written', parameters: { text } }));
const fact = fc
  .constantFrom('ecog', 'anticoagulation')
  .map((name): Phrase => ({ id: 'catalogue', parameters: { text: `fact/${name}/words` } }));
const population = fc
  .constantFrom('klemen-2019', 'omet-2025')
  .map((id): Phrase => ({ id: 'catalogue', parameters: { text: `evidence/${id}/population` } }));
const organAtRisk = fc.constantFrom('airway', 'carotid', 'superior-vena-cava', 'pulmonary-embolism');
const none = fc.constant({});
const bounds = fc.constantFrom({ atLeast: 1, atMost: null }, { atLeast: null, atMost: 5 }, { atLeast: 2, atMost: 4 });

// With types of their own: in their places the compiler would pair every phrase with every other one.
const someWritten = some(written);
const severalWritten = several(written);
const someTissue = some(fc.tuple(lesion, written).map(([of, said]) => ({ lesion: of, said })));
const someFacts = some(fact);
const someAsks = some(fc.tuple(someWritten, written).map(([suppliers, ask]) => ({ suppliers, ask })));
const parametersOf = <Id extends keyof DiscussionPhrases>(drawing: {
  readonly [Name in keyof DiscussionPhrases[Id]]: fc.Arbitrary<DiscussionPhrases[Id][Name]>;
}): fc.Arbitrary<DiscussionPhrases[Id]> => fc.record(drawing) as unknown as fc.Arbitrary<DiscussionPhrases[Id]>;

const ofLesion: fc.Arbitrary<Phrase> = fc
  .constantFrom(...[...catalogue.texts.en.keys()].filter((text) => text.startsWith('lesion/')))
  .map((text): Phrase => ({ id: 'catalogue', parameters: { text } }));
const writtenOrOfLesion: fc.Arbitrary<Phrase> = fc.oneof(written, ofLesion);
const notReady = fc
  .tuple(count, fc.constantFrom('missing' as const, 'stale' as const), fact, several(word), written, nullable(day))
  .map(([there, standing, of, names, whoCouldAnswer, lastStated]): DiscussionPhrases['readiness'] => ({
    there,
    of: there + 1,
    first: { standing, fact: of, lesions: names, whoCouldAnswer, lastStated },
  }));

const drawn: { readonly [Id in keyof DiscussionPhrases]: fc.Arbitrary<DiscussionPhrases[Id]> } = {
  'as-written': fc.record({ text: word }),
  // The message quotes the value, as those of the formats do.
  'sender-query': fc
    .record({ code: fc.constantFrom('unreadable-length', 'unknown-word'), value: word })
    .map(({ code, value }) => ({ code, value, message: `'${value}' cannot be read` })),
  'case-age': fc.constantFrom({ years: 61, born: null }, { years: null, born: 1961 }),
  'case-code': fc.record({ code: fc.constantFrom('female', 'oral-cavity', 'squamous-cell-carcinoma') }),
  'case-marker': fc.record({ marker: fc.constantFrom('p16', 'EBV'), positive: fc.boolean() }),
  'case-cps': fc.record({ score: count, assay: nullable(word) }),
  'case-stage': fc.record({ stage: word, edition: nullable(count) }),
  'case-radiotherapy': fc.record({
    courses: some(fc.record({ field: word, doseGy: nullable(fc.constantFrom(70, 63.6)), end: nullable(interval) })),
  }),
  'case-lines-before': fc.record({ words: word }),
  'case-drugs': fc.record({ drugs: some(word), lastDose: nullable(interval) }),
  'case-line-number': fc.record({ number: count }),
  'case-week': fc.record({ week: count }),
  'case-ecog': fc.record({ values: some(fc.integer({ min: 0, max: 4 })), date: nullable(interval) }),
  'case-wish': fc.record({ words: word, date: nullable(interval) }),
  'case-none': fc.record({
    field: fc.constantFrom('prior-radiotherapy', 'lines-before', 'wish', 'previous-decision', 'sex'),
  }),
  'case-unknown': fc.record({ field: fc.constantFrom(...caseFields) }),
  'case-grew': fc.record({
    grew: some(fc.record({ lesion, from: size, to: size, since: scan, baseline: nullable(size) })),
    at: scan,
  }),
  'case-new': fc.record({
    lesions: some(fc.record({ lesion, size: nullable(size), equivocal: fc.boolean() })),
    at: scan,
  }),
  'case-response': fc.record({
    shrank: some(sized),
    since: scan,
    recist: response,
    immune: response,
    afterProgression: fc.boolean(),
  }),
  'case-held': fc.record({ held: count, scans: count }),
  'case-without-question': fc.record({
    dissociation: fc.constantFrom('met', 'not-met', 'not-assessable', 'held', 'no-follow-up'),
  }),
  'case-proposal': fc.record({ words: word, ...said }),
  'screen-heading': fc.record({ heading: fc.constantFrom(...screenHeadings) }),
  'size-shown': fc.oneof(
    fc.record({ size, reported: fc.constant(null) }),
    fc.record({ size: fc.constant(null), reported: fc.constantFrom('present', 'not-done', 'absent', null) }),
  ),
  'change-shown': fc.record({ from: nullable(size), to: nullable(size) }),
  'standing-note': fc.record({
    kind: fc.constantFrom('within-noise', 'new', 'new-equivocal', 'treated', 'merged', 'second-primary', 'held'),
  }),
  'option-short': parametersOf<'option-short'>({
    option: fc.constantFrom(
      ...catalogue.rules.flatMap(({ options }) => options.map(({ id }) => id)),
      'of-another-version',
    ),
    words: written,
    lesions: several(word),
  }),
  'reason-short': parametersOf<'reason-short'>({ reason: writtenOrOfLesion }),
  'fact-short': fc.record({ fact: fc.constantFrom(...catalogue.facts.keys()) }),
  'and-more': fc.record({ count }),
  'unknown-shown': parametersOf<'unknown-shown'>({ fact, lesions: several(word), whoCouldAnswer: written }),
  'case-order': fc.record({ of: fc.constantFrom('questions', 'options', 'unknowns') }),
  'one-of-disciplines': fc.record({ oneOf: some(fc.constantFrom(...disciplines)) }),
  'someone-who-saw-the-patient': none,
  readiness: fc.oneof(parametersOf<'readiness'>({ there: count, of: count, first: fc.constant(null) }), notReady),
  catalogue: fc.constantFrom({ text: 'fact/ecog/words' }, { text: 'T2/title' }),
  list: fc.record({ parts: severalWritten }),
  clauses: fc.record({ parts: severalWritten }),
  lesion,
  lesions: fc.record({ lesions }),
  'the-lesions': fc.record({
    group: fc.constantFrom('growing', 'at-issue', 'growing-in-neck', 'growing-in-field', 'residual'),
    lesions: some(lesion),
  }),
  'the-new-lesions': fc.record({ lesions: some(lesion) }),
  'neck-operation': fc.record({ nodes: lesions, others: lesions }),
  'lesion-grew': fc.record({ lesion, from: size, to: size, since: scan, at: scan }),
  'lesion-called-growing': fc.record({ lesion, from: size, to: size, since: scan, at: scan }),
  'lesion-progressed': fc.record({ lesion, at: scan }),
  'lesion-is-new': fc.oneof(
    fc.record({ lesion, size: nullable(size), at: scan }),
    fc.record({ lesion, size: nullable(size), at: scan, first: scan, notAt: scan }),
  ),
  'lesion-took-up-more': fc.record({ lesion, at: scan }),
  'new-lesions-appeared': fc.record({
    lesions: fc.oneof(some(measured), some(fc.record({ lesion, size: nullable(size), first: scan, notAt: scan }))),
    at: scan,
    notAt: scan,
  }),
  'others-changed': fc.record({
    shrank: several(sized),
    changedLess: several(sized),
    rose: several(sized),
    regrown: several(sized),
    unknown: lesions,
    count,
    nothingElse: fc.boolean(),
    since: scan,
    at: scan,
  }),
  'others-since': fc.record({ sized: several(sized), unsized: lesions, since: scan }),
  'lesions-shrank': fc.record({ lesions: several(followed), since: scan }),
  course: fc.oneof(
    fc.record({ course: fc.constantFrom('concurrent' as const, 'sequential' as const, null) }),
    fc.record({
      course: fc.constantFrom('concurrent' as const, 'sequential' as const, null),
      heldSince: scan,
      beside: fc.constantFrom('growth' as const, 'growth-before' as const, 'new-lesion' as const),
    }),
  ),
  'ebv-dna-course': fc.record({
    values: some(fc.record({ copies: count, belowDetection: fc.boolean(), date: nullable(interval) })),
  }),
  'progression-began': fc.record({
    kind: fc.constantFrom('first', 'anew'),
    at: scan,
    causes: severalWritten,
  }),
  'progression-not-settled': fc.record({ at: scan }),
  'flagged-at': parametersOf<'flagged-at'>({ at: scan, reason: written }),
  'progression-shown': fc.record({
    progresses: fc.boolean(),
    at: scan,
    response,
    immune: response,
    afterProgression: fc.boolean(),
    causes: severalWritten,
  }),
  'sum-rose': fc.record({ from: size, to: size }),
  'non-targets-progressed': fc.record({ lesions }),
  'lesions-are-new': fc.record({ lesions }),
  'ecog-trend': fc.record({ values: several(fc.record({ value: count, date: interval })) }),
  stability: fc.record({ ...said, stable: fc.boolean() }),
  'stability-not-confirmed': none,
  'confirmation-window': fc.record({ window: nullable(fc.record({ from: day, to: day })), after: scan }),
  modality: fc.record({ modality: nullable(modality) }),
  drug: fc.record({ drugs: several(word) }),
  'other-drugs': fc.record({ drugs: several(word) }),
  'drug-and-imaging': fc.record({
    drugs: several(word),
    ongoing: fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const),
    imaging: fc.constantFrom('next-planned' as const, 'early-mr' as const),
  }),
  'while-drug-continues': fc.record({
    drugs: several(word),
    ongoing: fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const),
    lastDose: nullable(interval),
  }),
  'line-given': fc.oneof(
    fc.record({ drugs: several(word), line: nullable(count) }),
    fc.record({
      drugs: several(word),
      line: nullable(count),
      ended: fc.record({ lastDose: nullable(interval) }),
    }),
  ),
  'distant-responded': fc.record({
    lesions: several(followed),
    since: scan,
    response: fc.constantFrom('CR', 'PR'),
    respondingSince: scan,
  }),
  'distant-course': fc.record({ lesions: several(followed), since: scan }),
  residue: fc.record({
    lesions: several(
      fc.record({ lesion, baseline: nullable(size), now: nullable(size), state, regionNamed: fc.boolean() }),
    ),
  }),
  'sizes-now': fc.record({ lesions: several(present) }),
  'clinicians-word': fc.record({
    about: fc.constantFrom('resectable', 'irradiable'),
    answer: nullable(yesOrNo),
    by: nullable(word),
    date: nullable(interval),
  }),
  'organs-at-risk': fc.record({ organs: several(organAtRisk) }),
  reports: fc.record({
    reports: some(fc.record({ what: nullable(organAtRisk), report: word, date: nullable(interval) })),
  }),
  tissue: fc.record({ lesions: some(fc.record({ lesion, shows: word })) }),
  'tissue-of-lesions': parametersOf<'tissue-of-lesions'>({ lesions: someTissue }),
  'no-tumour-in-tissue': parametersOf<'no-tumour-in-tissue'>({
    lesions: some(
      fc.record({
        lesion,
        date: interval,
        kind: nullable(fc.constantFrom(...tissueKinds)),
        method: nullable(fc.constantFrom(...tissueMethods)),
        needle: fc.boolean(),
      }),
    ),
  }),
  'prior-radiotherapy': fc.oneof(
    fc.record({
      field: word,
      doseGy: nullable(fc.constantFrom(70, 63.6)),
      end: nullable(interval),
      plan: nullable(yesOrNo),
      fractions: nullable(count),
    }),
    fc.record({
      field: word,
      doseGy: nullable(fc.constantFrom(70, 63.6)),
      end: nullable(interval),
      plan: nullable(yesOrNo),
      fractions: nullable(count),
      technique: word,
      start: interval,
    }),
  ),
  'no-prior-radiotherapy': none,
  'lesions-in-field': fc.record({ lesions: some(lesion) }),
  'field-not-known': fc.record({ lesions: some(lesion) }),
  'lesion-tissue': parametersOf<'lesion-tissue'>({
    result: fc.constantFrom(...tissueResults),
    kind: nullable(fc.constantFrom(...tissueKinds)),
    method: nullable(fc.constantFrom(...tissueMethods)),
    date: interval,
    histology: nullable(word),
    p16: nullable(fc.constantFrom('positive', 'negative')),
    eber: nullable(fc.constantFrom('positive', 'negative')),
    shows: nullable(word),
  }),
  'lesion-treated': parametersOf<'lesion-treated'>({
    kind: fc.constantFrom(...localTreatmentKinds),
    on: nullable(interval),
    technique: nullable(word),
    doseGy: nullable(fc.constantFrom(24, 54.5)),
    fractions: nullable(count),
    margin: nullable(word),
    resectionMargin: nullable(fc.constantFrom('R0', 'R1', 'R2')),
    extranodalExtension: nullable(yesOrNo),
    viableTumour: nullable(yesOrNo),
  }),
  'lesion-appearance': fc.record({
    appearance: fc.constantFrom('solid', 'cystic', 'necrotic', 'sclerotic'),
    date: nullable(interval),
  }),
  'lesion-condition': fc.record({
    condition: fc.constantFrom(...lesionConditions),
    date: nullable(interval),
    region: nullable(fc.constantFrom(...organs)),
  }),
  'lesion-sins': fc.record({ score: fc.integer({ min: 0, max: 18 }), date: nullable(interval) }),
  'prior-radiotherapy-open': fc.record({ courses: someWritten }),
  'prior-radiotherapy-interval': fc.record({ months: count, several: fc.boolean() }),
  'miri-class': fc.record({ class: fc.constantFrom('I-or-II', 'II', 'III', 'II-or-III', 'unknown') }),
  'prior-radiotherapy-unknown': fc.record({ statedNone: fc.boolean() }),
  'faster-growth': fc.record({ met: some(word), notMet: several(word), notAssessable: several(word) }),
  'growth-rates': fc.record({ before: rates, on: rates }),
  'response-not-evaluable': fc.record({ at: scan, missing: lesions }),
  'readers-differ': fc.record({ definition: word, evaluatorsFor: some(word), evaluatorsAgainst: some(word) }),
  'modalities-differ': fc.record({
    modality: nullable(modality),
    response,
    otherModality: modality,
    otherResponse: fc.constantFrom('PR', 'PD'),
  }),
  'sizes-and-uptake-differ': parametersOf<'sizes-and-uptake-differ'>({ says: written }),
  'uptake-dissociates': fc.record({ rising: some(lesion) }),
  'assessments-held': fc.record({ labels: some(word) }),
  'not-in-this-item': fc.record({ labels: some(word) }),
  'what-is-open': fc.record({ reasons: someWritten }),
  readings: fc.record({ readings: some(fc.record({ evaluator: word, lesion: word, sizes: some(size) })) }),
  'radiology-to-say': none,
  'verdict-bound-of-progression': fc.record({ missing: some(lesion), progressionFrom: size }),
  'verdict-bounds': fc.record({ missing: some(lesion), responseUpTo: nullable(size), progressionFrom: size }),
  'measured-all-the-same': fc.record({ growth: someWritten }),
  'definition-held': parametersOf<'definition-held'>({ definition: word, reason: written, holds: someWritten }),
  'baseline-after-start': fc.record({ baseline: scan, growth: severalWritten }),
  'merged-mass-grew': fc.record({ mass: lesion, parts: some(lesion), before: size, now: size }),
  conditions: fc.record({ conditions: some(fc.constantFrom('sarcoid-like-nodes', 'infection', 'flare')) }),
  'lesions-smaller': fc.record({ lesions: some(sized), since: scan }),
  'one-of-the-new-lesions': fc.record({ lesions: some(lesion) }),
  'nothing-asked-case': fc.record({ why: fc.constantFrom('died' as const, 'follow-up-ended' as const) }),
  'nothing-asked-outside': parametersOf<'nothing-asked-outside'>({ population: written }),
  'nothing-asked-finding': parametersOf<'nothing-asked-finding'>({
    definition: word,
    tier: fc.constantFrom('flag' as const, 'watch' as const),
    reason: written,
    because: someWritten,
  }),
  'nothing-asked-oligoprogression': parametersOf<'nothing-asked-oligoprogression'>({
    growth: someWritten,
    untreatable: lesions,
    readers: fc.record({ for: some(word), against: some(word) }),
  }),
  'nothing-asked-open': parametersOf<'nothing-asked-open'>({ definitions: some(word), at: scan, because: written }),
  'waits-for-facts': fc.record({ rule: word, facts: someFacts }),
  'no-rule-met': none,
  'course-without-flag': none,
  'ecog-stated': fc.record({ value: count, date: nullable(interval) }),
  'symptom-burden-stated': fc.record({ by: nullable(word), date: nullable(interval) }),
  'no-local-option': none,
  'patient-declined': fc.record({ date: nullable(interval) }),
  'wish-unmatched': fc.record({ declines: word, date: nullable(interval) }),
  'said-by': parametersOf<'said-by'>({ ...said, said: fact }),
  'said-of': parametersOf<'said-of'>({ said: fact, labels: some(word) }),
  'stays-untreated': fc.record({ lesions: several(present) }),
  'chase-list': parametersOf<'chase-list'>({ asks: someAsks }),
  'last-stated': parametersOf<'last-stated'>({ fact, date: day }),
  'shown-in-unknown-population': parametersOf<'shown-in-unknown-population'>({ population }),
  'shown-in-other-population': parametersOf<'shown-in-other-population'>({
    population,
    here: fc.constantFrom('squamous', 'nasopharynx'),
  }),
  'drug-studied': fc.record({
    drug: fc.constantFrom('checkpoint-inhibitor', 'checkpoint-inhibitor-with-chemotherapy', 'chemotherapy', 'none'),
  }),
  'line-studied': fc.record({ line: fc.constantFrom('first', 'later', 'not-stated') }),
  'site-studied': fc.record({
    sites: fc.oneof(fc.constant('not-stated' as const), fc.constant(['nasopharynx'])),
    virus: fc.constantFrom('positive', 'negative', 'both', 'not-stated'),
    marker: fc.constantFrom('p16', 'ebv', null),
  }),
  'extent-studied': fc.record({ extents: fc.subarray([...studiedExtents], { minLength: 1 }) }),
  'inhibitor-studied': fc.record({ inhibitor: fc.constantFrom(...inhibitorMoments, 'not-stated' as const) }),
  'question-studied': fc.record({ question: fc.constantFrom(...evidenceQuestions) }),
  'design-studied': fc.record({ design: fc.constantFrom(...studyDesigns) }),
  'selected-patients': none,
  'stated-differently': fc.record({
    fact: fc.constantFrom('primary-site', 'treatable', 'pd-l1-cps'),
    lesion: nullable(word),
    sides: some(
      fc.record({
        state: fc.constantFrom('known' as const, 'none' as const, 'unknown' as const),
        value: fc.oneof(word, count, fc.constant(true), fc.record({ by: word, doseGy: fc.constant(63.6) }), some(word)),
        date: nullable(interval),
      }),
    ),
  }),
  'locoregional-with-distant': fc.record({ lesions: some(lesion) }),
  'no-radiotherapy-with-field': fc.record({ lesions: some(lesion) }),
  'given-after-last-dose': fc.record({ lastDose: interval }),
  'stable-with-worse-ecog': fc.record({ ...said, before: count, after: count, ecogDate: interval }),
  'oligometastatic-with-many': fc.record({ count }),
  'operated-and-measured': fc.record({ lesion, on: interval, size }),
  'change-because': fc.record({ code: fc.constantFrom(...changeCodes), parts: severalWritten }),
  part: fc.record({ field: fc.constantFrom('lesions', 'whyNow', 'evidenceUsed') }),
  'rule-versions': fc.record({ then: fc.constant('1.1.0'), now: fc.constant('1.2.0') }),
  'catalogue-template': fc.constantFrom({ text: 'T2/question' }, { text: 'T1/question' }),
  'said-when': parametersOf<'said-when'>({ said: written, when: written }),
  'rule-population': fc.record({ population: fc.constantFrom('squamous', 'nasopharynx', 'unknown', 'outside') }),
  'all-of': fc.record({ parts: someWritten }),
  'any-of': fc.record({ parts: someWritten }),
  not: parametersOf<'not'>({ part: written }),
  'fact-is': parametersOf<'fact-is'>({ fact, is: fc.boolean() }),
  'fact-counts': fc.tuple(fact, bounds).map(([of, limits]) => ({ fact: of, ...limits })),
  'all-of-these': none,
  'any-of-these': none,
  'not-this': none,
  'fact-answer': parametersOf<'fact-answer'>({ fact, is: fc.boolean() }),
  'fact-count': fc.tuple(fact, bounds).map(([of, limits]) => ({ fact: of, ...limits })),
  'population-covered': fc.record({ site: fc.constantFrom('oral-cavity', 'larynx', 'sinonasal') }),
  'population-by-marker': fc.record({ marker: fc.constantFrom('EBV', 'p16') }),
  'population-outside': fc.record({
    why: fc.constantFrom('curative-intent', 'salivary', 'cutaneous', 'thyroid', 'other-site', 'other-histology'),
  }),
  'population-unknown': fc.record({
    missing: some(fc.constantFrom('primary-site', 'histology', 'primary-site-of-nasopharyngeal-carcinoma')),
  }),
};

/** Words that stand in almost every English sentence and in no German one. */
const english =
  /\b(the|of|and|is|are|not|no|with|without|for|from|by|which|this|that|than|to|or|at|on|its|it|were|be|new|whether|lesions?|known|since|day|while)\b/i;

/** A German text without what somebody else wrote. */
const ownWords = (german: string): string => german.replace(/„[^“]*“/g, '');

/** Numbers and invented words of a text, in order of size: what was put in, and what both languages have to tell. */
const told = (text: string, decimalMark: ',' | '.'): string[] => {
  const numbers = decimalMark === ',' ? text.replace(/(\d),(\d)/g, '$1.$2') : text;
  return (numbers.match(/Zq\d+|\d+(\.\d+)?/g) ?? []).sort();
};

const ids = Object.keys(drawn) as (keyof DiscussionPhrases)[];

describe('every phrase', () => {
  it.each(ids)('%s is whole in each language, and says the same in both', (id) => {
    fc.assert(
      fc.property(drawn[id] as fc.Arbitrary<object>, (parameters) => {
        const phrase = { id, parameters } as Phrase;
        for (const language of languages) {
          const text = render(phrase, language);
          expect(text).not.toMatch(/undefined|null|NaN|[{}]|\[object|\[not recorded|\[nicht erfasst|^\[/);
          expect(id === 'chase-list' ? text.trim() : text).toBe(text.trim());
          expect(forbiddenIn([text], language)).toEqual([]);
          if (id !== 'list' && id !== 'clauses') expect(text).not.toBe('');
        }
        const [inEnglish, inGerman] = [render(phrase, 'en'), render(phrase, 'de')];
        expect(ownWords(inGerman)).not.toMatch(english);
        expect(told(inGerman, ',')).toEqual(told(inEnglish, '.'));
      }),
      { numRuns: 60, seed: 20_260_103 },
    );
  });

  it('shows text of somebody else as it was written, in every language', () => {
    const phrase: Phrase = { id: 'as-written', parameters: { text: 'Pseudoprogression? {sic} "as sent"' } };
    expect(languages.map((language) => render(phrase, language))).toEqual(
      languages.map(() => 'Pseudoprogression? {sic} "as sent"'),
    );
  });
});

describe('every text of the catalogue', () => {
  const texts = [...catalogue.texts.en.keys()];

  it('has its German, without a word of English in it', () => {
    expect(texts.length).toBeGreaterThan(700);
    const left = texts.filter((text) =>
      english.test(ownWords(catalogue.texts.de.get(text)!).replace(/\{[^}]*\}|iRECIST|de novo/g, '')),
    );
    expect(left).toEqual([]);
  });

  it('names the same numbers in both languages', () => {
    const numbers = (text: string, thousands: RegExp): string[] =>
      told(text.replace(thousands, ''), '.').filter((found) => /^\d/.test(found));
    const differing = texts.filter((text) => {
      const inEnglish = numbers(catalogue.texts.en.get(text)!, /(?<=\d),(?=\d{3})/g);
      const german = catalogue.texts.de.get(text)!.replace(/(?<=\d)\.(?=\d{3})/g, '');
      return JSON.stringify(inEnglish) !== JSON.stringify(numbers(german.replace(/(\d),(\d)/g, '$1.$2'), /$^/g));
    });
    expect(differing).toEqual([]);
  });
});
