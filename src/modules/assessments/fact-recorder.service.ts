import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { FactStatement } from '../../core/record/index.js';
import {
  hashOfStatement,
  isPatientWide,
  lineKeyOfStatement,
  readStatements,
  type StatementToWrite,
  type StoredStatement,
  type StoredStatements,
  writeStatements,
} from './fact-rows.js';
import { LineVersions } from './line-versions.service.js';
import {
  lineKeyOf,
  patientKey,
  PatientRegister,
  refusalOf,
  type RegisteredPatient,
} from './patient-register.service.js';
import {
  type ConflictOutcome,
  listUnder,
  overtakenSources,
  present,
  type RecordingContext,
  sourceKey,
} from './recording.js';
import { conflictOf } from './recording-plan.js';
import { currentRevision, decideRevision, nextRevision, type RevisionDecision } from './source-revisions.js';

/** What became of one statement; see `AssessmentOutcome`. */
export type FactOutcome =
  | { readonly status: 'created'; readonly revision: number; readonly patientId: string }
  | {
      readonly status: 'known';
      readonly revision: number;
      readonly supersededBy: number | null;
      readonly patientId: string;
    }
  | ConflictOutcome;

export interface FactsRecorded {
  /** In the order of what was given. */
  readonly outcomes: readonly FactOutcome[];
  /** Lines that the facts are about: to be classified after the commit. */
  readonly touchedLineIds: readonly string[];
}

interface Arrival {
  readonly index: number;
  readonly source: string;
  readonly statement: FactStatement;
  readonly revision: number | undefined;
  readonly hash: string;
}

interface PlannedStatement extends StatementToWrite {
  readonly index: number;
  readonly replaces: StoredStatement | null;
}

/** What a step of the recording found out: outcomes that are final, and what goes on. */
interface Step<Open> {
  readonly outcomes: ReadonlyMap<number, FactOutcome>;
  readonly open: readonly Open[];
}

/** Records statements of facts, by the same identity, locks and versions as assessments. */
@Injectable()
export class FactRecorder {
  constructor(
    private readonly register: PatientRegister,
    private readonly lines: LineVersions,
  ) {}

  /**
   * Records a batch in the caller's transaction, which must be READ COMMITTED. A fact about a patient or a lesion concerns all lines of
   * the patient, a fact about a treatment line that line alone. Statements of one source record count in the order in which they stand.
   */
  async record(
    manager: EntityManager,
    statements: readonly FactStatement[],
    context: RecordingContext,
  ): Promise<FactsRecorded> {
    const outcomes = new Map<number, FactOutcome>();
    const touched = new Set<string>();
    for (const wave of wavesOf(statements)) {
      for (const [index, outcome] of await this.#recordWave(manager, wave, context, touched))
        outcomes.set(index, outcome);
    }
    await this.lines.advance(manager, touched);
    return { outcomes: statements.map((_, index) => present(outcomes.get(index))), touchedLineIds: [...touched] };
  }

  /** `wave` holds each source record once. */
  async #recordWave(
    manager: EntityManager,
    wave: readonly Arrival[],
    context: RecordingContext,
    touched: Set<string>,
  ): Promise<Map<number, FactOutcome>> {
    const before = await readStatements(
      manager,
      wave.map(({ statement }) => statement),
    );
    const settled = settle(wave, before);
    const placed = await this.#place(manager, settled.open, before, context);
    const stored = await readStatements(
      manager,
      placed.open.map(({ arrival }) => arrival.statement),
    );
    const planned = plan(placed.open, stored, overtakenSources(before, stored), placed.lockedPatients);
    const statements = await this.#withLines(manager, planned.open);
    const concerned = await this.#lockLines(manager, statements);
    const written = new Set(await writeStatements(manager, statements, context.accountId));
    const done = statements.filter((statement) => written.has(statement));
    for (const id of concerned(done)) touched.add(id);
    return new Map([
      ...settled.outcomes,
      ...placed.outcomes,
      ...planned.outcomes,
      ...statements.map((statement): [number, FactOutcome] => [
        statement.index,
        written.has(statement)
          ? createdOutcome(statement)
          : conflictOf('recorded-at-the-same-time', statement.replaces),
      ]),
    ]);
  }

