/** Measurement reports of DICOM (TID 1500): one report is one exam, one measurement group one lesion, known over time by its tracking UID. */
import { type Modality, type UptakeQuantity, uptakeQuantities } from '../../response/index.js';
import { assembleExam, examKey } from '../exam/assemble-exam.js';
import { boundedId } from '../exam/labels.js';
import {
  type DocumentContext,
  type ReportedExam,
  type ReportedLesion,
  type ReportedLength,
  type Spot,
  spot,
} from '../exam/reported-exam.js';
import type { DocumentSource, ReadDocuments } from '../document-source.js';
import { organOfSite } from '../organ-words.js';
import { roleOfWord } from '../role-words.js';
import { RowFaults } from '../row-faults.js';
import {
  abnormalStructure,
  anatomicalStructure,
  axisByConcept,
  concepts,
  isOneOf,
  keyOf,
  notTumourWords,
  organByCode,
  peakModifier,
  tumourWords,
  uptakeByConcept,
  uptakeUnits,
} from './codes.js';
import { type Code, type ContentItem, contentOf, TreeTooLarge, treeLimits } from './content-tree.js';
import { type Dataset, datasetOf, itemsOf, textOf } from './dicom-dataset.js';

export const dicomSrSource: DocumentSource = {
  name: 'dicom-sr',
  signs: { endings: ['.dcm'], starts: [[0x44, 0x49, 0x43, 0x4d]], startsAt: 128 },
  read,
};

function read(bytes: Uint8Array, context: DocumentContext): ReadDocuments {
  const found = datasetOf(bytes);
  if ('fault' in found) return found;
  const { dataset } = found;
  const modality = textOf(dataset, '00080060');
  if (modality !== 'SR') return refused(`the file is a DICOM object of modality '${modality.slice(0, 16)}'`);
  let content: readonly ContentItem[];
  try {
    content = contentOf(dataset);
  } catch (error) {
    if (!(error instanceof TreeTooLarge)) throw error;
    return refused(`the report is nested deeper than ${treeLimits.depth} or holds more than ${treeLimits.items} items`);
  }
  return examOf(dataset, content, context);
}

const refused = (message: string): ReadDocuments => ({
  fault: {
    row: null,
    column: null,
    code: 'unreadable',
    message,
    expected: 'a DICOM structured report of measurements (TID 1500)',
  },
});

const isGroup = ({ type, concept }: ContentItem): boolean =>
  type === 'CONTAINER' && isOneOf(concept, concepts.measurementGroup);

const groupsIn = (items: readonly ContentItem[]): readonly ContentItem[] =>
  items.flatMap((item) => (isGroup(item) ? [item] : groupsIn(item.children)));

function examOf(dataset: Dataset, content: readonly ContentItem[], context: DocumentContext): ReadDocuments {
  const uid = textOf(dataset, '00080018');
  const patientId = textOf(dataset, '00100020');
  const faults = new RowFaults(examKey([context.issuer, uid]));
  const groups = groupsIn(content);
  const lesions = groups.flatMap((group, index) => lesionOf(group, spot(index + 1, null), faults) ?? []);
  askAboutHeader(dataset, faults);
  askAboutContent(content, faults);
  if (lesions.length === 0 && faults.held.length === 0) {
    faults.ask({
      code: 'no-result',
      row: spot(1, null).row,
      message: `the report has ${groups.length} measurement groups and no lesion among them`,
      expected: 'measurement groups of lesions (TID 1410 or 1411)',
    });
    return { documents: [], queries: faults.sorted().queries };
  }
  const exam: ReportedExam = {
    sourceId: uid,
    patient: patientId === '' ? null : { issuer: textOf(dataset, '00100021') || null, id: patientId },
    treatmentLine: null,
    evaluator: null,
    reader: content.find(({ concept }) => isOneOf(concept, concepts.personName))?.text.replaceAll('^', ' ') ?? null,
    modality: modalityOf(dataset, content, faults),
    label: textOf(dataset, '00120050') || null,
    date: isoDate(textOf(dataset, '00080020')),
    baseline: null,
    lesions,
    at: spot(1, null),
  };
  return { documents: [{ kind: 'exam', group: assembleExam(exam, context, faults) }] };
}

