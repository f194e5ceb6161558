/**
 * The head and neck cohort (demo/head-and-neck/SOURCE.md) as input of the discussion rules, as it was known on a day.
 */
import { readFileSync } from 'node:fs';
import {
  assembleHistory,
  type AssessmentDocument,
  type FactStatement,
  type RecordedFact,
} from '../../../../src/core/record/index.js';
import {
  draftItems,
  rendered,
  type DiscussionInput,
  type DraftOutcome,
  type Rendered,
} from '../../../../src/core/discussion/index.js';
import { classifyLine } from '../../../../src/core/response/index.js';

const linesOf = <Document>(file: string): Document[] =>
  readFileSync(new URL(`../../../../demo/head-and-neck/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Document);

const assessments = linesOf<AssessmentDocument>('assessments.jsonl');
const statements = linesOf<FactStatement>('facts.jsonl');

export const patientIds = [...new Set(assessments.map(({ patient }) => patient.id))];

export interface Known {
  /** Only what was reported up to this day; left out, everything. */
  readonly until?: string;
  /** Facts to leave out, by name. */
  readonly without?: readonly string[];
  /** Facts to add, or to put in the place of those of the same name. */
  readonly facts?: readonly Partial<RecordedFact>[];
  /** Sizes in mm by lesion, in the place of those at the last assessment. */
  readonly sizes?: Readonly<Record<string, string>>;
  /** Places by lesion, in the words of the sender, in the place of those of every assessment. */
  readonly sites?: Readonly<Record<string, string>>;
}

function factsOf(patient: string, { until, without = [], facts = [] }: Known): RecordedFact[] {
  const replaced = new Set(facts.map(({ name }) => name));
  const own = statements
    .filter((statement) => statement.patient.id === patient)
    .flatMap((statement) => statement.facts)
    .filter(
      ({ name, date }) =>
        !without.includes(name) && !replaced.has(name) && (until === undefined || date === undefined || date <= until),
    )
    .map((fact, order): RecordedFact => ({
      ...fact,
      value: fact.value ?? null,
      lesion: fact.lesion ?? null,
      evaluator: fact.evaluator ?? null,
      date: fact.date ?? null,
      order,
    }));
  return [
    ...own,
    ...facts.map(
      (fact, index): RecordedFact =>
        ({ state: 'known', lesion: null, evaluator: null, date: null, order: 1_000 + index, ...fact }) as RecordedFact,
    ),
  ];
}

function documentsOf(patient: string, { until, sizes = {}, sites = {} }: Known): AssessmentDocument[] {
  const own = assessments.filter(
    (document) => document.patient.id === patient && (until === undefined || (document.timepoint.date ?? '') <= until),
  );
  const last = own.at(-1);
  const placed = own.map((document) =>
    Object.keys(sites).length === 0
      ? document
      : {
          ...document,
          findings: document.findings.map((finding) =>
            sites[finding.lesion] === undefined ? finding : { ...finding, site: sites[finding.lesion] },
          ),
        },
  );
  return placed.map((document, index) =>
    own[index] !== last
      ? document
      : {
          ...document,
          findings: document.findings.map((finding) =>
            sizes[finding.lesion] === undefined ? finding : { ...finding, size: sizes[finding.lesion] },
          ),
        },
  );
}

/** What the rules get to see of one patient of the cohort. */
export function caseOf(patient: string, known: Known = {}): DiscussionInput {
  const facts = factsOf(patient, known);
  const history = assembleHistory({
    assessments: documentsOf(patient, known).map((document) => ({ status: 'accepted', document })),
    facts,
  });
  return { facts, history, classification: classifyLine(history) };
}

/** What the rules draft of a case, as somebody reads it in English. */
export const readInEnglish = (input: DiscussionInput): Rendered<DraftOutcome> => rendered(draftItems(input), 'en');
