/**
 * HL7 v2: ORU^R01 with measurements of lesions in OBX becomes assessments, one for each OBR; a report without them is kept as text with the
 * question. Other messages are recognised and it is said what becomes of them.
 */
import { assembleExam, examKey } from '../exam/assemble-exam.js';
import { boundedId, cut } from '../exam/labels.js';
import {
  type DocumentContext,
  type ReportedExam,
  type ReportedLength,
  type ReportedLesion,
  spot,
} from '../exam/reported-exam.js';
import type { DocumentSource, ReadDocuments, SentDocument } from '../document-source.js';
import { lengthUnitOf } from '../exam/ucum-lengths.js';
import { tumourSize } from '../fhir/fhir-codes.js';
import type { Modality } from '../../response/index.js';
import { certainDaysApart, intervalOfPartialDate, isUnreadable } from '../../record/index.js';
import { RowFaults } from '../row-faults.js';
import { wordOf } from '../words.js';
import { type Message, messagesOf, patientNumberIn, type Segment } from './hl7-message.js';

export const hl7Source: DocumentSource = {
  name: 'hl7v2',
  signs: {
    endings: ['.hl7'],
    starts: ['MSH|', 'MSH^', '\vMSH', '\u00ef\u00bb\u00bfMSH', 'FHS|', 'BHS|'].map((sign) =>
      [...sign].map((letter) => letter.charCodeAt(0)),
    ),
  },
  read,
};

function read(bytes: Uint8Array, context: DocumentContext): ReadDocuments {
  const found = messagesOf(bytes);
  if ('fault' in found) return found;
  const faults = new RowFaults(examKey([context.issuer, 'hl7v2']));
  const documents: SentDocument[] = found.messages.flatMap((message) => documentsOf(message, context, faults));
  if (found.left.length > 0)
    faults.ask({
      code: 'not-read',
      ...spot(1, 'batch', found.left.join(' ')),
      message: `segments of the batch are not read: ${[...new Set(found.left)].join(', ')}`,
      expected: 'nothing, where they only frame the messages',
    });
  return { documents, queries: faults.sorted().queries };
}

const nameOf = ({ type, event, controlId }: Message): string => `${type}^${event} ${controlId}`.trim();

function documentsOf(message: Message, context: DocumentContext, faults: RowFaults): SentDocument[] {
  const say = (text: string, expected: string, value: string | null = null): SentDocument[] => {
    faults.ask({
      code: 'not-read',
      ...spot(1, 'MSH-9', value ?? nameOf(message)),
      about: ['hl7v2', message.controlId, message.type, message.event],
      message: text,
      expected,
    });
    return [];
  };
  if (message.type === 'ORU') return examsOf(message, context, faults);
  if (message.type === 'ADT' && message.event === 'A40') {
    const [kept, merged] = [
      message.segments.find(({ name }) => name === 'PID'),
      message.segments.find(({ name }) => name === 'MRG'),
    ];
    return say(
      `the message merges patient '${merged?.text(1) ?? ''}' into '${kept?.text(3) ?? ''}'; a file carries out no merge, and both stay apart`,
      'the message by itself at the door of HL7 v2 (POST /hl7v2, MLLP)',
    );
  }
  if (message.type === 'MDM') return keepText(message, message.segments, faults);
  if (message.type === 'SIU') return say('appointments are left as they are: the message is not read', 'nothing');
  return say(`messages of type ${message.type}^${message.event} are not read`, 'ORU^R01 with measurements');
}

/** A report without measurements: its words stand in the question, for whoever answers it. */
const longestText = 4_000;

function keepText(message: Message, segments: readonly Segment[], faults: RowFaults): SentDocument[] {
  const text = segments
    .filter(({ name }) => name === 'OBX')
    .map((segment) => segment.words(5))
    .filter((words) => words !== '')
    .join('\n');
  faults.ask({
    code: 'no-result',
    ...spot(segments.find(({ name }) => name === 'OBX')?.line ?? 1, 'OBX-5', cut(text, longestText)),
    about: ['hl7v2', message.controlId, String(segments[0]?.line ?? 1)],
    message: `${nameOf(message)} holds no measurement of a lesion; its text is kept with this question, to be read`,
    expected: `measurements in OBX (LOINC ${tumourSize.longest}, ${tumourSize.other}, ${tumourSize.size}) with the lesion in OBX-4, or nothing`,
  });
  return [];
}

