import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AssembledGroup } from '../../core/formats/index.js';
import type { AssessmentDocument } from '../../core/record/index.js';
import { readRevisions, writeAssessments } from './assessment-writer.js';
import { LineVersions } from './line-versions.service.js';
import { lineKeyOf, patientKey, PatientRegister, refusalOf } from './patient-register.service.js';
import {
  overtakenSources,
  present,
  type RecordingContext,
  reserveIds,
  sourceKey,
  type SourceName,
} from './recording.js';
import {
  type Arrival,
  arrivalOf,
  type AssessmentOutcome,
  conflictOf,
  currentLines,
  type PlacedArrival,
  plan,
  type PlannedWrite,
  settle,
  writtenOutcome,
} from './recording-plan.js';
import { type RaisedQuery, SenderQueries } from './sender-queries.service.js';

/** What arrives: a checked document, or, where rows hold it, its identity and why. */
export type IncomingAssessment = AssembledGroup;

export interface AssessmentsRecorded {
  /** In the order of what was given. */
  readonly outcomes: readonly AssessmentOutcome[];
  /** Lines whose history changed: to be classified after the commit. */
  readonly touchedLineIds: readonly string[];
}

/** How the elements of a batch stand to one another. */
export interface Company {
  /** True where they come from requests that know nothing of one another: of two corrections without a number the second is a conflict. */
  readonly apart: boolean;
  /** Source records of which a revision was recorded while an element of this batch waited: a correction of them was made without knowing it. */
  readonly overtaken: readonly SourceName[];
}

const oneSender: Company = { apart: false, overtaken: [] };

/** A document that passed `checkAssessmentDocument`, as the recorder takes it. */
export function incomingDocument(document: AssessmentDocument): IncomingAssessment {
  const { issuer, sourceId, patient, evaluator, timepoint } = document;
  return {
    identity: {
      issuer,
      sourceId,
      patient,
      evaluator,
      treatmentLine: document.treatmentLine ?? null,
      timepoint: {
        label: timepoint.label,
        date: timepoint.date ?? null,
        studyDay: timepoint.studyDay ?? null,
        baseline: timepoint.baseline ?? null,
        ...(timepoint.order === undefined ? {} : { order: timepoint.order }),
      },
    },
    assessment: document,
    held: [],
    queries: [],
  };
}

/** Records assessments: identity at the source, locks and versions as the design settles them. */
@Injectable()
export class AssessmentRecorder {
  constructor(
    private readonly register: PatientRegister,
    private readonly lines: LineVersions,
    private readonly queries: SenderQueries,
  ) {}

  /**
   * Records a batch in the caller's transaction: all of it commits or none. A source record may stand in it several times, in the order
   * in which its revisions count. The transaction must be READ COMMITTED: what others committed while this one waited for a lock has
   * to be seen.
   */
  async record(
    manager: EntityManager,
    incoming: readonly IncomingAssessment[],
    context: RecordingContext,
    { apart, overtaken }: Company = oneSender,
  ): Promise<AssessmentsRecorded> {
    const arrivals = incoming.flatMap((element, index) => arrivalOf(element, index) ?? []);
    const before = await readRevisions(
      manager,
      arrivals.map(({ identity }) => identity),
    );
    const settled = settle(arrivals, before);
    const { placed, refused } = await this.#place(manager, settled.open, context);
    const locked = await this.lines.lock(manager, [
      ...placed.map(({ treatmentLineId }) => treatmentLineId),
      ...currentLines(settled.open, before),
    ]);
    const stored = await readRevisions(
      manager,
      placed.map(({ arrival }) => arrival.identity),
    );
    const planned = plan(placed, {
      stored,
      overtaken: new Set([...overtakenSources(before, stored), ...overtaken.map(sourceKey)]),
      locked: new Set(locked.keys()),
      apart,
    });
    const written = await writeAssessments(manager, planned.writes, context);
    const merges = new Map(placed.map(({ arrival, patient }) => [arrival.index, patient.merges]));
    await this.register.noteArrivals(
      manager,
      written.map(({ arrival, assessment }) => ({
        assessmentId: assessment.id,
        merges: merges.get(arrival.index) ?? [],
      })),
    );
    const touchedLineIds = await this.#advance(manager, written);
    const byIndex = new Map([
      ...settled.outcomes,
      ...refused,
      ...planned.outcomes,
      ...outcomesOf(planned.writes, written),
    ]);
    const outcomes = incoming.map(
      (_, index): AssessmentOutcome => byIndex.get(index) ?? { status: 'held', assessmentId: null },
    );
    await this.#raiseQueries(manager, incoming, outcomes, context);
    return { outcomes, touchedLineIds };
  }

