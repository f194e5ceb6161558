import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  assembleHistory,
  type FactName,
  factsReadAs,
  type RecordedAssessment,
  type RecordedFact,
} from '../../core/record/index.js';
import type { TreatmentLineHistory } from '../../core/response/index.js';
import { readMatchesInForce } from './lesion-match-rows.js';
import { type AssessmentRecord, documentOfRecord, listsBy, readAssessments } from './recorded-assessments.js';

/** A treatment line with its history as of one version. */
export interface LineHistory {
  readonly treatmentLineId: string;
  readonly patientId: string;
  readonly historyVersion: string;
  readonly classifiedVersion: string;
  readonly classifiedReleaseId: string | null;
  /** The latest day (YYYY-MM-DD) that had to come for the line to be looked at again; null where none had. */
  readonly dayReached: string | null;
  /** True where the patient is invented for a demonstration. */
  readonly synthetic: boolean;
  /** True where the source named no treatment line. */
  readonly implied: boolean;
  readonly history: TreatmentLineHistory;
  /** Current facts of the patient, of this line and of lesions, as recorded; those of a matched label are of its lesion. */
  readonly facts: readonly RecordedFact[];
}

type LineRow = Omit<LineHistory, 'history' | 'facts'>;

/** A fact with whom it is about; `treatmentLineId` is null for facts of the patient or of a lesion. */
interface FactOfPatient {
  readonly patientId: string;
  readonly treatmentLineId: string | null;
  readonly fact: RecordedFact;
}

/** Reads the histories of treatment lines. */
@Injectable()
export class HistoryReader {
  /**
   * Reads many lines at once, each with the version that its history belongs to. Lines that do not exist are left out.
   * @throws Error outside of a REPEATABLE READ transaction: version and history have to be of one moment
   */
  async read(manager: EntityManager, treatmentLineIds: readonly string[]): Promise<LineHistory[]> {
    const rows: (LineRow & { isolation: string })[] = await manager.query(
      `
      SELECT current_setting('transaction_isolation') AS isolation, line.id AS "treatmentLineId", line.patient_id AS "patientId", line.history_version AS "historyVersion", patient.synthetic, line.implied,
        line.classified_version AS "classifiedVersion", line.classified_release_id AS "classifiedReleaseId",
        line.day_reached::text AS "dayReached"
      FROM treatment_line AS line JOIN patient ON patient.id = line.patient_id
      WHERE line.id = ANY ($1::bigint[]) ORDER BY line.id`,
      [treatmentLineIds],
    );
    const lines = rows.map(({ isolation, ...line }): LineRow => {
      requireSnapshot(isolation);
      return line;
    });
    const records = await readAssessments(
      manager,
      'assessment.treatment_line_id = ANY ($1::bigint[]) AND assessment.superseded_by IS NULL',
      [treatmentLineIds],
    );
    const assessments = listsBy(records, (record) => [record.treatmentLineId, recordedAssessment(record)]);
    const facts = listsBy(
      await readFacts(
        manager,
        lines.map(({ patientId }) => patientId),
      ),
      (fact) => [fact.patientId, fact],
    );
    const matches = await readMatchesInForce(manager, treatmentLineIds);
    return lines.map((line) => {
      const ofLine = (facts.get(line.patientId) ?? []).filter(
        ({ treatmentLineId }) => treatmentLineId === null || treatmentLineId === line.treatmentLineId,
      );
      const recorded = {
        assessments: assessments.get(line.treatmentLineId) ?? [],
        facts: ofLine.map(({ fact }) => fact),
        matches: matches.get(line.treatmentLineId) ?? [],
      };
      return { ...line, history: assembleHistory(recorded), facts: factsReadAs(recorded) };
    });
  }

  /** Current facts of these names, by patient, as recorded. */
  async factsOf(
    manager: EntityManager,
    patientIds: readonly string[],
    names: readonly FactName[],
  ): Promise<ReadonlyMap<string, readonly RecordedFact[]>> {
    return listsBy(await readFacts(manager, patientIds, names), ({ patientId, fact }) => [patientId, fact]);
  }
}

function requireSnapshot(isolation: string): void {
  if (isolation !== 'repeatable read')
    throw new Error(
      `A history is read in a transaction that is ${isolation}: expected REPEATABLE READ, so that it belongs to its version.`,
    );
}

function recordedAssessment(record: AssessmentRecord): RecordedAssessment {
  const document = documentOfRecord(record);
  if (document !== null) return { status: 'accepted', document };
  const { evaluator, timepoint, date_as_sent, study_day, timepoint_order, stated_baseline, held } = record;
  return {
    status: 'held',
    evaluator,
    timepoint: {
      label: timepoint,
      date: date_as_sent,
      studyDay: study_day,
      baseline: stated_baseline,
      order: timepoint_order,
    },
    held,
  };
}

/** Current facts of patients, in the order in which they were recorded. @param names null for all */
async function readFacts(
  manager: EntityManager,
  patientIds: readonly string[],
  names: readonly FactName[] | null = null,
): Promise<FactOfPatient[]> {
  const rows: (Omit<RecordedFact, 'order'> & { id: string; patientId: string; treatmentLineId: string | null })[] =
    await manager.query(
      `
    SELECT id, patient_id AS "patientId", treatment_line_id AS "treatmentLineId", name, state, value, lesion, evaluator, date_as_sent AS date
    FROM case_fact WHERE patient_id = ANY ($1::bigint[]) AND superseded_at IS NULL AND ($2::text[] IS NULL OR name = ANY ($2)) ORDER BY id`,
      [patientIds, names],
    );
  return rows.map(({ id, patientId, treatmentLineId, ...fact }) => ({
    patientId,
    treatmentLineId,
    fact: { ...fact, order: Number(id) },
  }));
}