/** An OBR with what follows it, and the PID before. */
interface Order {
  readonly patient: Segment | null;
  readonly order: Segment;
  readonly results: readonly Segment[];
}

function ordersOf({ segments }: Message): readonly Order[] {
  let patient: Segment | null = null;
  const orders: { patient: Segment | null; order: Segment; results: Segment[] }[] = [];
  for (const segment of segments) {
    if (segment.name === 'PID') patient = segment;
    else if (segment.name === 'OBR') orders.push({ patient, order: segment, results: [] });
    else if (segment.name === 'OBX') orders.at(-1)?.results.push(segment);
  }
  return orders;
}

function examsOf(message: Message, context: DocumentContext, faults: RowFaults): SentDocument[] {
  sayNotRead(message, faults);
  const orders = ordersOf(message);
  if (orders.length === 0) return keepText(message, message.segments, faults);
  const repeated = repeatedOrders(orders);
  return orders.flatMap((order) => {
    if (isTakenBack(order, faults)) return [];
    if (!order.results.some(isMeasurement)) return keepText(message, [order.order, ...order.results], faults);
    return [{ kind: 'exam' as const, group: groupOf(order, message, context, repeated) }];
  });
}

/** OBX-3 as LOINC, in its first or its alternate coding. */
const isCoded = (segment: Segment, code: string): boolean =>
  [
    [1, 3],
    [4, 6],
  ].some(([own, system]) => segment.text(3, own) === code && /^(LN|LOINC)$/i.test(segment.text(3, system)));

const isMeasurement = (segment: Segment): boolean => Object.values(tumourSize).some((code) => isCoded(segment, code));

/** What a row says of a lesion beside its size, by the words of OBX-3: no code of a standard is known for it. */
const isNamed = (segment: Segment, words: RegExp): boolean => words.test(segment.text(3, 2) || segment.text(3, 1));

/** The number of the filler of the order, else of the placer. */
const numberOf = ({ order }: Order): string => order.text(3) || order.text(2);

/** Numbers under which a message has more than one order with measurements: the one would take the place of the other. */
function repeatedOrders(orders: readonly Order[]): ReadonlySet<string> {
  const numbers = orders.filter(({ results }) => results.some(isMeasurement)).map(numberOf);
  return new Set(numbers.filter((number, index) => number !== '' && numbers.indexOf(number) < index));
}

/** OBR-25 (table 0123): X is a cancelled order. */
function isTakenBack({ order }: Order, faults: RowFaults): boolean {
  if (order.text(25).toUpperCase() !== 'X') return false;
  faults.ask({
    code: 'not-read',
    ...spot(order.line, 'OBR-25', order.text(25)),
    message: 'the report is cancelled (X), and is not read',
    expected: 'the corrected report',
  });
  return true;
}

/** OBR-25: S, P, R, I and the like are not final. */
function askAboutStatus(order: Segment, faults: RowFaults): void {
  const status = order.text(25).toUpperCase();
  if (['', 'F', 'C'].includes(status)) return;
  faults.ask({
    code: 'not-final',
    ...spot(order.line, 'OBR-25', status),
    message: `the report is not final (${status}); it is read as sent`,
    expected: 'the final report',
  });
}

/** OBR-8: an exam that goes on for more than a day is asked, and read as of its first. */
function askAboutEnd(order: Segment, faults: RowFaults): void {
  const [start, end] = [
    intervalOfPartialDate(dateOf(order.text(7)) ?? ''),
    intervalOfPartialDate(dateOf(order.text(8)) ?? ''),
  ];
  if (isUnreadable(start) || isUnreadable(end)) return;
  if (start.from <= end.to && certainDaysApart(start, end) <= 1) return;
  faults.ask({
    code: 'dates-apart',
    ...spot(order.line, 'OBR-8', order.text(8)),
    message: `the exam is dated ${dateOf(order.text(7))} to ${dateOf(order.text(8))}; it is read as of ${dateOf(order.text(7))}`,
    expected: 'the day of the exam',
  });
}