  /** Registers the patients and keeps them for this transaction alone: no line of theirs can open unseen. */
  async #place(
    manager: EntityManager,
    open: readonly Arrival[],
    before: StoredStatements,
    context: RecordingContext,
  ): Promise<Step<{ arrival: Arrival; patient: RegisteredPatient }> & { lockedPatients: ReadonlySet<string> }> {
    const patients = await this.register.register(
      manager,
      open.map(({ statement }) => ({ ...statement.patient, synthetic: statement.synthetic })),
      context,
    );
    const outcomes = new Map<number, FactOutcome>();
    const welcome = open.flatMap((arrival) => {
      const {
        patient: { issuer, id },
        synthetic,
      } = arrival.statement;
      const patient = present(patients.get(patientKey(issuer, id)));
      const refusal = refusalOf(patient, synthetic, context.siteId);
      if (refusal !== null) outcomes.set(arrival.index, conflictOf(refusal, null));
      return refusal === null ? [{ arrival, patient }] : [];
    });
    const left = welcome.flatMap(({ arrival }) => currentRevision(before.get(arrival.source) ?? [])?.patientId ?? []);
    const lockedPatients = new Set([...welcome.map(({ patient }) => patient.id), ...left]);
    await this.register.lock(manager, lockedPatients, 'alone');
    return { open: welcome, outcomes, lockedPatients };
  }

  /** Opens the lines that facts of a treatment line name. */
  async #withLines(manager: EntityManager, planned: readonly PlannedStatement[]): Promise<PlannedStatement[]> {
    const lineOf = ({ statement, patientId }: PlannedStatement) => {
      const lineKey = lineKeyOfStatement(statement);
      return lineKey === null ? null : { patientId, lineKey };
    };
    const lineIds = await this.register.openLines(
      manager,
      planned.flatMap((entry) => lineOf(entry) ?? []),
    );
    return planned.map((entry) => {
      const line = lineOf(entry);
      return { ...entry, treatmentLineId: line === null ? null : present(lineIds.get(lineKeyOf(line))) };
    });
  }

  /** Locks all lines that statements concern, as they are and as they were; the answer tells those of some of the statements. */
  async #lockLines(
    manager: EntityManager,
    planned: readonly PlannedStatement[],
  ): Promise<(statements: readonly PlannedStatement[]) => string[]> {
    const scopesOf = (statements: readonly PlannedStatement[]) =>
      statements.flatMap(({ statement, replaces, ...own }) => [
        { ...own, patientWide: isPatientWide(statement) },
        ...(replaces === null ? [] : [replaces]),
      ]);
    const scopes = scopesOf(planned);
    const ofPatients = await this.register.linesOf(
      manager,
      scopes.filter(({ patientWide }) => patientWide).map(({ patientId }) => patientId),
    );
    const concerned = (statements: readonly PlannedStatement[]) =>
      scopesOf(statements).flatMap(({ patientWide, patientId, treatmentLineId }) => [
        ...(treatmentLineId === null ? [] : [treatmentLineId]),
        ...(patientWide ? ofPatients.filter((line) => line.patientId === patientId).map(({ id }) => id) : []),
      ]);
    await this.lines.lock(manager, concerned(planned));
    return concerned;
  }
}

/** Waves in which each source record stands once at most, so that each statement is judged with those before it in place. */
function wavesOf(statements: readonly FactStatement[]): Arrival[][] {
  const bySource = new Map<string, Arrival[]>();
  statements.forEach((statement, index) => {
    const source = sourceKey(statement);
    listUnder(bySource, source, {
      index,
      source,
      statement,
      revision: statement.revision,
      hash: hashOfStatement(statement),
    });
  });
  const waves: Arrival[][] = [];
  for (const arrivals of bySource.values()) arrivals.forEach((arrival, wave) => (waves[wave] ??= []).push(arrival));
  return waves;
}

/** What can be told without a lock: see `settle` of recording-plan.ts. */
function settle(wave: readonly Arrival[], stored: StoredStatements): Step<Arrival> {
  const outcomes = new Map<number, FactOutcome>();
  const open = wave.filter((arrival) => {
    const revisions = stored.get(arrival.source) ?? [];
    const outcome = finalOutcome(decideRevision(revisions, arrival), revisions);
    if (outcome !== null) outcomes.set(arrival.index, outcome);
    return outcome === null;
  });
  return { outcomes, open };
}

/** Decides each statement under the lock of its patient. */
function plan(
  placed: readonly { readonly arrival: Arrival; readonly patient: RegisteredPatient }[],
  stored: StoredStatements,
  overtaken: ReadonlySet<string>,
  lockedPatients: ReadonlySet<string>,
): Step<PlannedStatement> {
  const outcomes = new Map<number, FactOutcome>();
  const open = placed.flatMap(({ arrival, patient }): PlannedStatement[] => {
    const revisions = stored.get(arrival.source) ?? [];
    const decision = decideRevision(revisions, arrival);
    if (decision.kind !== 'new') {
      outcomes.set(arrival.index, present(finalOutcome(decision, revisions)));
      return [];
    }
    const { replaces, revision } = decision;
    const unseen =
      replaces !== null &&
      ((overtaken.has(arrival.source) && arrival.revision === undefined) || !lockedPatients.has(replaces.patientId));
    if (unseen) outcomes.set(arrival.index, conflictOf('recorded-at-the-same-time', replaces));
    return unseen
      ? []
      : [
          {
            index: arrival.index,
            statement: arrival.statement,
            revision,
            replaces,
            patientId: patient.id,
            treatmentLineId: null,
          },
        ];
  });
  return { outcomes, open };
}

function finalOutcome(
  decision: RevisionDecision<StoredStatement>,
  revisions: readonly StoredStatement[],
): FactOutcome | null {
  if (decision.kind === 'new') return null;
  if (decision.kind === 'conflict') return conflictOf(decision.code, decision.current);
  const { stored } = decision;
  return {
    status: 'known',
    revision: stored.revision,
    supersededBy: nextRevision(revisions, stored)?.revision ?? null,
    patientId: stored.patientId,
  };
}

const createdOutcome = ({ revision, patientId }: PlannedStatement): FactOutcome => ({
  status: 'created',
  revision,
  patientId,
});
