import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  answerOfQuery,
  attributesOfRule,
  chaseList,
  itemFrom,
  type Phrase,
  phraseFrom,
  unacknowledgedReports,
} from '../../../core/discussion/index.js';
import type { EvaluatorClassification, FlagFinding } from '../../../core/response/index.js';
import { openItemStates } from '../../../core/workflow/index.js';
import { type Actor, PatientAccess } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading, snapshot } from '../../../platform/database/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { HistoryReader, type LineHistory, listsBy } from '../../assessments/index.js';
import { inReadingOrder, type ItemRow, itemView } from './case-item-view.js';
import type { CaseLineView, CaseView, IdentityView } from './case-views.js';
import type { LineDiscussion } from '../classify/classification.entity.js';
import { lesionReadings } from '../classify/lesion-readings.js';
import { lastStandings } from '../classify/line-standings.js';
import { statedOfLine } from './stated-of-line.js';
import { lineStateSql } from '../classify/line-state.js';
import { type MutedRules, readMutedRules } from '../ledger/muted-rules.js';

interface PatientRow extends IdentityView {
  readonly id: string;
  readonly synthetic: boolean;
}

interface ClassificationRow extends Pick<CaseLineView, 'engineVersion' | 'ruleSetVersion' | 'inputHash'> {
  readonly treatmentLineId: string;
  readonly result: EvaluatorClassification;
  readonly discussion: LineDiscussion;
  /** As PostgreSQL writes an instant in JSON. */
  readonly createdAt: string;
}

interface FlagRow extends Pick<CaseLineView['flags'][number], 'id' | 'state'> {
  readonly treatmentLineId: string;
  readonly content: FlagFinding;
}

interface HeldRow extends Pick<CaseLineView['held'][number], 'id' | 'timepoint' | 'evaluator'> {
  readonly treatmentLineId: string;
  readonly reasons: readonly { readonly code: string; readonly message: string; readonly value: string | null }[];
}
interface QueryRow {
  readonly treatmentLineId: string;
  readonly code: string;
  readonly message: string;
  /** Null in rows of release 0.1.0. */
  readonly phrases: readonly Phrase[] | null;
}
interface StateRow {
  readonly id: string;
  readonly state: CaseLineView['state'];
}

/** Everything of one patient that a board looks at, read in one snapshot. */
@Injectable()
export class CaseReader {
  constructor(
    private readonly database: Database,
    private readonly access: PatientAccess,
    private readonly histories: HistoryReader,
    private readonly trail: AuditTrail,
  ) {}

  /** The case without the patient's identity. */
  async read(actor: Actor, patientId: string): Promise<CaseView> {
    await this.access.require(actor, patientId);
    this.trail.noteRead('case.read', [patientId]);
    return this.database.asActor(
      actor,
      async (manager) => {
        const { id, synthetic } = await readPatient(manager, patientId);
        const states = await manager.query<StateRow[]>(statesSql, [id]);
        const histories = await this.histories.read(
          manager,
          states.map((line) => line.id),
        );
        const rows = await readRows(
          manager,
          states.map((line) => line.id),
        );
        const muted = await readMutedRules(manager);
        return {
          id,
          synthetic,
          facts: factsOf(histories),
          reports: reportsOf(histories),
          lines: histories
            .map((history) =>
              lineView(
                history,
                states.find((line) => line.id === history.treatmentLineId)?.state ?? 'current',
                rows,
                muted,
              ),
            )
            .reverse(),
        };
      },
      snapshot,
    );
  }

  /** Who the patient is: asked for on purpose, and kept in the audit as that. */
  async identity(actor: Actor, patientId: string): Promise<IdentityView> {
    await this.access.require(actor, patientId);
    this.trail.noteRead('patient.identify', [patientId]);
    const { issuer, patientId: number } = await this.database.asActor(
      actor,
      (manager) => readPatient(manager, patientId),
      reading,
    );
    return { issuer, patientId: number };
  }
}

async function readPatient(manager: EntityManager, id: string): Promise<PatientRow> {
  const [row] = await manager.query<PatientRow[]>(
    'SELECT id, issuer, patient_id AS "patientId", synthetic FROM assessments_patient AS patient WHERE id = $1',
    [id],
  );
  if (row === undefined) throw Problem.notFound(`There is no patient ${id}.`);
  return row;
}