function groupOf(own: Order, message: Message, context: DocumentContext, repeated: ReadonlySet<string>) {
  const { patient, order, results } = own;
  const sourceId = numberOf(own);
  const faults = new RowFaults(examKey([context.issuer, sourceId]));
  askAboutStatus(order, faults);
  askAboutEnd(order, faults);
  if (repeated.has(sourceId))
    faults.hold({
      code: 'duplicate',
      ...spot(order.line, 'OBR-3', sourceId),
      message: `order ${sourceId} stands more than once in this message: which of them counts?`,
      expected: 'a number of its own for each report in OBR-3',
    });
  const current = results.filter((segment) => isCurrent(segment, faults));
  const labels = [...new Set(current.filter(isMeasurement).map((segment) => segment.text(4)))];
  const exam: ReportedExam = {
    sourceId: sourceId || null,
    patient: patientNumberIn(patient, 3),
    treatmentLine: null,
    evaluator: null,
    reader: personIn(order),
    modality: modalityOf(order, faults),
    label: null,
    date: dateOf(order.text(7)),
    baseline: null,
    lesions: labels.flatMap((label) => lesionOf(label, current, faults) ?? []),
    at: spot(order.line, 'OBR'),
  };
  for (const segment of current)
    if (!isMeasurement(segment) && !(labels.includes(segment.text(4)) && isNamed(segment, /^(lesion )?(site|role)$/i)))
      faults.ask({
        code: 'not-read',
        ...spot(segment.line, 'OBX', cut(segment.words(5), longestText)),
        about: ['hl7v2', message.controlId, String(segment.line)],
        message: `OBX ${segment.text(3, 2) || segment.text(3, 1) || 'without a name'} is not read; its text is kept with this question`,
        expected: 'nothing, where it is no measurement',
      });
  return assembleExam(exam, context, faults);
}

/** OBR-32: the principal interpreter, name in the subcomponents of its first component. */
function personIn(order: Segment): string | null {
  const [id, family, given] = [1, 2, 3].map((part) => order.text(32, 1, part));
  return [given, family].filter((part) => part !== undefined && part !== '').join(' ') || id || null;
}

/** DTM: YYYY[MM[DD…]]; a time behind it is left out. What is none stays as it is. */
const dateOf = (text: string): string | null => {
  if (text === '') return null;
  const parts = /^(\d{4})(?:(\d{2})(?:(\d{2})(?:\d{2,6}(?:\.\d+)?)?)?)?([+-]\d{4})?$/.exec(text);
  return parts === null ? text : [parts[1], parts[2], parts[3]].filter((part) => part !== undefined).join('-');
};

function modalityOf(order: Segment, faults: RowFaults): Modality | null {
  const words = [order.text(24), order.text(4, 2), order.text(4, 5)].filter((part) => part !== '').join(', ');
  if (/\bPET\b/.test(words)) return 'PET-CT';
  const named = [...new Set([...words.matchAll(/\b(CT|MRI?|NMR)\b/g)].map(([word]) => (word === 'CT' ? 'CT' : 'MR')))];
  if (named.length === 1) return named[0] as Modality;
  faults.ask({
    code: 'method-unknown-word',
    ...spot(order.line, 'OBR-24', words),
    message: words === '' ? 'the modality is not stated' : `'${words}' names no single modality that is known here`,
    expected: 'CT, MR or PET in OBR-24 or OBR-4',
  });
  return null;
}

