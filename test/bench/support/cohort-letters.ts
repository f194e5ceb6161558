/**
 * A letter for each of the sixteen patients of the head and neck cohort: lesions, question, reasons and options as the service shows them;
 * the decision is made up, in all its kinds and with umlauts, since the cohort has none.
 */
import { readFileSync } from 'node:fs';
import {
  type DiscussionInput,
  draftItems,
  type DraftOutcome,
  type Language,
  rendered,
  type Rendered,
} from '../../../src/core/discussion/index.js';
import {
  assembleHistory,
  type AssessmentDocument,
  type FactStatement,
  type RecordedFact,
} from '../../../src/core/record/index.js';
import { classifyLine, type LesionTrajectory } from '../../../src/core/response/index.js';
import type {
  DecisionContent,
  LesionContent,
  LetterContent,
} from '../../../src/modules/boards/letters/letter-content.js';
import { chartOf } from './letter-chart.js';

const kinds = ['options-chosen', 'none-chosen', 'no-consensus', 'listed-under-standard'] as const;

const typed = {
  en: {
    question: 'Is there anything to decide before the next planned scan?',
    none: 'Continue as planned',
    rationale:
      'The course was read together with the scans before. Carotid contact was looked at again by Dr Jürgen Groß; the fields of 2023 were laid over the scan. The patient wishes to keep swallowing.',
    condition: 'the re-read of the scan shows no contact with the carotid',
    until: 'the next scan, same scanner and slice thickness',
    action: 'Ask for the plan of the earlier radiotherapy',
    second: 'Tell the patient and the family doctor',
    dissent: 'would have waited for the next scan',
    unknown: 'Dose in the field of 2023',
    proposal: 'Treat the growing lesion locally while the drug goes on.',
    amendment: 'The date of the appointment was changed at the wish of the patient.',
    reason: 'Wrong date typed',
    protocol: 'House protocol HN-4, edition of 2026',
    disciplines: ['Head and neck surgery', 'Medical oncology', 'Radiation oncology', 'Radiology', 'Pathology'],
    place: 'Room 2.14, building B, and by video',
  },
  de: {
    question: 'Ist vor der nächsten geplanten Aufnahme etwas zu entscheiden?',
    none: 'Weiter wie geplant',
    rationale:
      'Der Verlauf wurde gemeinsam mit den früheren Aufnahmen gelesen. Der Kontakt zur Karotis wurde von Dr. Jürgen Groß nochmals angesehen; die Felder von 2023 wurden über die Aufnahme gelegt. Die Patientin möchte weiter schlucken können.',
    condition: 'die Zweitbefundung zeigt keinen Kontakt zur Karotis',
    until: 'zur nächsten Aufnahme, gleiches Gerät und gleiche Schichtdicke',
    action: 'Plan der früheren Bestrahlung anfordern',
    second: 'Patientin und Hausärztin unterrichten',
    dissent: 'hätte die nächste Aufnahme abgewartet',
    unknown: 'Dosis im Feld von 2023',
    proposal: 'Die wachsende Läsion örtlich behandeln, während das Medikament weiterläuft.',
    amendment: 'Der Termin wurde auf Wunsch der Patientin verschoben.',
    reason: 'Falsches Datum getippt',
    protocol: 'Hausprotokoll HN-4, Fassung 2026',
    disciplines: ['Kopf-Hals-Chirurgie', 'Onkologie', 'Strahlentherapie', 'Radiologie', 'Pathologie'],
    place: 'Raum 2.14, Gebäude B, und per Video',
  },
} as const;

/** @param demo folder of the cohort, `demo/head-and-neck/` */
export function cohortLetters(demo: URL, language: Language): LetterContent[] {
  const linesOf = <Document>(file: string): Document[] =>
    readFileSync(new URL(file, demo), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Document);
  const assessments = linesOf<AssessmentDocument>('assessments.jsonl');
  const statements = linesOf<FactStatement>('facts.jsonl');
  const patients = [...new Set(assessments.map(({ patient }) => patient.id))];
  return patients.map((patient, index) =>
    letterContent(patient, index, inputOf(patient, assessments, statements), language),
  );
}

function inputOf(
  patient: string,
  assessments: readonly AssessmentDocument[],
  statements: readonly FactStatement[],
): DiscussionInput {
  const facts = statements
    .filter((statement) => statement.patient.id === patient)
    .flatMap((statement) => statement.facts)
    .map((fact, order): RecordedFact => ({
      ...fact,
      value: fact.value ?? null,
      lesion: fact.lesion ?? null,
      evaluator: fact.evaluator ?? null,
      date: fact.date ?? null,
      order,
    }));
  const documents = assessments.filter((document) => document.patient.id === patient);
  const history = assembleHistory({
    assessments: documents.map((document) => ({ status: 'accepted', document })),
    facts,
  });
  return { facts, history, classification: classifyLine(history) };
}