const statesSql = `
  SELECT line.id, ${lineStateSql('line', 'scan.held')} AS state
  FROM assessments_treatment_line AS line
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS held FROM assessments_assessment AS assessment WHERE treatment_line_id = line.id AND superseded_by IS NULL AND state = 'held') AS scan
  WHERE line.patient_id = $1 ORDER BY line.id`;

/** Facts of the patient come with every line, those of a line with that one; `order` tells them apart. */
function factsOf(histories: readonly LineHistory[]): CaseView['facts'] {
  const byOrder = new Map(
    histories.flatMap(({ facts }) =>
      facts.filter(({ lesion }) => lesion === null).map((fact) => [fact.order, fact] as const),
    ),
  );
  return [...byOrder.values()].map(({ name, state, value, date }) => ({ name, state, value, date }));
}

/** Reports name a patient, so that every line has them; nobody is asked about a patient who has died. */
function reportsOf([line]: readonly LineHistory[]): CaseView['reports'] {
  if (line === undefined || line.facts.some(({ name, state }) => name === 'died' && state === 'known')) return [];
  return unacknowledgedReports(line).map(({ value, date }) => {
    const { what, report } = value as { readonly what: string; readonly report: string };
    return { what, report, date };
  });
}

interface ListedRows {
  readonly classifications: readonly ClassificationRow[];
  readonly flags: readonly FlagRow[];
  readonly items: readonly ItemRow[];
  readonly held: readonly HeldRow[];
  readonly queries: readonly QueryRow[];
}

type Rows = { readonly [Kind in keyof ListedRows]: ReadonlyMap<string, ListedRows[Kind]> };

/** The rows of a query as one value. Ids are read as texts: a number of JSON would lose digits of a bigint. */
const listOf = (query: string): string =>
  `(SELECT coalesce(json_agg(row_to_json(found)), '[]') FROM (${query}) AS found)`;

const rowsSql = `
  SELECT
    ${listOf(`
      SELECT treatment_line_id::text AS "treatmentLineId", engine_version AS "engineVersion", rule_set_version AS "ruleSetVersion",
        encode(input_hash, 'hex') AS "inputHash", result, discussion, created_at AS "createdAt"
      FROM classification WHERE treatment_line_id = ANY ($1::bigint[]) AND superseded_at IS NULL ORDER BY evaluator`)} AS classifications,
    ${listOf(`
      SELECT id::text, treatment_line_id::text AS "treatmentLineId", state, content
      FROM flag WHERE treatment_line_id = ANY ($1::bigint[]) AND superseded_at IS NULL ORDER BY tier, definition, flag.id`)} AS flags,
    ${listOf(`
      SELECT item.id::text, treatment_line_id::text AS "treatmentLineId", version, state, state_reason AS "stateReason", person.display_name AS "stateChangedBy",
        state_changed_at AS "stateChangedAt", predecessor_id::text AS "predecessorId", item.created_at AS "createdAt", content
      FROM discussion_item AS item LEFT JOIN access_account AS person ON person.id = item.state_changed_by WHERE treatment_line_id = ANY ($1::bigint[]) AND superseded_at IS NULL AND set_aside IS NULL`)} AS items,
    ${listOf(`
      SELECT assessment.id::text, treatment_line_id::text AS "treatmentLineId", timepoint, evaluator,
        ARRAY(SELECT json_build_object('code', code, 'message', message, 'value', place -> 'value') FROM assessments_sender_query AS sender_query
          WHERE assessment_id = assessment.id AND kind = 'holds' ORDER BY sender_query.id) AS reasons
      FROM assessments_assessment AS assessment WHERE treatment_line_id = ANY ($1::bigint[]) AND superseded_by IS NULL AND state = 'held' ORDER BY assessment.id`)} AS held,
    ${listOf(`
      SELECT treatment_line_id::text AS "treatmentLineId", code, message, phrases
      FROM assessments_sender_query AS sender_query WHERE treatment_line_id = ANY ($1::bigint[]) AND answered_at IS NULL ORDER BY id`)} AS queries`;

