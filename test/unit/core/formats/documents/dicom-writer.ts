/** Writes structured reports in Explicit VR Little Endian (PS3.5, PS3.10) by hand: no line of what reads them is used here. */

export interface Code {
  readonly value: string;
  readonly scheme: string;
  readonly meaning: string;
}
export const code = (value: string, scheme: string, meaning: string): Code => ({ value, scheme, meaning });

export interface Item {
  readonly relation: string;
  readonly type: 'CONTAINER' | 'TEXT' | 'CODE' | 'NUM' | 'UIDREF' | 'PNAME';
  readonly name: Code;
  readonly text?: string;
  readonly code?: Code;
  readonly number?: string;
  readonly unit?: Code;
  readonly items?: readonly Item[];
}

const long = new Set(['SQ', 'OB', 'UT']);

let textEncoding: 'utf8' | 'latin1' = 'utf8';

function element(tag: string, vr: string, value: string | Buffer): Buffer {
  const padding = vr === 'UI' || vr === 'OB' ? '\0' : ' ';
  let bytes = typeof value === 'string' ? Buffer.from(value, textEncoding) : value;
  if (bytes.length % 2 === 1) bytes = Buffer.concat([bytes, Buffer.from(padding)]);
  const head = Buffer.alloc(long.has(vr) ? 12 : 8);
  head.writeUInt16LE(Number.parseInt(tag.slice(0, 4), 16), 0);
  head.writeUInt16LE(Number.parseInt(tag.slice(4), 16), 2);
  head.write(vr, 4, 'latin1');
  if (long.has(vr)) head.writeUInt32LE(bytes.length, 8);
  else head.writeUInt16LE(bytes.length, 6);
  return Buffer.concat([head, bytes]);
}

const delimiter = (element: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(0xfffe, 0);
  bytes.writeUInt16LE(element, 2);
  return bytes;
};

/** With the lengths of sequences and items, or undefined ones with delimiters behind them. */
let undefinedLengths = false;

function sequence(tag: string, items: readonly Buffer[]): Buffer {
  const wrapped = items.map((item) => {
    const head = delimiter(0xe000);
    head.writeUInt32LE(undefinedLengths ? 0xffffffff : item.length, 4);
    return Buffer.concat([head, item, ...(undefinedLengths ? [delimiter(0xe00d)] : [])]);
  });
  const whole = element(tag, 'SQ', Buffer.concat(wrapped));
  if (!undefinedLengths) return whole;
  whole.writeUInt32LE(0xffffffff, 8);
  return Buffer.concat([whole, delimiter(0xe0dd)]);
}

const codeItem = ({ value, scheme, meaning }: Code): Buffer =>
  Buffer.concat([
    element('00080100', 'SH', value),
    element('00080102', 'SH', scheme),
    element('00080104', 'LO', meaning),
  ]);

function contentItem({ relation, type, name, text, code: coded, number, unit, items = [] }: Item): Buffer {
  const measured =
    number === undefined && unit === undefined
      ? []
      : [
          sequence('0040A300', [
            Buffer.concat([
              ...(unit === undefined ? [] : [sequence('004008EA', [codeItem(unit)])]),
              ...(number === undefined ? [] : [element('0040A30A', 'DS', number)]),
            ]),
          ]),
        ];
  return Buffer.concat([
    element('0040A010', 'CS', relation),
    element('0040A040', 'CS', type),
    sequence('0040A043', [codeItem(name)]),
    ...(type === 'UIDREF' ? [element('0040A124', 'UI', text ?? '')] : []),
    ...(type === 'PNAME' ? [element('0040A123', 'PN', text ?? '')] : []),
    ...(type === 'TEXT' ? [element('0040A160', 'UT', text ?? '')] : []),
    ...(coded === undefined ? [] : [sequence('0040A168', [codeItem(coded)])]),
    ...measured,
    ...(items.length === 0 ? [] : [sequence('0040A730', items.map(contentItem))]),
  ]);
}

export interface Report {
  readonly uid: string;
  readonly patient: string;
  readonly issuer?: string;
  readonly date: string;
  readonly reader?: string;
  /** SOP class of the images that were measured. */
  readonly images?: string;
  readonly groups: readonly (readonly Item[])[];
  readonly modality?: string;
  readonly transferSyntax?: string;
  /** More levels of containers around the groups. */
  readonly nested?: number;
  readonly undefinedLengths?: boolean;
  readonly charset?: string;
}