/** DA: YYYYMMDD, in old files with points. What is neither stays as it is, and is no date. */
const isoDate = (text: string): string | null =>
  text === '' ? null : text.replace(/^(\d{4})\.?(\d{2})\.?(\d{2})$/, '$1-$2-$3');

/** By the kind of the images that were measured (PS3.4, B.5), else by the words of the procedure. */
const modalityByImage: Readonly<Record<string, Modality | 'PET'>> = {
  '1.2.840.10008.5.1.4.1.1.2': 'CT',
  '1.2.840.10008.5.1.4.1.1.2.1': 'CT',
  '1.2.840.10008.5.1.4.1.1.2.2': 'CT',
  '1.2.840.10008.5.1.4.1.1.4': 'MR',
  '1.2.840.10008.5.1.4.1.1.4.1': 'MR',
  '1.2.840.10008.5.1.4.1.1.4.4': 'MR',
  '1.2.840.10008.5.1.4.1.1.128': 'PET',
  '1.2.840.10008.5.1.4.1.1.128.1': 'PET',
  '1.2.840.10008.5.1.4.1.1.130': 'PET',
};

function modalityOf(dataset: Dataset, content: readonly ContentItem[], faults: RowFaults): Modality | null {
  const classes = ['0040A375', '0040A385'].flatMap((tag) =>
    itemsOf(dataset, tag).flatMap((study) =>
      itemsOf(study, '00081115').flatMap((series) =>
        itemsOf(series, '00081199').map((image) => textOf(image, '00081150')),
      ),
    ),
  );
  const kinds = [...new Set(classes.flatMap((uid) => modalityByImage[uid] ?? []))].sort();
  const procedure = content.find(({ concept }) => isOneOf(concept, concepts.procedure));
  if (kinds.includes('PET')) return 'PET-CT';
  if (kinds.length === 1) return kinds[0] as Modality;
  const words = procedure?.code?.meaning ?? procedure?.text ?? '';
  const named = /\bPET\b/.test(words) ? 'PET-CT' : /\bCT\b/.test(words) ? 'CT' : /\bMRI?\b/.test(words) ? 'MR' : null;
  if (named !== null && kinds.length === 0) return named;
  faults.ask({
    code: 'method-unknown-word',
    ...spot(1, 'Procedure reported', words),
    message: kinds.length > 1 ? `images of ${kinds.join(' and ')} were measured` : 'the modality is not stated',
    expected: 'the modality of the images that were measured',
  });
  return null;
}

/** Null where the group is no lesion's, which is asked; where that is not sure, the report is held. */
function lesionOf(group: ContentItem, at: Spot, faults: RowFaults): ReportedLesion | null {
  const child = (known: Parameters<typeof isOneOf>[1]) => group.children.find(({ concept }) => isOneOf(concept, known));
  const name = child(concepts.trackingIdentifier)?.text ?? '';
  const uid = child(concepts.trackingUid)?.text ?? '';
  const finding = child(concepts.finding);
  const site = child(concepts.findingSite)?.code ?? null;
  const lengths = lengthsIn(group, at.row.row);
  const called = finding?.code?.meaning ?? finding?.text ?? '';
  const shown = [called, name].filter((part) => part !== '').join(', ') || 'a measurement group without a name';
  const kind = kindOf(group, name, called);
  if (kind !== 'lesion') {
    const words = { code: 'not-a-tumour' as const, row: at.row, column: 'Finding' };
    if (kind === 'not sure' && lengths.length > 0)
      faults.hold({
        ...words,
        message: `whether '${shown}' is a lesion is not said, and a length of it is given`,
        expected: 'a finding (121071, DCM) that is a lesion, or an anatomical structure',
      });
    else
      faults.ask({
        ...words,
        message: `'${shown}' is no lesion; its measurements are not read: ${measurementsIn(group)}`,
        expected: 'nothing, where it is no tumour',
      });
    return null;
  }
  if (uid === '' && name === '') {
    faults.hold({
      code: 'no-lesion',
      row: at.row,
      message: `'${shown}' has no tracking identifier`,
      expected: 'a tracking identifier and a tracking unique identifier, the same in every report on the lesion',
    });
    return null;
  }
  return {
    label: boundedId(uid === '' ? name : uid, 'lesion'),
    name: name === '' ? null : name,
    site: site?.meaning ?? null,
    organ: site === null ? null : (organByCode[keyOf(site)] ?? null),
    role: null,
    certainty: null,
    lengths,
    uptake: uptakeIn(group, at, faults),
    at,
  };
}

