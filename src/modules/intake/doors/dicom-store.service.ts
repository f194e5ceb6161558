import { Injectable } from '@nestjs/common';
import { instanceNames, type Received, type RelatedPart } from '../../../core/formats/index.js';
import type { Actor } from '../../../platform/access/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { MessageIntake } from './message-intake.service.js';

/** An attribute of DICOM JSON (PS3.18, F). */
interface Attribute {
  readonly vr: string;
  readonly Value: readonly unknown[];
}
type Item = Readonly<Record<string, Attribute>>;

export interface StoreResponse {
  readonly status: 200 | 202 | 409;
  readonly body: Item;
}

/** Failure reasons of PS3.18, table I.2-2, and PS3.4: cannot understand; elements discarded. */
export const cannotUnderstand = 0xc000;
export const elementsDiscarded = 0xb006;

type InstanceNames = ReturnType<typeof instanceNames>;

/** What became of one instance. */
export type StoredInstance = { readonly names: InstanceNames } & (
  { readonly kind: 'stored'; readonly received: Received } | { readonly kind: 'refused'; readonly words: string }
);

/** Stores instances of DICOM one by one: one that cannot be read keeps no other back. */
@Injectable()
export class DicomStore {
  constructor(private readonly intake: MessageIntake) {}

  /** What became of each part, in the response of STOW-RS. */
  async receive(actor: Actor, parts: readonly RelatedPart[]): Promise<StoreResponse> {
    const stored: Item[] = [];
    const failed: Item[] = [];
    for (const part of parts) {
      const instance = await this.store(actor, part);
      if (instance.kind === 'stored')
        stored.push({
          ...namesOf(instance.names),
          ...warningOf(instance.received),
          '00081190': value('UR', instance.received.location),
        });
      else
        failed.push({
          ...namesOf(instance.names),
          '00081197': value('US', cannotUnderstand),
          '00000902': value('LO', instance.words.slice(0, 1_000)),
        });
    }
    const isWhole = failed.length === 0 && stored.every((item) => item['00081196'] === undefined);
    return {
      status: stored.length === 0 ? 409 : isWhole ? 200 : 202,
      body: {
        ...(stored.length === 0 ? {} : { '00081199': { vr: 'SQ', Value: stored } }),
        ...(failed.length === 0 ? {} : { '00081198': { vr: 'SQ', Value: failed } }),
      },
    };
  }

  /** Takes one instance, a file of part 10; `type` is '' where nothing says what it is. */
  async store(actor: Actor, { type, body }: RelatedPart): Promise<StoredInstance> {
    const names = instanceNames(body);
    try {
      if (type !== '' && type !== 'application/dicom') throw notDicom(type);
      const received = await this.intake.receive(actor, { name: 'instance.dcm', bytes: body });
      return { kind: 'stored', names, received };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const words = error.errors?.map(({ detail, expected }) => `${detail} Expected: ${expected}`).join(' ');
      return { kind: 'refused', names, words: words ?? error.message };
    }
  }
}

/** What the sender is told of something that is held or asked: the first of it, and how much there is. Null where nothing is. */
export const warningWords = ({ faults, held }: Received): string | null =>
  faults.length === 0 ? null : `${held} held, ${faults.length} questions; the first: ${faults[0]?.message ?? ''}`;

const value = (vr: string, one: unknown): Attribute => ({ vr, Value: [one] });

const namesOf = ({ sopClass, sopInstance }: InstanceNames): Item => ({
  ...(sopClass === null ? {} : { '00081150': value('UI', sopClass) }),
  ...(sopInstance === null ? {} : { '00081155': value('UI', sopInstance) }),
});

function warningOf(received: Received): Item {
  const words = warningWords(received);
  if (words === null) return {};
  return { '00081196': value('US', elementsDiscarded), '00000902': value('LO', words.slice(0, 1_000)) };
}

const notDicom = (type: string): Problem =>
  Problem.invalid([
    {
      in: 'body',
      pointer: '',
      code: 'media-type',
      detail: `A part is of type ${type.slice(0, 100)}.`,
      expected: 'application/dicom',
    },
  ]);
