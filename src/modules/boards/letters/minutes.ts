import type { Language } from '../../../core/discussion/index.js';
import { type DocumentData, documentData } from './letter.js';
import type { MinutesCaseContent, MinutesContent } from './letter-content.js';
import {
  decisionData,
  type DecisionData,
  type LabelledWords,
  signatureData,
  type SignatureData,
  type TableData,
} from './outcome-data.js';
import { shownDay } from './shown-times.js';
import { letterTexts, type LetterTexts } from './texts/index.js';

interface MinutesCaseData {
  readonly heading: string;
  readonly question: LabelledWords;
  /** Null where the case came to none. */
  readonly decision: DecisionData | null;
  /** Null where it was decided. */
  readonly putOff: { readonly heading: string; readonly statement: string; readonly reason: LabelledWords } | null;
  /** Null where nothing was decided; a decision without a signature says so. */
  readonly signature:
    SignatureData | { readonly heading: string; readonly signed: string; readonly fingerprint: null } | null;
}

/** The data of `minutes.typ`. */
export interface MinutesData extends DocumentData {
  readonly heading: string;
  readonly head: readonly LabelledWords[];
  readonly attendance: TableData;
  readonly quorumRule: LabelledWords;
  readonly cases: { readonly heading: string; readonly entries: readonly MinutesCaseData[]; readonly none: string };
  readonly verify: string;
}

/**
 * The data of the minutes of a meeting.
 * @param language of the minutes' own texts; the board's words stay as they were typed
 * @throws RangeError that names the place of a date that is none
 */
export function minutesOf(content: MinutesContent, language: Language = content.language): MinutesData {
  const texts = letterTexts[language];
  const date = shownDay(content.meeting.date, texts, 'meeting.date');
  return {
    ...documentData(content, language, texts.minutesTitle(content.boardName, date)),
    heading: texts.minutes,
    head: headOf(content, date, texts),
    attendance: {
      heading: texts.attendance,
      columns: texts.attendanceColumns,
      rows: content.attendance.map(({ name, discipline, from, to }) => [name, discipline, from, to]),
      none: texts.noneStated,
    },
    quorumRule: { label: texts.quorumRule, words: content.quorumRule },
    cases: {
      heading: texts.cases,
      entries: content.cases.map((entry, index) => caseOf(entry, index, texts)),
      none: texts.noneStated,
    },
    verify: texts.verify,
  };
}

function headOf({ meeting }: MinutesContent, date: string, { head }: LetterTexts): LabelledWords[] {
  return [
    { label: head.meeting, words: date },
    { label: head.time, words: `${meeting.from} – ${meeting.to}` },
    ...(meeting.place === null ? [] : [{ label: head.place, words: meeting.place }]),
  ];
}

function caseOf(entry: MinutesCaseContent, index: number, texts: LetterTexts): MinutesCaseData {
  const opening = {
    heading: texts.caseHeading(index + 1, entry.number),
    question: { label: texts.question, words: entry.question },
  };
  const { outcome } = entry;
  if ('reason' in outcome) {
    const reason = { label: texts.reason, words: outcome.reason };
    return {
      ...opening,
      decision: null,
      putOff: { heading: texts.outcome, statement: texts.putOff[outcome.kind], reason },
      signature: null,
    };
  }
  const chosen = outcome.kind === 'options-chosen' ? entry.chosen : [];
  return {
    ...opening,
    decision: decisionData(outcome, chosen, texts),
    putOff: null,
    signature:
      entry.signed === null
        ? { heading: texts.signature, signed: texts.notSigned, fingerprint: null }
        : signatureData(entry.signed, texts, `cases[${index}].signed`),
  };
}