function kindOf(group: ContentItem, name: string, called: string): 'lesion' | 'anatomy' | 'not sure' {
  const category = group.children.find(({ concept }) => isOneOf(concept, concepts.findingCategory))?.code ?? null;
  const isNode = called !== '' && organOfSite(called) === 'lymph-node';
  if (roleOfWord(name.replace(/[\s_.#:-]*\d*\s*$/, '')) !== undefined) return 'lesion';
  if (isNode) return 'lesion';
  if (isOneOf(category, anatomicalStructure)) return 'anatomy';
  if (notTumourWords.test(called)) return 'not sure';
  if (tumourWords.test(called)) return 'lesion';
  if (isOneOf(category, abnormalStructure)) return 'not sure';
  return called !== '' && organOfSite(called) !== undefined ? 'anatomy' : 'not sure';
}

const isNumber = ({ type }: ContentItem): boolean => type === 'NUM';

const measurementsIn = (group: ContentItem): string =>
  group.children
    .filter(isNumber)
    .map(({ concept, number, unit }) =>
      `${concept?.meaning ?? '?'} ${number ?? 'without a value'} ${unit?.value ?? ''}`.trim(),
    )
    .join('; ') || 'none';

const lengthsIn = (group: ContentItem, row: number): readonly ReportedLength[] =>
  group.children.filter(isNumber).flatMap(({ concept, number, unit }) => {
    const axis = concept === null ? undefined : axisByConcept[keyOf(concept)];
    if (axis === undefined || concept === null) return [];
    return [
      {
        axis,
        value: number,
        unit: unitOf(unit),
        at: spot(row, concept.meaning, `${number ?? ''} ${unit?.value ?? ''}`),
      },
    ];
  });

/** A unit of another system than UCUM is none that is known. */
const unitOf = (unit: Code | null): string | null =>
  unit === null || unit.value === '' ? null : unit.scheme === 'UCUM' ? unit.value : `${unit.value} (${unit.scheme})`;

function uptakeIn(group: ContentItem, at: Spot, faults: RowFaults): ReportedLesion['uptake'] {
  const found = new Map<UptakeQuantity, string>();
  for (const item of group.children.filter(isNumber)) {
    const quantity = quantityOf(item);
    if (axisByConcept[item.concept === null ? '|' : keyOf(item.concept)] !== undefined) continue;
    if (quantity === null || item.number === null || found.has(quantity))
      faults.ask({
        code: 'not-read',
        ...spot(at.row.row, item.concept?.meaning ?? 'NUM', `${item.number ?? ''} ${item.unit?.value ?? ''}`.trim()),
        message: `the measurement '${item.concept?.meaning ?? 'without a name'}' is not read`,
        expected: `a length with its axis, or one of ${uptakeQuantities.join(', ')}`,
      });
    else found.set(quantity, item.number);
  }
  return [...found].map(([quantity, value]) => ({ quantity, value }));
}

/** Null unless concept and unit agree on the kind, and the derivation says which of its values it is. */
function quantityOf({ concept, unit, children }: ContentItem): UptakeQuantity | null {
  const kind = concept === null ? undefined : uptakeByConcept[keyOf(concept)];
  if (kind === undefined || unit === null || !uptakeUnits[kind].test(unit.value)) return null;
  const derivation = children.find((child) => isOneOf(child.concept, concepts.derivation))?.code ?? null;
  const which = isOneOf(derivation, peakModifier)
    ? 'peak'
    : ({ maximum: 'max', mean: 'mean' } as const)[(derivation?.meaning ?? '').toLowerCase() as 'maximum' | 'mean'];
  return uptakeQuantities.find((quantity) => quantity === `${kind}${which}`) ?? null;
}

/** Attributes of the header that are read here, and those that only say which object of which study the file is. */
const headerRead = new Set(
  (
    '00080005 00080016 00080018 00080020 00080060 00100020 00100021 00120050 0020000D 0020000E 00200010 00200011 00200013 ' +
    '0040A040 0040A043 0040A050 0040A360 0040A375 0040A385 0040A491 0040A493 0040A496 0040A504 0040A730'
  ).split(' '),
);

function askAboutHeader(dataset: Dataset, faults: RowFaults): void {
  const flags = [
    [textOf(dataset, '0040A491'), 'PARTIAL'],
    [textOf(dataset, '0040A493'), 'UNVERIFIED'],
    [textOf(dataset, '0040A496'), 'PRELIMINARY'],
  ].flatMap(([value, word]) => (value === word ? [word] : []));
  if (flags.length > 0)
    faults.ask({
      code: 'not-final',
      ...spot(1, 'Completion, verification', flags.join(', ')),
      message: `the report is ${flags.join(', ')}; it is read as sent`,
      expected: 'the final report',
    });
  if (itemsOf(dataset, '0040A360').length > 0)
    faults.ask({
      code: 'contradiction',
      ...spot(1, 'Predecessor Documents'),
      message: 'the report replaces another one; both stand until the other is taken back',
      expected: 'which of the two counts',
    });
  const unread = Object.keys(dataset)
    .filter((tag) => /^[0-9A-F]{8}$/i.test(tag) && !headerRead.has(tag.toUpperCase()))
    .filter((tag) => textOf(dataset, tag) !== '' || itemsOf(dataset, tag).length > 0);
  if (unread.length > 0)
    faults.ask({
      code: 'not-read',
      ...spot(1, 'header'),
      about: ['dicom-sr', 'header', ...unread],
      message: `attributes of the header that are not read: ${unread.map((tag) => `(${tag.slice(0, 4)},${tag.slice(4)})`).join(' ')}`,
      expected: 'nothing, where they are not needed here',
    });
}

const readInGroups: readonly (readonly `${string}|${string}`[])[] = [
  concepts.trackingIdentifier,
  concepts.trackingUid,
  concepts.finding,
  concepts.findingCategory,
  concepts.findingSite,
];
/** Who observed and in which language, and what is drawn where: read, or nothing that could be a measurement. */
const contextOnly: readonly `${string}|${string}`[] = [
  'DCM|121049',
  'DCM|121005',
  'DCM|121012',
  'DCM|111028',
  'DCM|126010',
];
const drawn = new Set(['SCOORD', 'SCOORD3D', 'IMAGE', 'NUM', 'CONTAINER']);

/** Items of the report that are none of those read, by their names, each once. */
function askAboutContent(content: readonly ContentItem[], faults: RowFaults): void {
  const unread = new Map<string, number>();
  const visit = (items: readonly ContentItem[], group: number): void => {
    for (const item of items) {
      const known =
        drawn.has(item.type) ||
        isOneOf(item.concept, contextOnly) ||
        isOneOf(item.concept, concepts.personName) ||
        isOneOf(item.concept, concepts.procedure) ||
        isOneOf(item.concept, concepts.derivation) ||
        readInGroups.some((own) => isOneOf(item.concept, own));
      if (!known) {
        const words = `${item.concept?.meaning ?? item.type}: ${item.code?.meaning ?? item.text}`;
        if (!unread.has(words)) unread.set(words, group);
      }
      visit(item.children, group);
    }
  };
  visit(content, 1);
  for (const [words, row] of unread)
    faults.ask({
      code: 'not-read',
      ...spot(row, 'content', words),
      message: `'${words.slice(0, 200)}' is not read`,
      expected: 'nothing, where it is not needed here',
    });
}
