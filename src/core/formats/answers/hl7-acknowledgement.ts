/** HL7 v2's answer to a message (original mode): MSA says whether it was taken, ERR why not and what is not sure. */
import type { Received, RefusedFault } from './received.js';

export type Acknowledged =
  | { readonly kind: 'received'; readonly received: Received }
  /** What was done otherwise, in words. */
  | { readonly kind: 'done'; readonly said: readonly string[] }
  /** fault: the message is wrong (AR). busy: it may be sent again as it is (AE). */
  | { readonly kind: 'refused'; readonly faults: readonly RefusedFault[]; readonly again: boolean };

interface Heading {
  readonly sender: string;
  readonly facility: string;
  readonly receiver: string;
  readonly receiverFacility: string;
  readonly event: string;
  readonly control: string;
  readonly processing: string;
  readonly version: string;
}

const mostErrors = 50;

/** The fields of a header as sent; blank ones where it cannot be read, since an answer has to leave in any case. */
function headingOf(bytes: Uint8Array): Heading {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 4_096));
  const at = start.indexOf('MSH');
  const line = at < 0 ? '' : (start.slice(at).split(/[\r\n]/)[0] ?? '');
  const fields = line.split(line[3] ?? '|');
  // In an answer every separator is ours: a field that holds one of another message is left out.
  const field = (number: number): string => (fields[number - 1] ?? '').replace(/[^ -~]/g, '').slice(0, 180);
  return {
    sender: field(3),
    facility: field(4),
    receiver: field(5),
    receiverFacility: field(6),
    event: /^[A-Z0-9]{3}\^([A-Z0-9]{3})/.exec(field(9))?.[1] ?? '',
    control: field(10),
    processing: /^[PTD]/.exec(field(11))?.[0] ?? 'P',
    version: /^2\.\d(\.\d)?/.exec(field(12))?.[0] ?? '2.5.1',
  };
}

const escapes: Readonly<Record<string, string>> = {
  '|': '\\F\\',
  '^': '\\S\\',
  '&': '\\T\\',
  '~': '\\R\\',
  '\\': '\\E\\',
};
const escaped = (text: string): string =>
  text.replace(/[\r\n]+/g, ' ').replace(/[|^&~\\]/g, (sign) => escapes[sign] ?? sign);

const error = (severity: 'E' | 'W' | 'I', code: string, text: string): string =>
  `ERR||||${severity}|${escaped(code)}|||${escaped(text)}`;

function codeOf(answer: Acknowledged): 'AA' | 'AE' | 'AR' {
  if (answer.kind === 'refused') return answer.again ? 'AE' : 'AR';
  if (answer.kind === 'done') return 'AA';
  return answer.received.held > 0 ? 'AE' : 'AA';
}

function errorsOf(answer: Acknowledged): string[] {
  if (answer.kind === 'refused')
    return answer.faults.map(({ code, detail, expected }) =>
      error('E', code, expected === undefined ? detail : `${detail} Expected: ${expected}`),
    );
  if (answer.kind === 'done') return answer.said.map((words) => error('I', 'done', words));
  const { faults, location, kept } = answer.received;
  return [
    ...faults.map(({ kind, code, message, expected }) =>
      error(kind === 'holds' ? 'E' : 'W', code, `${message}; expected: ${expected}`),
    ),
    error(
      'I',
      kept ? 'kept' : 'not-kept',
      `${location}; the message itself is ${kept ? 'kept encrypted for a set time' : 'not kept'}`,
    ),
  ];
}

/**
 * The acknowledgement of one message, in UTF-8 (MSH-18 says so).
 * @param bytes the message as it came @param moment when it is answered, ISO @param number tells this answer from others
 */
export function acknowledgement(bytes: Uint8Array, answer: Acknowledged, moment: string, number: string): string {
  const { sender, facility, receiver, receiverFacility, event, control, processing, version } = headingOf(bytes);
  const stamp = moment.replace(/[-:T]/g, '').slice(0, 14);
  const type = event === '' ? 'ACK' : `ACK^${event}^ACK`;
  return [
    `MSH|^~\\&|${receiver}|${receiverFacility}|${sender}|${facility}|${stamp}||${type}|${number}|${processing}|${version}||||||UNICODE UTF-8`,
    `MSA|${codeOf(answer)}|${control}`,
    ...errorsOf(answer).slice(0, mostErrors),
  ]
    .map((segment) => `${segment}\r`)
    .join('');
}