function letterContent(patient: string, index: number, input: DiscussionInput, language: Language): LetterContent {
  const words = typed[language];
  const outcome: Rendered<DraftOutcome> = rendered(draftItems(input), language);
  const item = outcome.items[0];
  const kind = kinds[index % kinds.length]!;
  const chosen = kind === 'options-chosen' ? 1 : -1;
  const options = item?.options.map((option) => option.words) ?? [words.none];
  const lesions = lesionsOf(input, language);
  return {
    language,
    synthetic: true,
    boardName: language === 'de' ? 'Tumorboard Kopf-Hals' : 'Head and neck tumour board',
    siteName: language === 'de' ? 'Klinikum Süd, Universitätsmedizin' : 'Southern Teaching Hospital',
    meeting: { date: '2026-10-06', place: words.place },
    patient: { caseLine: `${patient}: ${outcome.population.words}`, identifier: patient },
    caseNumber: String(4_711 + index),
    question: item?.question ?? words.question,
    clinicianProposal: index % 3 === 0 ? words.proposal : null,
    whyNow: item?.whyNow ?? [],
    lesions,
    options: options.map((option, place) => ({
      words: option,
      chosen: place === Math.min(chosen, options.length - 1),
    })),
    decision: decisionContent(kind, index, language),
    amendments:
      index % 4 === 0
        ? [{ at: '2026-10-08T09:05', by: 'Dr. Özlem Yılmaz', reason: words.reason, text: words.amendment }]
        : [],
    signed: { by: 'Prof. Dr. Änne Müller-Lüdenscheidt', at: '2026-10-06T15:42', hash: 'a3f09b'.repeat(10) + '1c2d' },
    chart: lesions.length === 0 ? null : chartOf(input.classification.evaluators[0]!),
  };
}

function decisionContent(kind: DecisionContent['kind'], index: number, language: Language): DecisionContent {
  const words = typed[language];
  const intents = ['local-control', 'curative', 'symptom-control', 'none-stated'] as const;
  return {
    kind,
    protocol: kind === 'listed-under-standard' ? words.protocol : null,
    intent: intents[index % intents.length]!,
    rationale: words.rationale,
    conditions: [
      { kind: 'if', words: words.condition, owner: 'Dr. Jürgen Groß', expires: '2026-10-20' },
      { kind: 'until', words: words.until, owner: words.disciplines[3], expires: null },
    ],
    actions: [
      { words: words.action, owner: words.disciplines[2], due: '2026-10-13' },
      { words: words.second, owner: 'Dr. Özlem Yılmaz', due: null },
    ],
    dissent: index % 2 === 0 ? [{ by: words.disciplines[1], words: words.dissent }] : [],
    unknown: [words.unknown],
    quorum: { present: words.disciplines.slice(0, 4), missing: words.disciplines.slice(4) },
  };
}

function lesionsOf({ classification }: DiscussionInput, language: Language): LesionContent[] {
  const evaluator = classification.evaluators[0]!;
  return evaluator.lesions.map((lesion) => lesionContent(lesion, language));
}

function lesionContent({ lesion, organ, site, points }: LesionTrajectory, language: Language): LesionContent {
  const shown = (size: number | null | undefined): string =>
    size === null || size === undefined ? '–' : String(size / 1_000).replace('.', language === 'de' ? ',' : '.');
  const against = (from: number | null | undefined, to: number | null | undefined): string => {
    if (typeof from !== 'number' || typeof to !== 'number' || from === 0) return '–';
    const change = ((100 * (to - from)) / from).toFixed(1).replace('-', '−');
    return `${to > from ? '+' : ''}${language === 'de' ? change.replace('.', ',') : change} %`;
  };
  const sizes = points.map(({ size }) => size);
  const [baseline, now] = [sizes[0], sizes.at(-1)];
  const before = sizes.slice(0, -1).filter((size) => size !== null);
  const nadir = before.length === 0 ? null : Math.min(...before);
  const changed = typeof now !== 'number' || typeof baseline !== 'number' || Math.abs(now - baseline) >= 5_000;
  return {
    label: lesion,
    site: site ?? organ ?? '–',
    baseline: shown(baseline),
    previousNadir: shown(nadir),
    now: shown(now),
    changeAgainstBaseline: against(baseline, now),
    changeAgainstNadir: against(nadir, now),
    changed,
  };
}
