import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy, Optional } from '@nestjs/common';
import { type Actor, ActorReader } from '../../../platform/access/index.js';
import { AuditContext } from '../../../platform/audit/index.js';
import { SETTINGS, type Settings } from '../../../platform/config/index.js';
import { LOGGER, type Logger } from '../../../platform/observability/index.js';
import { INTAKE_LIMITS, type IntakeLimits } from '../intake-limits.js';
import { associationsBy, type StoreAnswer } from './dicom-association.js';
import { cannotUnderstand, DicomStore, elementsDiscarded, warningWords } from './dicom-store.service.js';
import { type OpenSocketDoor, openSocketDoor } from './socket-door.js';

type DoorSettings = Pick<
  Settings,
  | 'role'
  | 'host'
  | 'dicomPort'
  | 'dicomApiKey'
  | 'dicomTitle'
  | 'dicomCallers'
  | 'dicomTlsCertificate'
  | 'dicomTlsKey'
  | 'dicomTlsClients'
>;

const notAuthorized: StoreAnswer = { status: 0x0124, comment: 'The account of this door may not send' };

/** Structured reports by C-STORE: each instance is stored and worked off before it is answered. */
@Injectable()
export class DicomDoor implements OnApplicationBootstrap, OnModuleDestroy {
  #door: OpenSocketDoor | null = null;

  constructor(
    private readonly store: DicomStore,
    private readonly actors: ActorReader,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(INTAKE_LIMITS) private readonly limits: IntakeLimits,
    @Optional() @Inject(SETTINGS) private readonly settings: DoorSettings | null,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { settings } = this;
    const port = settings?.dicomPort ?? null;
    if (settings === null || port === null || settings.role === 'worker') return;
    if (settings.dicomApiKey === null || settings.dicomCallers === null)
      throw new Error('DICOM_PORT is set, and DICOM_API_KEY or DICOM_CALLERS is not: expected all three.');
    const { host, dicomTlsCertificate: certificate, dicomTlsKey: key, dicomTlsClients: clients } = settings;
    const take = associationsBy({
      title: settings.dicomTitle,
      callers: new Set(settings.dicomCallers),
      mostBytes: this.limits.documentBytes,
      store: (file) => this.#answer(file),
    });
    this.#door = await openSocketDoor({ name: 'DICOM', host, port, tls: { certificate, key, clients } }, take);
    this.logger.info(`DICOM reports are taken by C-STORE${key === null ? '' : ' with TLS'}`, { port });
  }

  async onModuleDestroy(): Promise<void> {
    await this.#door?.close();
  }

  async #answer(file: Buffer): Promise<StoreAnswer> {
    try {
      const presented = await this.actors.read(this.settings?.dicomApiKey ?? '');
      const actor = presented?.holds === true ? presented.actor : null;
      if (actor?.roles.includes('submitter') !== true) return notAuthorized;
      return await AuditContext.run(() => {
        AuditContext.setActor({ accountId: actor.accountId, kind: actor.kind });
        return this.#stored(actor, file);
      });
    } catch (error) {
      this.logger.error('A DICOM report could not be stored', { error });
      return { status: 0x0110, comment: 'It could not be stored: send it again' };
    }
  }

  async #stored(actor: Actor, file: Buffer): Promise<StoreAnswer> {
    const instance = await this.store.store(actor, { type: '', body: file });
    if (instance.kind === 'refused') return { status: cannotUnderstand, comment: instance.words };
    const comment = warningWords(instance.received);
    return comment === null ? { status: 0x0000, comment } : { status: elementsDiscarded, comment };
  }
}
