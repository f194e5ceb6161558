import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Acknowledged, acknowledgement, mergesIn } from '../../../core/formats/index.js';
import type { Actor } from '../../../platform/access/index.js';
import { LOGGER, type Logger } from '../../../platform/observability/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { PatientMerges } from '../../assessments/index.js';
import { MessageIntake } from './message-intake.service.js';

/** HL7 v2 by whatever carries it: every message has an answer that says what became of it, or why nothing did. */
@Injectable()
export class Hl7Answers {
  constructor(
    private readonly intake: MessageIntake,
    private readonly merges: PatientMerges,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @param actor null: nobody who may send, which the answer says */
  async answer(actor: Actor | null, bytes: Buffer): Promise<string> {
    const acknowledged = await this.#take(actor, bytes);
    return acknowledgement(
      bytes,
      acknowledged,
      new Date().toISOString(),
      randomUUID().replaceAll('-', '').slice(0, 20),
    );
  }

  async #take(actor: Actor | null, bytes: Buffer): Promise<Acknowledged> {
    if (actor?.roles.includes('submitter') !== true)
      return refused(
        'not-allowed',
        'The account of this door may not send: its API key has to be one of a machine with the role submitter.',
      );
    if (!bytes.includes('MSH'))
      return refused('unknown-format', 'This is no message of HL7 v2.', 'a message that begins with MSH');
    try {
      const merges = mergesIn(bytes, `account-${actor.accountId}`);
      if (merges !== null) return await this.#merge(actor, merges);
      return { kind: 'received', received: await this.intake.receive(actor, { name: 'message.hl7', bytes }) };
    } catch (error) {
      if (error instanceof Problem)
        return {
          kind: 'refused',
          again: false,
          faults: error.errors ?? [{ code: error.kind.replaceAll(' ', '-'), detail: error.message }],
        };
      this.logger.error('A message of HL7 v2 could not be stored', { error });
      return {
        kind: 'refused',
        again: true,
        faults: [{ code: 'server', detail: 'The message could not be stored. Send it again.' }],
      };
    }
  }

  async #merge(actor: Actor, found: Merges): Promise<Acknowledged> {
    if ('fault' in found) return { kind: 'refused', again: false, faults: [found.fault] };
    await this.merges.merge(actor, found.merges);
    return {
      kind: 'done',
      said: found.merges.map(
        ({ survivor, merged }) =>
          `What comes under ${merged.id} of ${merged.issuer} is recorded with ${survivor.id} of ${survivor.issuer} from now on; what both had stays with each, open cases too`,
      ),
    };
  }
}

type Merges = NonNullable<ReturnType<typeof mergesIn>>;

const refused = (code: string, detail: string, expected?: string): Acknowledged => ({
  kind: 'refused',
  again: false,
  faults: [{ code, detail, expected }],
});
