import type { Socket } from 'node:net';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy, Optional } from '@nestjs/common';
import { FrameFault, framed, MllpFrames } from '../../../core/formats/index.js';
import { ActorReader } from '../../../platform/access/index.js';
import { AuditContext } from '../../../platform/audit/index.js';
import { SETTINGS, type Settings } from '../../../platform/config/index.js';
import { LOGGER, type Logger } from '../../../platform/observability/index.js';
import { Hl7Answers } from './hl7-answers.service.js';
import { type OpenSocketDoor, openSocketDoor } from './socket-door.js';

type DoorSettings = Pick<
  Settings,
  'role' | 'host' | 'mllpPort' | 'mllpApiKey' | 'mllpTlsCertificate' | 'mllpTlsKey' | 'mllpTlsClients'
>;

/** HL7 v2 over MLLP: one message after another on a connection, each answered before the next is read. */
@Injectable()
export class MllpDoor implements OnApplicationBootstrap, OnModuleDestroy {
  #door: OpenSocketDoor | null = null;

  constructor(
    private readonly answers: Hl7Answers,
    private readonly actors: ActorReader,
    @Inject(LOGGER) private readonly logger: Logger,
    @Optional() @Inject(SETTINGS) private readonly settings: DoorSettings | null,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { settings } = this;
    const port = settings?.mllpPort ?? null;
    if (settings === null || port === null || settings.role === 'worker') return;
    if (settings.mllpApiKey === null) throw new Error('MLLP_PORT is set and MLLP_API_KEY is not: expected both.');
    const { host, mllpTlsCertificate: certificate, mllpTlsKey: key, mllpTlsClients: clients } = settings;
    this.#door = await openSocketDoor({ name: 'MLLP', host, port, tls: { certificate, key, clients } }, (socket) =>
      this.#take(socket),
    );
    this.logger.info(`HL7 v2 over MLLP is taken${key === null ? '' : ' with TLS'}`, { port });
  }

  async onModuleDestroy(): Promise<void> {
    await this.#door?.close();
  }

  #take(socket: Socket): void {
    void this.#serve(socket).catch((error: unknown) => {
      if (!(error instanceof FrameFault) && !socket.destroyed)
        this.logger.error('A connection of MLLP has ended', { error });
      socket.destroy();
    });
  }

  async #serve(socket: Socket): Promise<void> {
    const frames = new MllpFrames();
    for await (const chunk of socket as AsyncIterable<Buffer>)
      for (const message of frames.push(chunk)) {
        const presented = await this.actors.read(this.settings?.mllpApiKey ?? '');
        const actor = presented?.holds === true ? presented.actor : null;
        const answer = await AuditContext.run(() => {
          if (actor !== null) AuditContext.setActor({ accountId: actor.accountId, kind: actor.kind });
          return this.answers.answer(actor, message);
        });
        socket.write(framed(answer));
      }
  }
}
