/**
 * Hard clinical cases (test/fixtures/clinical): what a board must be asked about each, and what must not be said. Each is looked at as it
 * was known on every day in its `untils` and at last as a whole: what must be there stands at one of these looks, what must not at none.
 */
import { readFileSync } from 'node:fs';
import { discussedLine, type DiscussedLine } from '../../src/core/discussion/index.js';
import { jsonDocuments } from './json-documents.js';
import { assembleHistory, recordedFactsOf } from '../../src/core/record/index.js';
import { classifyLine } from '../../src/core/response/index.js';

export interface ClinicalCase {
  readonly case: string;
  readonly title: string;
  readonly flags: readonly string[];
  readonly notFlags: readonly string[];
  readonly items: readonly string[];
  readonly notItems: readonly string[];
  readonly says: readonly string[];
  readonly neverSays: readonly string[];
  readonly why: string;
}

const folder = new URL('../fixtures/clinical/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

export const clinicalCases = read('expected.json') as readonly ClinicalCase[];

/** What is not met yet, case by case: what is wanting, and why. */
export const notMetYet = read('not-met-yet.json') as Readonly<
  Record<string, { readonly wanting: string; readonly reason: string }>
>;

const isKnown = (date: string | undefined, until: string | null): boolean =>
  until === null || date === undefined || date <= until;

/** A case as it was known on a day; null = all of it. */
export const lookAt = (name: string, until: string | null): DiscussedLine =>
  lookAtBytes(readFileSync(new URL(name, folder)), until);

/** The file of a case as plain data, to be changed. */
export const caseFile = (name: string): CaseFile => read(name) as CaseFile;

/** A changed case as a whole. */
export const lookAtFile = (file: CaseFile): DiscussedLine => lookAtBytes(Buffer.from(JSON.stringify(file)), null);

export interface CaseFile {
  assessments: { timepoint: { date: string }; contrastPhase?: string; findings: Record<string, unknown>[] }[];
  facts: { facts: { name: string; state: string; value?: unknown; lesion?: string; date?: string }[] }[];
}

function lookAtBytes(bytes: Buffer, until: string | null): DiscussedLine {
  const { assessments, statements } = jsonDocuments(bytes);
  const facts = statements
    .map((statement) => ({ ...statement, facts: statement.facts.filter(({ date }) => isKnown(date, until)) }))
    .flatMap((statement, index) => recordedFactsOf(statement, index * 1_000));
  const known = assessments.filter(({ timepoint }) => isKnown(timepoint.date, until));
  const history = assembleHistory({
    assessments: known.map((document) => ({ status: 'accepted', document })),
    facts,
  });
  return discussedLine({ facts, history, classification: classifyLine(history) }, 'en');
}

/** Every look at a case, the last as a whole. */
export const looksAt = (name: string): readonly DiscussedLine[] =>
  [...((read(name) as { readonly untils?: readonly string[] }).untils ?? []), null].map((until) => lookAt(name, until));

const flagsOf = ({ flags }: DiscussedLine): string[] =>
  flags.filter(({ tier }) => tier === 'flag').map(({ definition }) => definition);
const rulesOf = ({ drafts }: DiscussedLine): string[] => drafts.map(({ rule }) => rule);
/** Every text of a look. */
const textOf = (look: DiscussedLine): string => JSON.stringify(look);

/** What is wanting, in words; nothing where the case is as expected. */
export function wanting(expected: ClinicalCase): string[] {
  const looks = looksAt(expected.case);
  const [flags, rules, text] = [looks.flatMap(flagsOf), looks.flatMap(rulesOf), looks.map(textOf).join('\n')];
  return [
    ...expected.flags.filter((flag) => !flags.includes(flag)).map((flag) => `no flag ${flag}`),
    ...expected.notFlags.filter((flag) => flags.includes(flag)).map((flag) => `a flag ${flag}`),
    ...expected.items.filter((rule) => !rules.includes(rule)).map((rule) => `no item ${rule}`),
    ...expected.notItems.filter((rule) => rules.includes(rule)).map((rule) => `an item ${rule}`),
    ...expected.says.filter((words) => !text.includes(words)).map((words) => `does not say '${words}'`),
    ...expected.neverSays.filter((words) => text.includes(words)).map((words) => `says '${words}'`),
  ];
}