/** All rows of the lines in one question to the database: five would each wait for the one before. */
async function readRows(manager: EntityManager, lineIds: readonly string[]): Promise<Rows> {
  const [lists] = await manager.query<ListedRows[]>(rowsSql, [lineIds]);
  const byLine = <Row extends { readonly treatmentLineId: string }>(
    rows: readonly Row[] = [],
  ): ReadonlyMap<string, readonly Row[]> => listsBy(rows, (row) => [row.treatmentLineId, row]);
  return {
    classifications: byLine(lists?.classifications),
    flags: byLine(lists?.flags),
    items: byLine(lists?.items),
    held: byLine(lists?.held),
    queries: byLine(lists?.queries),
  };
}

function lineView(
  { treatmentLineId: id, implied, history, facts }: LineHistory,
  state: CaseLineView['state'],
  rows: Rows,
  muted: MutedRules,
): CaseLineView {
  const classifications = rows.classifications.get(id) ?? [];
  const [newest] = classifications;
  const population = newest?.discussion.population;
  const standings = lastStandings(history);
  const current = rows.items.get(id) ?? [];
  const mayPark = !current.some((item) => isOpen(item) && attributesOfRule(item.content.rule).neverParked);
  const items = inReadingOrder(current.filter(({ content }) => !muted.has(content.rule)));
  return {
    id,
    implied,
    state,
    treatment: { ...history.treatment },
    lesionFacts: Object.fromEntries(Object.entries(history.lesions).map(([label, facts]) => [label, { ...facts }])),
    clinicalEvaluator: history.clinicalEvaluator,
    classifiedAt: newest === undefined ? null : new Date(newest.createdAt).toISOString(),
    engineVersion: newest?.engineVersion ?? null,
    ruleSetVersion: newest?.ruleSetVersion ?? null,
    inputHash: newest?.inputHash ?? null,
    evaluators: classifications.map(({ result }) => withoutSteps(result)),
    readings: lesionReadings(history, new Map(standings.map(({ evaluator, timepoint }) => [evaluator, timepoint]))),
    standings,
    population: population === undefined || population.standing === 'covered' ? null : phraseFrom(population.words),
    waiting: (newest?.discussion.waiting ?? [])
      .filter(({ rule }) => !muted.has(rule))
      .map(({ title, waitsFor }) => ({
        title: phraseFrom(title),
        waitsFor: waitsFor.map(({ words }) => phraseFrom(words)),
      })),
    parking: newest?.discussion.parking ?? null,
    queries: (rows.queries.get(id) ?? []).flatMap(queryViews),
    nothingAsked: [...(newest?.discussion.nothingAsked ?? [])],
    ...statedOfLine({ history, facts }),
    flags: (rows.flags.get(id) ?? []).map(flagView),
    items: items.map((item) => itemView(item, mayPark)),
    chase: chaseList(items.filter(isOpen).map(({ content }) => itemFrom(content))),
    held: (rows.held.get(id) ?? []).map(({ treatmentLineId: _, reasons, ...held }) => ({
      ...held,
      reasons: reasons.map((fault): Phrase => ({ id: 'sender-query', parameters: fault })),
    })),
  };
}

/** A question of several lesions or readers is several phrases. */
const queryViews = ({ code, message, phrases }: QueryRow): CaseLineView['queries'][number][] =>
  (phrases ?? [phraseFrom(message)]).map((words) => ({ words, answer: answerOfQuery(code) }));

const withoutTrace = <Verdict extends { readonly trace: unknown }>({ trace: _, ...verdict }: Verdict) => verdict;

/** The steps of the verdicts are many, and read where somebody asks how one came about: GET /api/patients/{id}/classifications. */
const withoutSteps = ({ timepoints, ...result }: EvaluatorClassification) => ({
  ...result,
  timepoints: timepoints.map(({ immune, patterns, ...timepoint }) => ({
    ...withoutTrace(timepoint),
    immune: immune ? withoutTrace(immune) : null,
    patterns: patterns.map(withoutTrace),
  })),
});

const isOpen = ({ state }: ItemRow): boolean => openItemStates.includes(state);

function flagView({ id, state, content }: FlagRow): CaseLineView['flags'][number] {
  const { definition, tier, reason, course, holds, evaluatorsFor, evaluatorsAgainst } = content;
  return {
    id,
    state,
    definition,
    tier,
    reason: phraseFrom(reason),
    course,
    holds: holds.map(({ words }) => phraseFrom(words)),
    evaluatorsFor: [...evaluatorsFor],
    evaluatorsAgainst: [...evaluatorsAgainst],
  };
}