const dcm = (value: string, meaning: string) => code(value, 'DCM', meaning);

const comprehensive3dSr = '1.2.840.10008.5.1.4.1.1.88.34';

export function dicomReport({
  uid,
  patient,
  issuer,
  date,
  reader,
  images,
  groups,
  modality = 'SR',
  transferSyntax = '1.2.840.10008.1.2.1',
  nested = 0,
  undefinedLengths: undefinedOnes = false,
  charset = 'ISO_IR 192',
}: Report): Buffer {
  undefinedLengths = undefinedOnes;
  textEncoding = charset === 'ISO_IR 100' ? 'latin1' : 'utf8';
  const meta = Buffer.concat([
    element('00020001', 'OB', Buffer.from([0, 1])),
    element('00020002', 'UI', comprehensive3dSr),
    element('00020003', 'UI', uid),
    element('00020010', 'UI', transferSyntax),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  let measurements: readonly Item[] = groups.map((items) => ({
    relation: 'CONTAINS',
    type: 'CONTAINER',
    name: dcm('125007', 'Measurement Group'),
    items,
  }));
  for (let level = 0; level < nested; level += 1)
    measurements = [
      { relation: 'CONTAINS', type: 'CONTAINER', name: dcm('126010', 'Imaging Measurements'), items: measurements },
    ];
  const content: Item[] = [
    ...(reader === undefined
      ? []
      : [
          {
            relation: 'HAS OBS CONTEXT',
            type: 'PNAME' as const,
            name: dcm('121008', 'Person Observer Name'),
            text: reader,
          },
        ]),
    { relation: 'CONTAINS', type: 'CONTAINER', name: dcm('126010', 'Imaging Measurements'), items: measurements },
  ];
  const evidence = sequence('0040A375', [
    sequence('00081115', [sequence('00081199', [element('00081150', 'UI', images ?? '1.2.840.10008.5.1.4.1.1.2')])]),
  ]);
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    element('00020000', 'UL', length),
    meta,
    element('00080005', 'CS', charset),
    element('00080016', 'UI', comprehensive3dSr),
    element('00080018', 'UI', uid),
    element('00080020', 'DA', date),
    element('00080060', 'CS', modality),
    element('00100020', 'LO', patient),
    ...(issuer === undefined ? [] : [element('00100021', 'LO', issuer)]),
    element('0040A040', 'CS', 'CONTAINER'),
    sequence('0040A043', [codeItem(dcm('126000', 'Imaging Measurement Report'))]),
    evidence,
    element('0040A491', 'CS', 'COMPLETE'),
    sequence('0040A730', content.map(contentItem)),
  ]);
}

const millimetre = code('mm', 'UCUM', 'millimeter');

export interface Lesion {
  readonly uid: string;
  readonly name: string;
  readonly site?: Code;
  readonly finding?: Code;
  readonly category?: Code;
  readonly measurements: readonly Item[];
}

export const measurement = (
  name: Code,
  number: string | undefined,
  unit: Code | undefined = millimetre,
  items: readonly Item[] = [],
): Item => ({
  relation: 'CONTAINS',
  type: 'NUM',
  name,
  items,
  ...(number === undefined ? {} : { number }),
  ...(unit === undefined ? {} : { unit }),
});

export const group = ({ uid, name, site, finding, category, measurements }: Lesion): readonly Item[] => [
  { relation: 'HAS OBS CONTEXT', type: 'TEXT', name: dcm('112039', 'Tracking Identifier'), text: name },
  { relation: 'HAS OBS CONTEXT', type: 'UIDREF', name: dcm('112040', 'Tracking Unique Identifier'), text: uid },
  ...(category === undefined
    ? []
    : [
        {
          relation: 'CONTAINS',
          type: 'CODE' as const,
          name: code('276214006', 'SCT', 'Finding category'),
          code: category,
        },
      ]),
  ...(finding === undefined
    ? []
    : [{ relation: 'CONTAINS', type: 'CODE' as const, name: dcm('121071', 'Finding'), code: finding }]),
  ...(site === undefined
    ? []
    : [
        {
          relation: 'HAS CONCEPT MOD',
          type: 'CODE' as const,
          name: code('363698007', 'SCT', 'Finding Site'),
          code: site,
        },
      ]),
  ...measurements,
];

export const longAxis = code('103339001', 'SCT', 'Long Axis');
export const shortAxis = code('103340004', 'SCT', 'Short Axis');
