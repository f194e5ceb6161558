import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy, Optional } from '@nestjs/common';
import { FrameFault, framed, MllpFrames } from '../../../core/formats/index.js';
import { ActorReader } from '../../../platform/access/index.js';
import { AuditContext } from '../../../platform/audit/index.js';
import { SETTINGS, type Settings } from '../../../platform/config/index.js';
import { LOGGER, type Logger } from '../../../platform/observability/index.js';
import { Hl7Answers } from './hl7-answers.service.js';

type DoorSettings = Pick<
  Settings,
  'role' | 'host' | 'mllpPort' | 'mllpApiKey' | 'mllpTlsCertificate' | 'mllpTlsKey' | 'mllpTlsClients'
>;

const mostConnections = 50;
const silenceMilliseconds = 600_000;

/** HL7 v2 over MLLP: one message after another on a connection, each answered before the next is read. */
@Injectable()
export class MllpDoor implements OnApplicationBootstrap, OnModuleDestroy {
  #server: Server | null = null;
  readonly #sockets = new Set<Socket>();

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
    const server = this.#listener(settings);
    server.maxConnections = mostConnections;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, settings.host, resolve);
    });
    this.#server = server;
    this.logger.info(`HL7 v2 over MLLP is taken${settings.mllpTlsKey === null ? '' : ' with TLS'}`, { port });
  }

  async onModuleDestroy(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  #listener({ mllpTlsCertificate, mllpTlsKey, mllpTlsClients }: DoorSettings): Server {
    const take = (socket: Socket): void => this.#take(socket);
    if (mllpTlsCertificate === null && mllpTlsKey === null) return createServer(take);
    if (mllpTlsCertificate === null || mllpTlsKey === null)
      throw new Error('Of MLLP_TLS_CERTIFICATE and MLLP_TLS_KEY one is set: expected both.');
    return createTlsServer(
      {
        cert: mllpTlsCertificate,
        key: mllpTlsKey,
        minVersion: 'TLSv1.2',
        ...(mllpTlsClients === null ? {} : { ca: mllpTlsClients, requestCert: true, rejectUnauthorized: true }),
      },
      take,
    );
  }

  #take(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    // A sender that goes away in the middle has nothing to be told.
    socket.on('error', () => socket.destroy());
    socket.setTimeout(silenceMilliseconds, () => socket.destroy());
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
