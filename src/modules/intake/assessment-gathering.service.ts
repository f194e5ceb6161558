import { Injectable } from '@nestjs/common';
import type { AssessmentDocument } from '../../core/record/index.js';
import type { Actor } from '../../platform/access/index.js';
import { type AuditEntry, AuditTrail, type SignedEntry } from '../../platform/audit/index.js';
import { Database, GroupedWork } from '../../platform/database/index.js';
import { JobQueue } from '../../platform/queue/index.js';
import { type AssessmentOutcome, AssessmentRecorder, incomingDocument } from '../assessments/index.js';
import { Senders } from './senders.service.js';

/** One document of one request, and how its audit is signed. */
interface Gathered {
  readonly actor: Actor;
  readonly document: AssessmentDocument;
  readonly sign: (entry: AuditEntry) => SignedEntry;
  /** Set when another revision of its source record was recorded while it waited: it was made without knowing that one. */
  overtaken: boolean;
}

/** What became of one document. */
interface Settled {
  readonly outcome: AssessmentOutcome;
  /** Resolves once the classification of its group waits in the queue; the next group need not wait for that. */
  readonly enqueued: Promise<unknown>;
}

/** The requests of one account. */
interface Lane {
  readonly work: GroupedWork<Gathered, Settled>;
  readonly present: Set<Gathered>;
}

/** Documents of one transaction: it holds their locks for some ten milliseconds. */
const largestGroup = 64;

/**
 * Records single documents that one account sends at the same time in one transaction (group commit), each with an answer and an audit row of
 * its own. A document that comes alone starts its transaction at once. Two revisions of one source record are judged as if each had had
 * its own transaction at the same time.
 */
@Injectable()
export class AssessmentGathering {
  readonly #lanes = new Map<string, Lane>();

  constructor(
    private readonly database: Database,
    private readonly senders: Senders,
    private readonly recorder: AssessmentRecorder,
    private readonly trail: AuditTrail,
    private readonly queue: JobQueue,
  ) {}

  /** Resolves once the document is committed, or known, or in conflict, and its classification enqueued. */
  async record(actor: Actor, document: AssessmentDocument): Promise<AssessmentOutcome> {
    const { work, present } = this.#laneOf(actor.accountId);
    const gathered: Gathered = { actor, document, sign: this.trail.signer(), overtaken: false };
    present.add(gathered);
    try {
      const { outcome, enqueued } = await work.do(gathered);
      await enqueued;
      return outcome;
    } finally {
      present.delete(gathered);
    }
  }

  #laneOf(accountId: string): Lane {
    const known = this.#lanes.get(accountId);
    if (known !== undefined) return known;
    const present = new Set<Gathered>();
    const work = new GroupedWork<Gathered, Settled>({
      together: (group) => this.#together(group, present),
      largest: largestGroup,
      atOnce: 1,
    });
    const lane: Lane = { work, present };
    this.#lanes.set(accountId, lane);
    return lane;
  }

  /** @param group documents of one account */
  async #together(
    group: readonly [Gathered, ...Gathered[]],
    present: ReadonlySet<Gathered>,
  ): Promise<readonly Settled[]> {
    const [{ actor }] = group;
    const { outcomes, touchedLineIds } = await this.database.asService('intake', async (manager) => {
      const context = await this.senders.contextOf(manager, actor);
      const documents = group.map(({ document }) => incomingDocument(document));
      const overtaken = group.filter((gathered) => gathered.overtaken).map(({ document }) => document);
      const recorded = await this.recorder.record(manager, documents, context, { apart: true, overtaken });
      await this.trail.recordSigned(manager, signedEntries(group, recorded.outcomes));
      return recorded;
    });
    noteOvertaken(group, outcomes, present);
    const enqueued = this.queue.enqueue('classify-lines', { treatmentLineIds: touchedLineIds });
    return outcomes.map((outcome) => ({ outcome, enqueued }));
  }
}

function signedEntries(group: readonly Gathered[], outcomes: readonly AssessmentOutcome[]): SignedEntry[] {
  return group.flatMap(({ sign }, index) => {
    const outcome = outcomes[index];
    if (outcome?.status !== 'created') return [];
    const { patientId, assessmentId } = outcome;
    return [sign({ action: 'assessment.record', patientIds: [patientId], detail: { assessmentIds: [assessmentId] } })];
  });
}

/** Whoever waits with a document of a source record that was written just now has been overtaken. */
function noteOvertaken(
  group: readonly Gathered[],
  outcomes: readonly AssessmentOutcome[],
  present: ReadonlySet<Gathered>,
): void {
  const nameOf = ({ document: { issuer, sourceId } }: Gathered): string => JSON.stringify([issuer, sourceId]);
  const written = new Set(group.filter((_, index) => outcomes[index]?.status === 'created').map(nameOf));
  for (const gathered of present) if (written.has(nameOf(gathered))) gathered.overtaken = true;
}
