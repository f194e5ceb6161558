/** A data set that came over a DICOM association, as a file of part 10. Pure. */

export interface SentInstance {
  readonly sopClass: string;
  readonly sopInstance: string;
  readonly transferSyntax: string;
  /** The data set as it was sent, in that transfer syntax. */
  readonly dataset: Uint8Array;
}

/** Names this program in files that it wrote (PS3.10, 7.1); derived from a UUID (PS3.5, B.2). */
const implementationClass = '2.25.231597046816183829386498416024083427133';

const element = (number: number, vr: string, value: Buffer): Buffer => {
  const isLong = vr === 'OB';
  const head = Buffer.alloc(isLong ? 12 : 8);
  head.writeUInt16LE(0x0002, 0);
  head.writeUInt16LE(number, 2);
  head.write(vr, 4, 'latin1');
  if (isLong) head.writeUInt32LE(value.length, 8);
  else head.writeUInt16LE(value.length, 6);
  return Buffer.concat([head, value]);
};

/** Of even length, as every value of DICOM (PS3.5, 9.1). */
const identifier = (text: string): Buffer => Buffer.from(text.length % 2 === 0 ? text : `${text}\0`, 'latin1');

const lengthOf = (bytes: Uint8Array): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length, 0);
  return length;
};

/** Puts the preamble and the file meta information (PS3.10, 7.1) before a data set. */
export function asPart10({ sopClass, sopInstance, transferSyntax, dataset }: SentInstance): Buffer {
  const meta = Buffer.concat([
    element(0x0001, 'OB', Buffer.from([0, 1])),
    element(0x0002, 'UI', identifier(sopClass)),
    element(0x0003, 'UI', identifier(sopInstance)),
    element(0x0010, 'UI', identifier(transferSyntax)),
    element(0x0012, 'UI', identifier(implementationClass)),
  ]);
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM', 'latin1'),
    element(0x0000, 'UL', lengthOf(meta)),
    meta,
    dataset,
  ]);
}