  /** Gives each arrival its patient and its treatment line, which are registered where they are new. */
  async #place(
    manager: EntityManager,
    open: readonly Arrival[],
    context: RecordingContext,
  ): Promise<{ placed: PlacedArrival[]; refused: Map<number, AssessmentOutcome> }> {
    const patients = await this.register.register(
      manager,
      open.map(({ identity, document }) => ({ ...identity.patient, synthetic: document?.synthetic })),
      context,
    );
    const outside = await this.register.outsideOwnBoards(manager, [...patients.values()], context);
    const refused = new Map<number, AssessmentOutcome>();
    const welcome = open.flatMap((arrival) => {
      const patient = present(patients.get(patientKey(arrival.identity.patient.issuer, arrival.identity.patient.id)));
      const refusal = outside.has(patient.id)
        ? 'patient-of-another-board'
        : refusalOf(patient, arrival.document?.synthetic, context.siteId);
      if (refusal !== null) refused.set(arrival.index, conflictOf(refusal, null));
      return refusal === null
        ? [{ arrival, patient, line: { patientId: patient.id, lineKey: arrival.identity.treatmentLine ?? '' } }]
        : [];
    });
    await this.register.lock(
      manager,
      welcome.map(({ patient }) => patient.id),
      'shared',
    );
    const lineIds = await this.register.openLines(
      manager,
      welcome.map(({ line }) => line),
    );
    const ids = await reserveIds(manager, 'assessment', welcome.length);
    const placed = welcome.map(({ arrival, patient, line }, index) => ({
      arrival,
      patient,
      treatmentLineId: present(lineIds.get(lineKeyOf(line))),
      reservedId: present(ids[index]),
    }));
    return { placed, refused };
  }

  /** A correction may take an assessment to another line: then the history of both has changed. */
  async #advance(manager: EntityManager, written: readonly PlannedWrite[]): Promise<string[]> {
    const replaced = written.flatMap(({ replaces }) => replaces ?? []);
    await this.queries.answer(
      manager,
      replaced.map(({ id }) => id),
    );
    const touched = [
      ...new Set(
        [...written.map(({ assessment }) => assessment), ...replaced].map(({ treatmentLineId }) => treatmentLineId),
      ),
    ];
    await this.lines.advance(manager, touched);
    return touched;
  }

  async #raiseQueries(
    manager: EntityManager,
    incoming: readonly IncomingAssessment[],
    outcomes: readonly AssessmentOutcome[],
    { importId }: RecordingContext,
  ): Promise<void> {
    if (importId === null) return;
    await this.queries.raise(
      manager,
      incoming.flatMap((element, index): RaisedQuery[] => {
        const outcome = outcomes[index];
        const assessmentId = outcome === undefined || outcome.status === 'conflict' ? null : outcome.assessmentId;
        return [
          ...element.held.map((fault) => ({ importId, assessmentId, kind: 'holds' as const, fault })),
          ...element.queries.map((fault) => ({ importId, assessmentId, kind: 'asks' as const, fault })),
        ];
      }),
    );
  }
}

function outcomesOf(
  planned: readonly PlannedWrite[],
  written: readonly PlannedWrite[],
): Map<number, AssessmentOutcome> {
  const done = new Set(written);
  return new Map(
    planned.map((write) => [
      write.arrival.index,
      done.has(write) ? writtenOutcome(write) : conflictOf('recorded-at-the-same-time', write.replaces),
    ]),
  );
}
