import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  catalogue,
  disciplinesNeeded,
  screenOf,
  type FirstScreen,
  itemFrom,
  mergedCase,
  type MergedCase,
  type Phrase,
} from '../../../core/discussion/index.js';
import type { LineHistory } from '../../assessments/index.js';
import { lastStandings } from '../classify/line-standings.js';
import { citedText } from './case-item-view.js';
import { type LineDiscussed, LineDiscussions } from './line-discussions.service.js';

export interface AskedLine {
  readonly treatmentLineId: string;
  /** Day of reading, YYYY-MM-DD. */
  readonly day: string;
  /** The board's question where somebody worded it; null: that of the point that leads. */
  readonly question: Phrase | null;
}

/** A scan as it was sent: a correction is another one in its place. */
interface ScanOfLine {
  readonly id: string;
  readonly evaluator: string;
  readonly timepoint: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly state: string;
}

/** Everything that a board is shown of a line, whole: what a preparation freezes. */
export interface LineContent {
  readonly historyVersion: string;
  /** Null where the line was not classified yet. */
  readonly engineVersion: string | null;
  readonly ruleSetVersion: string | null;
  readonly inputHash: string | null;
  readonly rules: readonly { readonly rule: string; readonly version: string }[];
  readonly screen: FirstScreen;
  readonly merged: MergedCase;
  /** By evaluator, with every verdict and its trace, as they were computed. */
  readonly verdicts: readonly Readonly<Record<string, unknown>>[];
  /** The designated clinical reader; null where none is named. */
  readonly clinicalEvaluator: string | null;
  /** What was given, and by label what was done to each lesion, as facts state it. */
  readonly treatment: Readonly<Record<string, unknown>>;
  readonly lesionFacts: Readonly<Record<string, unknown>>;
  /** How every lesion stands at each evaluator's last scan, sizes in micrometres. */
  readonly standings: readonly Readonly<Record<string, unknown>>[];
  readonly flags: readonly Readonly<Record<string, unknown>>[];
  readonly scans: readonly ScanOfLine[];
  readonly facts: readonly FactOfLine[];
  readonly evidence: readonly {
    readonly id: string;
    readonly source: string;
    readonly doi: string | null;
    readonly finding: Phrase;
  }[];
  /** One discipline of each list is needed, beside those that the board's own rule of quorum asks for. */
  readonly disciplines: readonly (readonly string[])[];
}

interface FactOfLine {
  readonly order: number;
  readonly name: string;
  /** Null where no short words are known for it. */
  readonly words: Phrase | null;
  readonly state: string;
  readonly value: unknown;
  readonly lesion: string | null;
  readonly date: string | null;
}

interface Rows {
  readonly classifications: readonly {
    readonly engineVersion: string;
    readonly ruleSetVersion: string;
    readonly inputHash: string;
    readonly result: Readonly<Record<string, unknown>>;
  }[];
  readonly flags: readonly Readonly<Record<string, unknown>>[];
  readonly scans: readonly ScanOfLine[];
}

const listOf = (query: string): string =>
  `(SELECT coalesce(json_agg(row_to_json(found)), '[]') FROM (${query}) AS found)`;

const rowsSql = `
  SELECT
    ${listOf(`SELECT engine_version AS "engineVersion", rule_set_version AS "ruleSetVersion", encode(input_hash, 'hex') AS "inputHash", result
      FROM classification WHERE treatment_line_id = $1 AND superseded_at IS NULL ORDER BY evaluator`)} AS classifications,
    ${listOf(`SELECT id::text, tier, definition, state, content FROM flag
      WHERE treatment_line_id = $1 AND superseded_at IS NULL AND flag.state = 'open' ORDER BY tier, definition, flag.id`)} AS flags,
    ${listOf(`SELECT id::text, evaluator, timepoint, date_from::text AS "from", date_to::text AS "to", state FROM assessments_assessment AS assessment
      WHERE treatment_line_id = $1 AND superseded_by IS NULL ORDER BY assessment.id`)} AS scans`;

/** Reads everything of a line that a board is shown, for who keeps it. */
@Injectable()
export class LineContents {
  constructor(private readonly discussions: LineDiscussions) {}

  /**
   * @param manager of a REPEATABLE READ transaction: what is shown is of one moment
   * @throws Error where there is no such line
   */
  async read(manager: EntityManager, asked: AskedLine): Promise<LineContent> {
    const discussed = await this.discussions.read(manager, asked.treatmentLineId);
    if (discussed === null) throw new Error(`There is no treatment line ${asked.treatmentLineId}.`);
    const [rows] = await manager.query<Rows[]>(rowsSql, [asked.treatmentLineId]);
    if (rows === undefined) throw new Error('PostgreSQL returned no row for the contents of a line.');
    return contentOf(discussed, rows, asked);
  }
}

function contentOf({ line, input, items }: LineDiscussed, rows: Rows, { day, question }: AskedLine): LineContent {
  const { history, facts } = line;
  const stored = items.map(({ content }) => content);
  const merged = mergedCase(stored, day);
  const [newest] = rows.classifications;
  return {
    historyVersion: line.historyVersion,
    engineVersion: newest?.engineVersion ?? null,
    ruleSetVersion: newest?.ruleSetVersion ?? null,
    inputHash: newest?.inputHash ?? null,
    rules: stored.map(itemFrom).map(({ rule, ruleVersion }) => ({ rule, version: ruleVersion })),
    screen: screenOf(merged, { input, ...(question === null ? {} : { question }) }),
    merged,
    verdicts: rows.classifications.map(({ result }) => result),
    clinicalEvaluator: history.clinicalEvaluator,
    treatment: { ...history.treatment },
    lesionFacts: { ...history.lesions },
    standings: lastStandings(history).map((standing) => ({ ...standing })),
    flags: rows.flags,
    scans: rows.scans,
    facts: facts.map(factOf),
    evidence: merged.evidence.flatMap(({ id }) => citedOf(id)),
    disciplines: disciplinesNeeded(stored)
      .needed.filter(({ because }) => because.some((reason) => reason.of !== 'preset'))
      .map(({ oneOf }) => oneOf),
  };
}

const factOf = ({ order, name, state, value, lesion, date }: LineHistory['facts'][number]): FactOfLine => ({
  order,
  name,
  words: catalogue.facts.has(name) ? { id: 'fact-short', parameters: { fact: name } } : null,
  state,
  value: value ?? null,
  lesion: lesion ?? null,
  date: date ?? null,
});

function citedOf(id: string): LineContent['evidence'] {
  const cited = citedText(id);
  return cited === null ? [] : [{ id, source: cited.source, doi: cited.doi, finding: cited.finding }];
}
