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
const cannotUnderstand = 0xc000;
const elementsDiscarded = 0xb006;

/** Stores instances of DICOM one by one: one that cannot be read keeps no other back. */
@Injectable()
export class DicomStore {
  constructor(private readonly intake: MessageIntake) {}

  /** What became of each part, in the response of STOW-RS. */
  async receive(actor: Actor, parts: readonly RelatedPart[]): Promise<StoreResponse> {
    const stored: Item[] = [];
    const failed: Item[] = [];
    for (const { type, body } of parts) {
      const names = instanceNames(body);
      try {
        if (type !== '' && type !== 'application/dicom') throw notDicom(type);
        const received = await this.intake.receive(actor, { name: 'instance.dcm', bytes: body });
        stored.push({ ...namesOf(names), ...warningOf(received), '00081190': value('UR', received.location) });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const words = error.errors?.map(({ detail, expected }) => `${detail} Expected: ${expected}`).join(' ');
        failed.push({
          ...namesOf(names),
          '00081197': value('US', cannotUnderstand),
          '00000902': value('LO', (words ?? error.message).slice(0, 1_000)),
        });
      }
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
}

const value = (vr: string, one: unknown): Attribute => ({ vr, Value: [one] });

const namesOf = ({ sopClass, sopInstance }: ReturnType<typeof instanceNames>): Item => ({
  ...(sopClass === null ? {} : { '00081150': value('UI', sopClass) }),
  ...(sopInstance === null ? {} : { '00081155': value('UI', sopInstance) }),
});

/** Something of it is held or asked: the sender is told the first of it, and where the rest stands. */
const warningOf = ({ faults, held }: Received): Item =>
  faults.length === 0
    ? {}
    : {
        '00081196': value('US', elementsDiscarded),
        '00000902': value(
          'LO',
          `${held} held, ${faults.length} questions; the first: ${faults[0]?.message ?? ''}`.slice(0, 1_000),
        ),
      };

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
