import { Injectable } from '@nestjs/common';
import { checkFactStatement, type FactStatement, type Fault, latestDay } from '../../core/record/index.js';
import type { Actor } from '../../platform/access/index.js';
import { AuditTrail } from '../../platform/audit/index.js';
import { Database } from '../../platform/database/index.js';
import type { ProblemError } from '../../platform/problem/index.js';
import { JobQueue } from '../../platform/queue/index.js';
import { type FactOutcome, FactRecorder, peopleIssuer } from '../assessments/index.js';
import { checkBody, type CheckedElement } from './elements.js';
import {
  answerTo,
  faultyElement,
  type IntakeAnswer,
  refusalOf,
  type RecordedFacts,
  type RefusedElement,
} from './intake-answers.js';
import { Senders } from './senders.service.js';

/** Takes statements of facts: from senders about any patient of the site, from people about those on their boards. */
@Injectable()
export class FactIntake {
  constructor(
    private readonly database: Database,
    private readonly senders: Senders,
    private readonly recorder: FactRecorder,
    private readonly trail: AuditTrail,
    private readonly queue: JobQueue,
  ) {}

  /**
   * Records what is right in the body and says of each statement what became of it. Classification follows as a job.
   * @throws Problem 'invalid' or 'conflict' where one statement was sent and is not recorded
   */
  async receive(actor: Actor, body: unknown): Promise<IntakeAnswer> {
    const { single, elements: checked } = checkBody(body, documentOf);
    const placeOf = (index: number) => (single ? '' : `/${index}`);
    const elements = await this.#withinScope(actor, checked, placeOf);
    const outcomes = await this.#record(
      actor,
      elements.flatMap((element) => ('document' in element ? [element.document] : [])),
    );
    const remaining = outcomes[Symbol.iterator]();
    return answerTo(
      single,
      elements.map((element, index) =>
        'errors' in element ? faultyElement(element.errors) : resultOf(remaining.next().value, placeOf(index)),
      ),
    );
  }

  /** Whoever does not send for the whole site states facts about patients of their boards only. */
  async #withinScope(
    actor: Actor,
    elements: readonly CheckedElement<FactStatement>[],
    placeOf: (index: number) => string,
  ): Promise<CheckedElement<FactStatement>[]> {
    if (actor.roles.includes('submitter')) return [...elements];
    const known = await this.senders.inScope(
      actor,
      elements.map((element) => ('document' in element ? element.document.patient : { issuer: '', id: '' })),
    );
    return elements.map((element, index) =>
      'errors' in element || known.has(index) ? element : { errors: [unknownPatient(placeOf(index))] },
    );
  }

  async #record(actor: Actor, statements: readonly FactStatement[]): Promise<readonly FactOutcome[]> {
    if (statements.length === 0) return [];
    const { outcomes, touchedLineIds } = await this.database.asService('intake', async (manager) => {
      const context = await this.senders.contextOf(manager, actor);
      const recorded = await this.recorder.record(manager, statements, context);
      const patientIds = [
        ...new Set(recorded.outcomes.flatMap((outcome) => (outcome.status === 'created' ? [outcome.patientId] : []))),
      ];
      if (patientIds.length > 0) await this.trail.record(manager, { action: 'fact.record', patientIds });
      return recorded;
    });
    if (touchedLineIds.length > 0) await this.queue.enqueue('classify-lines', { treatmentLineIds: touchedLineIds });
    return outcomes;
  }
}

/** A sender that signed as people here do could pass for them, and take the place of what they stated. */
function documentOf(value: unknown): { readonly document: FactStatement } | { readonly faults: readonly Fault[] } {
  const checked = checkFactStatement(value, latestDay(new Date()));
  if (!('statement' in checked)) return checked;
  return checked.statement.issuer === peopleIssuer ? { faults: [reservedIssuer] } : { document: checked.statement };
}

const reservedIssuer: Fault = {
  pointer: '/issuer',
  code: 'contradiction',
  message: `'${peopleIssuer}' stands for what people state in this service`,
  expected: 'the name of the sending system',
};

const unknownPatient = (place: string): ProblemError => ({
  in: 'body',
  pointer: `${place}/patient`,
  code: 'not-found',
  detail: 'There is no such patient on a board of yours.',
  expected: 'a patient on a board of yours',
});

function resultOf(outcome: FactOutcome | undefined, place: string): RecordedFacts | RefusedElement {
  if (outcome === undefined) throw new Error('A checked statement was not recorded: expected an outcome for each.');
  if (outcome.status === 'conflict') return refusalOf(outcome, place);
  const { status, revision, patientId } = outcome;
  return {
    status,
    revision,
    patientId,
    supersededBy: outcome.status === 'known' ? outcome.supersededBy : null,
    location: `/api/patients/${patientId}`,
  };
}
