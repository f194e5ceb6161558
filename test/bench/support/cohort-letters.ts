/**
 * A letter for each of the sixteen patients of the head and neck cohort, from the bundle that the service would freeze of each; the decision
 * is made up, in all its kinds and with umlauts, since the cohort has none.
 */
import { readFileSync } from 'node:fs';
import {
  asWritten,
  type DiscussionInput,
  draftItems,
  firstScreen,
  type Language,
  languages,
  mergedCase,
  rendered,
} from '../../../src/core/discussion/index.js';
import {
  assembleHistory,
  type AssessmentDocument,
  type FactStatement,
  type RecordedFact,
} from '../../../src/core/record/index.js';
import { classifyLine } from '../../../src/core/response/index.js';
import type { AmendmentRow, DecisionRow } from '../../../src/modules/boards/decisions/decision-reading.js';
import type { SignedOption, SignedText } from '../../../src/modules/boards/decisions/signed-text.js';
import { letterContent } from '../../../src/modules/boards/letters/decided-content.js';
import type { LetterContent } from '../../../src/modules/boards/letters/letter-content.js';
import type { Bundle } from '../../../src/modules/boards/preparation/bundle.js';

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
    place: 'Raum 2.14, Gebäude B, und per Video',
  },
} as const;

/** @param demo folder of the cohort, `demo/head-and-neck/` */
export function cohortLetters(demo: URL, language: Language): CohortLetter[] {
  const linesOf = <Document>(file: string): Document[] =>
    readFileSync(new URL(file, demo), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Document);
  const assessments = linesOf<AssessmentDocument>('assessments.jsonl');
  const statements = linesOf<FactStatement>('facts.jsonl');
  const patients = [...new Set(assessments.map(({ patient }) => patient.id))];
  return patients.map((patient, index) =>
    letterOf(patient, index, inputOf(patient, assessments, statements), language),
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

/** As it is stored: JSON has no undefined. */
const asStored = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** What would be frozen of a patient: the first screen, the merged case and the readings, as the service makes them. */
function bundleOf(index: number, input: DiscussionInput, typedQuestion: string): Bundle {
  const day = '2026-10-06';
  const { items } = draftItems(input);
  const [screen, merged] = [firstScreen({ input, items, day }), mergedCase(items, day)];
  const question = screen.question ?? asWritten(typedQuestion);
  const { history, classification } = input;
  const line = {
    screen,
    merged,
    verdicts: classification.evaluators,
    clinicalEvaluator: history.clinicalEvaluator,
    flags: [],
  };
  const texts = Object.fromEntries(
    languages.map((language) => [language, rendered({ question, line: { screen, merged } }, language)]),
  );
  const record = { number: 4_711 + index, question, proposal: null };
  return asStored({ case: record, day, line, texts }) as unknown as Bundle;
}

type ShownOption = NonNullable<Bundle['line']>['merged']['matrix']['options'][number];

/** A letter with what it was made from. */
export interface CohortLetter {
  readonly patient: string;
  readonly bundle: Bundle;
  readonly content: LetterContent;
}

function letterOf(patient: string, index: number, input: DiscussionInput, language: Language): CohortLetter {
  const words = typed[language];
  const bundle = bundleOf(index, input, words.question);
  const kind = kinds[index % kinds.length]!;
  const shown = bundle.line!.merged.matrix.options;
  const option = shown[Math.min(1, shown.length - 1)];
  const row: DecisionRow = {
    id: String(index + 1),
    caseId: '1',
    meetingId: '1',
    preparation: 1,
    text: signedText(kind, index, language, option),
    hash: 'a3f09b'.repeat(10) + '1c2d',
    signedBy: 'Prof. Dr. Änne Müller-Lüdenscheidt',
    signedAt: new Date('2026-10-06T13:42:00Z'),
    bundle,
    bundleHash: '',
    timeZone: 'Europe/Berlin',
  };
  const content = letterContent(row, index % 4 === 0 ? [amendment(language)] : [], {
    language,
    synthetic: true,
    boardName: language === 'de' ? 'Tumorboard Kopf-Hals' : 'Head and neck tumour board',
    timeZone: row.timeZone,
    meeting: { startsAt: new Date('2026-10-06T12:00:00Z'), place: words.place },
    identifier: patient,
  });
  return { patient, bundle, content: index % 3 === 0 ? { ...content, clinicianProposal: words.proposal } : content };
}

const amendment = (language: Language): AmendmentRow => ({
  number: 1,
  reason: typed[language].reason,
  text: typed[language].amendment,
  by: 'Dr. Özlem Yılmaz',
  byId: '2',
  at: new Date('2026-10-08T07:05:00Z'),
  hash: '',
});

function signedText(
  kind: (typeof kinds)[number],
  index: number,
  language: Language,
  option: ShownOption | undefined,
): SignedText {
  const words = typed[language];
  const intents = ['local-control', 'curative', 'symptom-control', 'none-stated'] as const;
  const chosen: SignedOption =
    option === undefined
      ? { id: null, words: { en: words.none, de: words.none }, lesions: [] }
      : { id: option.id, words: { en: rendered(option.words, 'en'), de: rendered(option.words, 'de') }, lesions: [] };
  return {
    format: 1,
    case: { id: '1', number: 4_711 + index, boardId: '1', meetingId: '1' },
    outcome: {
      kind,
      options: kind === 'options-chosen' ? [chosen] : [],
      protocol: kind === 'listed-under-standard' ? words.protocol : null,
      intent: intents[index % intents.length]!,
      rationale: words.rationale,
      conditions: [
        { kind: 'if', words: words.condition, owner: 'Dr. Jürgen Groß', expires: '2026-10-20' },
        { kind: 'until', words: words.until, owner: 'radiology', expires: null },
      ],
      actions: [
        { words: words.action, owner: 'radiation-oncology', due: '2026-10-13' },
        { words: words.second, owner: 'Dr. Özlem Yılmaz', due: null },
      ],
      dissent: index % 2 === 0 ? [{ by: 'medical-oncology', words: words.dissent }] : [],
      unknown: [words.unknown],
    },
    bundle: '',
    quorum: {
      from: '2026-10-06T13:00:00Z',
      to: '2026-10-06T13:42:00Z',
      met: false,
      present: ['ear-nose-throat-surgery', 'medical-oncology', 'radiation-oncology', 'radiology'],
      missing: [['pathology']],
      people: [],
    },
    signedBy: { accountId: '1', name: 'Prof. Dr. Änne Müller-Lüdenscheidt' },
    signedAt: '2026-10-06T13:42:00Z',
  };
}