/** OBX-11 (table 0085): D, X and W take a result back, P, R and I are not final. */
function isCurrent(segment: Segment, faults: RowFaults): boolean {
  const status = segment.text(11).toUpperCase();
  if (['D', 'X', 'W'].includes(status)) {
    faults.ask({
      code: 'not-read',
      ...spot(segment.line, 'OBX-11', status),
      message: `the result is taken back (${status}), and is not read`,
      expected: 'the corrected result',
    });
    return false;
  }
  if (['N', 'O'].includes(status) && segment.text(5) !== '')
    faults.hold({
      code: 'contradiction',
      ...spot(segment.line, 'OBX-11', status),
      message: `the status says that there is no result (${status}), and '${cut(segment.words(5), 200)}' stands beside it`,
      expected: 'a result with its status, or none',
    });
  if (['P', 'R', 'I', 'S'].includes(status))
    faults.ask({
      code: 'not-final',
      ...spot(segment.line, 'OBX-11', status),
      message: `the result is not final (${status}); it is read as sent`,
      expected: 'the final result',
    });
  return true;
}

function lesionOf(label: string, results: readonly Segment[], faults: RowFaults): ReportedLesion | null {
  const own = results.filter((segment) => segment.text(4) === label);
  const measured = own.filter(isMeasurement);
  const [first] = measured;
  if (first === undefined) return null;
  if (label === '') {
    faults.hold({
      code: 'no-lesion',
      ...spot(first.line, 'OBX-4'),
      message: 'which lesion was measured is not stated',
      expected: 'the id of the lesion in OBX-4, the same in every report',
    });
    return null;
  }
  const stated = (words: RegExp): string | null => {
    const said = own
      .filter((one) => !isMeasurement(one) && isNamed(one, words))
      .map((segment) => ({ segment, word: segment.text(5, 2) || segment.text(5, 1) }))
      .filter(({ word }) => word !== '');
    const other = said.find(({ word }) => wordOf(word) !== wordOf(said[0]!.word));
    if (other !== undefined)
      faults.hold({
        code: 'contradiction',
        ...spot(other.segment.line, 'OBX-5', other.word),
        message: `${other.segment.text(3, 2) || other.segment.text(3, 1)} of lesion ${label} is '${said[0]!.word}' and '${other.word}'`,
        expected: 'one of them',
      });
    return said[0]?.word ?? null;
  };
  return {
    label: boundedId(label, 'lesion'),
    name: null,
    site: stated(/^(lesion )?site$/i) ?? (first.text(20, 2) || first.text(20, 1) || null),
    organ: null,
    role: stated(/^(lesion )?role$/i),
    certainty: null,
    lengths: measured.map((segment) => lengthOf(segment, measured)),
    uptake: [],
    at: spot(first.line, 'OBX'),
  };
}

/** OBX-5 as NM, or SN with its comparator; the other dimension is the short axis where there is one of it. */
function lengthOf(segment: Segment, measured: readonly Segment[]): ReportedLength {
  const others = measured.filter((one) => isCoded(one, tumourSize.other)).length;
  const axis = isCoded(segment, tumourSize.longest)
    ? 'long'
    : isCoded(segment, tumourSize.other) && others === 1
      ? 'short'
      : 'not-stated';
  const value = segment.text(2) === 'SN' ? `${segment.text(5, 1)}${segment.text(5, 2)}` : segment.words(5);
  const unit = unitOf(segment);
  return { axis, value: value || null, unit: unit || null, at: spot(segment.line, 'OBX-5', `${value} ${unit}`.trim()) };
}

/** The unit by its code; where the words beside it are another length, both, which is none. */
function unitOf(segment: Segment): string {
  const [code, shown] = [segment.text(6), segment.text(6, 2)];
  const seen = lengthUnitOf(shown);
  return seen === null || seen === lengthUnitOf(code) ? code : `${code}, shown as ${shown}`;
}

const segmentsRead: readonly string[] = ['MSH', 'PID', 'OBR', 'OBX'];

function sayNotRead(message: Message, faults: RowFaults): void {
  const names = [...new Set(message.segments.map(({ name }) => name))].filter((name) => !segmentsRead.includes(name));
  if (names.length > 0)
    faults.ask({
      code: 'not-read',
      ...spot(1, 'segments', names.join(' ')),
      about: ['hl7v2', 'segments', ...names],
      message: `segments that are not read: ${names.join(', ')}`,
      expected: 'nothing, where they are not needed here',
    });
}
