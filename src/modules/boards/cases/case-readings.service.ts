import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  disciplinesNeeded,
  type DiscussionInput,
  type Freshness,
  mergedCase,
  type MergedCase,
  phraseFrom,
  type QuorumPreset,
  readinessOf,
  screenOf,
  type StoredItem,
} from '../../../core/discussion/index.js';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, snapshot } from '../../../platform/database/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { citedText, LineDiscussions } from '../../triage/index.js';
import { notThere, rolesOnCase } from './case-access.js';
import type { ShownReading } from './case-reading-views.js';

interface CaseRow {
  readonly boardId: string;
  readonly patientId: string;
  readonly treatmentLineId: string | null;
  readonly question: string | null;
  readonly freshness: Freshness;
  readonly quorum: string | null;
  readonly today: string;
}

export interface CaseContents {
  readonly input: DiscussionInput;
  readonly items: readonly { readonly id: string; readonly content: StoredItem }[];
  readonly row: CaseRow;
}

/** The day is the board's. */
const caseSql = `
  SELECT board_case.board_id AS "boardId", board_case.patient_id AS "patientId", board_case.treatment_line_id AS "treatmentLineId", board_case.question,
    (now() AT TIME ZONE board.time_zone)::date::text AS today, board.freshness, board.quorum ->> 'preset' AS quorum
  FROM board_case JOIN board ON board.id = board_case.board_id WHERE board_case.id = $1`;

/** Cases as one reading: what a board reads first, and the merged lists behind it. */
@Injectable()
export class CaseReadings {
  constructor(
    private readonly database: Database,
    private readonly lines: LineDiscussions,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws Problem 'not found' for a case that is not the actor's, 'conflict' for one of which nothing was measured yet */
  async read(actor: Actor, caseId: string): Promise<ShownReading> {
    const { shown, patientId } = await this.database.asActor(
      actor,
      async (manager) => {
        const contents = await this.contents(manager, actor, caseId);
        return { shown: readingOf(caseId, contents), patientId: contents.row.patientId };
      },
      snapshot,
    );
    this.trail.noteRead('case.read', [patientId]);
    return shown;
  }

  /** What a reading is made of, for whoever keeps it or prints it. */
  async contents(manager: EntityManager, actor: Actor, caseId: string): Promise<CaseContents> {
    const [row] = await manager.query<CaseRow[]>(caseSql, [caseId]);
    if (row === undefined || (await rolesOnCase(manager, actor, { id: caseId, ...row })).length === 0)
      throw notThere(caseId);
    const line = row.treatmentLineId === null ? null : await this.lines.read(manager, row.treatmentLineId);
    if (line === null)
      throw Problem.conflict('Nothing was measured of this patient yet: the referral is all there is.');
    return { ...line, row };
  }
}

/** The reading of a case. Depends on its contents alone. */
function readingOf(caseId: string, { input, items, row }: CaseContents): ShownReading {
  const stored = items.map(({ content }) => content);
  const merged = mergedCase(stored, row.today);
  const readiness = readinessOf(stored, row.today, row.freshness);
  const screen = screenOf(merged, {
    input,
    ...(row.question === null ? {} : { question: phraseFrom(row.question) }),
  });
  return {
    caseId,
    screen,
    merged: shownMerged(merged, items),
    readiness: {
      ...readiness,
      notReady: readiness.notReady.map((one) => ({ ...one })),
    } as unknown as ShownReading['readiness'],
    disciplines: disciplinesNeeded(stored, presetOf(row.quorum)).needed.map(({ oneOf, words }) => ({
      oneOf,
      words,
    })),
  };
}

const presetOf = (quorum: string | null): QuorumPreset => (quorum === 'german-qi-5' ? 'german-qi-5' : 'default');

function shownMerged(merged: MergedCase, items: CaseContents['items']): ShownReading['merged'] {
  const itemOf = new Map(items.map(({ id, content }) => [content.rule, id]));
  return {
    ...merged,
    questions: merged.questions.map((question) => ({ ...question, itemId: itemOf.get(question.rule) ?? null })),
    evidence: merged.evidence.flatMap(({ id, rules, distances }) => {
      const cited = citedText(id);
      return cited === null ? [] : [{ ...cited, rules, distances }];
    }),
  };
}
