/** ADT^A40: two numbers of one person, the one that stays in PID-3 and the one that goes in MRG-1; a message may hold several pairs. */
import { boundedId } from '../exam/labels.js';
import { type Message, messagesOf, patientNumberIn, type Segment } from './hl7-message.js';

interface PatientNumber {
  readonly issuer: string;
  readonly id: string;
}

interface NamedMerge {
  readonly survivor: PatientNumber;
  readonly merged: PatientNumber;
}

export type ReadMerges =
  | { readonly merges: readonly NamedMerge[] }
  | { readonly fault: { readonly code: 'missing'; readonly detail: string; readonly expected: string } };

/** The merges that messages ask for; null where they are not ADT^A40, or not all of them. `issuer` is that of numbers without one. */
export function mergesIn(bytes: Uint8Array, issuer: string): ReadMerges | null {
  const found = messagesOf(bytes);
  if ('fault' in found || !found.messages.every(isMerge)) return null;
  const pairs = found.messages
    .flatMap(pairsIn)
    .map(([kept, gone]) => [numberOf(kept, 3, issuer), numberOf(gone, 1, issuer)]);
  const merges = pairs.flatMap(([survivor, merged]) =>
    survivor === null || survivor === undefined || merged === null || merged === undefined
      ? []
      : [{ survivor, merged }],
  );
  return merges.length > 0 && merges.length === pairs.length
    ? { merges }
    : {
        fault: {
          code: 'missing',
          detail: 'The message does not name two numbers of a patient.',
          expected: 'the number that stays in PID-3 and behind it the one that goes in MRG-1',
        },
      };
}

const isMerge = ({ type, event }: Message): boolean => type === 'ADT' && event === 'A40';

/** Each PID with the MRG behind it; what lacks the other stands alone. */
function pairsIn({ segments }: Message): (readonly [Segment | null, Segment | null])[] {
  const pairs: (readonly [Segment | null, Segment | null])[] = [];
  let open: Segment | null = null;
  for (const segment of segments) {
    if (segment.name === 'PID') {
      if (open !== null) pairs.push([open, null]);
      open = segment;
    } else if (segment.name === 'MRG') {
      pairs.push([open, segment]);
      open = null;
    }
  }
  if (open !== null || pairs.length === 0) pairs.push([open, null]);
  return pairs;
}

function numberOf(segment: Segment | null, field: number, issuer: string): PatientNumber | null {
  const number = patientNumberIn(segment, field);
  if (number === null || number.id === '') return null;
  return { issuer: boundedId(number.issuer ?? issuer, 'text'), id: boundedId(number.id, 'patient') };
}
