/** From the TR rows of one lesion at one visit to its finding. */
import { defaultOptions, type DiameterAxis, type LesionRole, type Organ } from '../../response/index.js';
import { type FindingDocument, isUnreadable, micrometresFromText } from '../../record/index.js';
import type { RowFaults } from '../row-faults.js';
import {
  belowFiveMillimetres,
  nodeStatesByWord,
  notDoneWord,
  millimetresByUnit,
  notEvaluableReason,
  reasonOfState,
  statesByWord,
  statesInPlaceOfSize,
  type TumourState,
} from './sdtm-words.js';
import { cell, testOf } from './sdtm-rows.js';
import type { ImportRow } from '../tabular-format.js';
import { lookUp, wordOf } from '../words.js';

export type Result = Pick<FindingDocument, 'state' | 'size' | 'axis' | 'certainty' | 'reason'>;

export interface LesionRows {
  readonly label: string;
  readonly role: LesionRole;
  /** Undefined where TU does not say; 'other' for a word that is not known. */
  readonly organ: Organ | undefined;
  /** All TR rows of this lesion at this visit, each test at most once where it is read. */
  readonly rows: readonly ImportRow[];
}

/** Null where something holds the assessment; it has then been named. */
export function resultOf(lesion: LesionRows, faults: RowFaults): Result | null {
  const sizeRow = sizeRowOf(lesion, faults);
  if (sizeRow === null) return null;
  const stateRow = stateRowOf(lesion, faults);
  const diameter = sizeRow === undefined ? undefined : diameterOf(sizeRow, lesion, faults);
  const state = stateRow === undefined ? undefined : stateOf(stateRow, lesion, faults);
  if (diameter === null || state === null) return null;
  if (diameter === undefined && state === undefined) return holdForLackOfResult(lesion, faults);
  if (diameter === undefined || sizeRow === undefined) return state ?? null;
  if (state === undefined || stateRow === undefined) return diameter;
  return together(diameter, sizeRow, state, stateRow, lesion, faults);
}

/** The standardised length: as text, else as the number beside it. */
const standardOf = (row: ImportRow): string => cell(row, 'TRSTRESC') || cell(row, 'TRSTRESN');

const rowOf = (rows: readonly ImportRow[], test: string): ImportRow | undefined =>
  rows.find((row) => testOf(row) === test);

const isNotDone = (row: ImportRow): boolean => wordOf(cell(row, 'TRSTAT')) === notDoneWord;

/**
 * The row that holds the size: DIAMETER where it stands; else LPERP of a lymph node and LDIAM of everything else (CDISC RECIST 1.1 supplement:
 * either form will do). Null where both stand and the site does not tell which of them counts, or where only the other axis was sent.
 */
function sizeRowOf({ label, organ, rows }: LesionRows, faults: RowFaults): ImportRow | null | undefined {
  const diameter = rowOf(rows, 'DIAMETER');
  const long = rowOf(rows, 'LDIAM');
  const short = rowOf(rows, 'LPERP');
  if (diameter !== undefined) return diameter;
  if (long === undefined || short === undefined) {
    const only = long ?? short;
    if (only === undefined || organ === undefined || organ === 'other' || isNotDone(only)) return only;
    if ((only === short) === (organ === 'lymph-node')) return only;
  }
  const row = long ?? short;
  if (row === undefined) return undefined;
  if (long !== undefined && short !== undefined) {
    if (organ !== undefined && organ !== 'other') return organ === 'lymph-node' ? short : long;
    if (isNotDone(long) && isNotDone(short)) return long;
  }
  faults.hold({
    code: 'no-diameter',
    row,
    column: 'TRTESTCD',
    others: rows.filter((one) => one !== row && ['LDIAM', 'LPERP'].includes(testOf(one))),
    message:
      organ === undefined || organ === 'other'
        ? `lesion ${label} has LDIAM and LPERP and no DIAMETER, and its site does not say whether it is a lymph node: which axis counts?`
        : `lesion ${label} (${organ}) has ${testOf(row)} alone and no DIAMETER: does this axis count?`,
    expected: 'a DIAMETER row; or LPERP for a lymph node and LDIAM for everything else, with the site in TULOC',
  });
  return null;
}

/** The row that holds the state: TUMSTATE; LNSTATE for a lymph node that is not a target. The state of a target node is not read: its size is. */
function stateRowOf({ label, role, rows }: LesionRows, faults: RowFaults): ImportRow | undefined {
  const tumour = rowOf(rows, 'TUMSTATE');
  const node = rowOf(rows, 'LNSTATE');
  if (node === undefined) return tumour;
  if (role !== 'target' && tumour === undefined) return node;
  faults.ask({
    code: 'not-read',
    row: node,
    column: 'TRTESTCD',
    about: [cell(node, 'STUDYID'), cell(node, 'USUBJID'), label, 'LNSTATE'],
    message: `LNSTATE '${cell(node, 'TRSTRESC') || cell(node, 'TRORRES')}' of lesion ${label} is not read: ${role === 'target' ? 'a target is read by its size' : 'its TUMSTATE is'}`,
    expected: 'LNSTATE for lymph nodes that are not targets, without TUMSTATE beside it',
  });
  return tumour;
}

function holdForLackOfResult({ label, rows }: LesionRows, faults: RowFaults): null {
  const [row] = rows;
  if (row !== undefined)
    faults.hold({
      code: 'no-diameter',
      row,
      column: 'TRTESTCD',
      others: rows.slice(1),
      message: `lesion ${label} has ${rows.map(testOf).join(' and ')} but no diameter and no TUMSTATE at this visit`,
      expected: 'a row with the diameter that counts in the sum (DIAMETER, LDIAM or LPERP), or a TUMSTATE row',
    });
  return null;
}

/**
 * A diameter and a tumour state of one lesion must not contradict each other; a state says more than a diameter that was not done, and
 * unequivocal progression of a non-target more than its size.
 */
function together(
  diameter: Result,
  diameterRow: ImportRow,
  state: Result,
  stateRow: ImportRow,
  { label }: LesionRows,
  faults: RowFaults,
): Result | null {
  const isGone = (result: Result) => result.state === 'absent';
  if (diameter.state === 'not-done' || diameter.state === 'not-evaluable')
    return { ...state, reason: state.reason ?? diameter.reason };
  if (state.state === 'not-done') return diameter;
  const beside = { diameterRow, stateRow, label };
  if (state.state === 'unequivocal-progression' && !isGone(diameter)) {
    askAboutNotRead(diameterRow, 'the progression that its TUMSTATE states is', beside, faults);
    return state;
  }
  if (isGone(diameter) === isGone(state) && state.state !== 'not-evaluable' && state.state !== 'too-small-to-measure')
    return besideSize(diameter, state, beside, faults);
  faults.hold({
    code: 'contradiction',
    row: diameterRow,
    column: 'TRORRES',
    others: [stateRow],
    message: `lesion ${label} has ${testOf(diameterRow)} '${cell(diameterRow, 'TRORRES')}' and ${testOf(stateRow)} '${cell(stateRow, 'TRORRES')}'`,
    expected: 'a size and a state that go together',
  });
  return null;
}

interface RowsBeside {
  readonly diameterRow: ImportRow;
  readonly stateRow: ImportRow;
  readonly label: string;
}

/** A size with what the state adds to it: how certain a new lesion is. A course in words is not read beside a size. */
function besideSize(size: Result, state: Result, rows: RowsBeside, faults: RowFaults): Result {
  if (['increased', 'decreased', 'unchanged'].includes(state.state))
    askAboutNotRead(rows.stateRow, 'its size is', rows, faults);
  return { ...size, certainty: state.certainty };
}

function askAboutNotRead(row: ImportRow, because: string, { label, stateRow }: RowsBeside, faults: RowFaults): void {
  faults.ask({
    code: 'not-read',
    row,
    column: 'TRORRES',
    about: [cell(row, 'STUDYID'), cell(row, 'USUBJID'), label, testOf(row), cell(stateRow, 'VISITNUM')],
    message: `${testOf(row)} '${cell(row, 'TRSTRESC') || cell(row, 'TRORRES')}' of lesion ${label} is not read: ${because}`,
    expected: 'a size or a state, of one lesion at one visit',
  });
}

/** not-done with its reason; null where a value stands beside it; undefined where the row was done. */
function notDone(row: ImportRow, faults: RowFaults): Result | null | undefined {
  const status = cell(row, 'TRSTAT');
  const value = cell(row, 'TRORRES') || standardOf(row);
  if (status === '') return undefined;
  if (wordOf(status) !== notDoneWord) {
    faults.hold({
      code: 'unknown-word',
      row,
      column: 'TRSTAT',
      message: `'${status}' is not a status`,
      expected: "'NOT DONE', or blank",
    });
    return null;
  }
  if (value !== '') {
    faults.hold({
      code: 'value-with-not-done',
      row,
      column: 'TRORRES',
      message: `the result '${value}' stands beside NOT DONE`,
      expected: 'a result, or NOT DONE with a reason and no result',
    });
    return null;
  }
  const reason = cell(row, 'TRREASND');
  if (reasonOfState.test(reason))
    faults.ask({
      code: 'contradiction',
      row,
      column: 'TRREASND',
      message: `the reason '${reason}' says what was seen, and the status that nothing was done; it is read as not done`,
      expected: `what was seen as a result: ${Object.keys(statesInPlaceOfSize).join(', ')} in TRORRES, and TRSTAT blank`,
    });
  return { state: notEvaluableReason.test(reason) ? 'not-evaluable' : 'not-done', reason: reason || undefined };
}

function diameterOf(row: ImportRow, lesion: LesionRows, faults: RowFaults): Result | null {
  const status = notDone(row, faults);
  if (status !== undefined) return status;
  const word = wordInPlaceOfSize(row);
  if (word !== undefined) return stateInPlaceOfSize(word, row, faults);
  const text = millimetresOf(row, faults);
  if (text === null) return null;
  const length = micrometresFromText(text);
  if (isUnreadable(length)) {
    faults.hold({ code: length.code, row, column: 'TRORRES', message: length.message, expected: length.expected });
    return null;
  }
  askAboutReason(row, faults);
  return length.micrometres === 0
    ? { state: 'absent' }
    : { state: 'measured', size: text, axis: axisOf(text, row, lesion, faults) };
}

/** A state that stands where a length would; a bound of 5 mm is one where a standardised length stands beside it. */
function wordInPlaceOfSize(row: ImportRow): TumourState | undefined {
  const reported = cell(row, 'TRORRES');
  const standard = standardOf(row);
  if (belowFiveMillimetres.test(reported) && (!isUnreadable(micrometresFromText(standard)) || isSameBound(row)))
    return { state: 'too-small-to-measure' };
  return lookUp(statesInPlaceOfSize, reported) ?? (reported === '' ? lookUp(statesInPlaceOfSize, standard) : undefined);
}

/** The bound of 5 mm stands in both, and that it is in mm. */
const isSameBound = (row: ImportRow): boolean =>
  belowFiveMillimetres.test(standardOf(row)) &&
  (/mm/i.test(cell(row, 'TRORRES')) || unitOf(cell(row, 'TRORRESU') || cell(row, 'TRSTRESU')) === 1);

/** How large a lesion counts that is too small to measure (EORTC clarification); a sponsor may standardise otherwise, which is said. */
const tooSmall = defaultOptions.recist.tooSmallValue;

function stateInPlaceOfSize({ state }: TumourState, row: ImportRow, faults: RowFaults): Result | null {
  const [reported, word] = [cell(row, 'TRORRES'), standardOf(row)];
  const other = lookUp(statesInPlaceOfSize, word)?.state ?? state;
  const standard = other === state && isUnreadable(micrometresFromText(word)) ? cell(row, 'TRSTRESN') || word : word;
  const length = micrometresFromText(standard);
  const counted = state === 'not-evaluable' ? null : state === 'absent' ? 0 : tooSmall;
  const differs = isUnreadable(length) ? other !== state : length.micrometres !== counted;
  const result: Result = { state, reason: cell(row, 'TRREASND') || undefined };
  if (!differs || standard === '' || reported === '') return result;
  const unit = isUnreadable(length) ? '' : ` ${cell(row, 'TRSTRESU') || 'mm'}`;
  const finding = { row, column: 'TRSTRESC', expected: 'a standardised result that says the same' } as const;
  const says = `TRORRES says '${reported}' and ${standard === cell(row, 'TRSTRESC') ? 'TRSTRESC' : 'TRSTRESN'} ${standard}${unit}`;
  if (state === 'too-small-to-measure' && !isUnreadable(length)) {
    faults.ask({
      ...finding,
      code: 'standard-differs',
      message: `${says}; it is read as too small to measure, which counts as ${tooSmall / 1000} mm`,
    });
    return result;
  }
  faults.hold({ ...finding, code: 'contradiction', message: says });
  return null;
}

/** A reason for not being done or not being evaluable beside a length: the length is read, and the sender asked. */
function askAboutReason(row: ImportRow, faults: RowFaults): void {
  const reason = cell(row, 'TRREASND');
  if (reason === '') return;
  faults.ask({
    code: 'reason-beside-result',
    row,
    column: 'TRREASND',
    message: `the reason '${reason}' stands beside the result '${cell(row, 'TRORRES') || standardOf(row)}', which is read`,
    expected: "a result, or TRSTAT 'NOT DONE' with the reason and no result",
  });
}

const unitOf = (text: string): number | undefined => lookUp(millimetresByUnit, text);

/** The text of a length in mm: as reported, or as standardised where it was reported in another unit. */
function millimetresOf(row: ImportRow, faults: RowFaults): string | null {
  const reported = cell(row, 'TRORRES');
  const standard = standardOf(row);
  const unit = unitOf(cell(row, 'TRORRESU'));
  if (reported === '' && standard === '') {
    faults.hold({
      code: 'no-result',
      row,
      column: 'TRORRES',
      message: 'neither a result nor a status stands here',
      expected: "a length in mm, or TRSTAT 'NOT DONE' with a reason",
    });
    return null;
  }
  if (contradictsStandard(row, reported, standard, faults)) return null;
  const standardised = standard !== '' && unitOf(cell(row, 'TRSTRESU')) === 1;
  if (unit === 1 && reported !== '') return reported;
  if (standardised) return standard;
  if (cell(row, 'TRORRESU') === '' && holdWithoutLength(row, reported, faults)) return null;
  faults.hold({
    code: 'unknown-unit',
    row,
    column: 'TRORRESU',
    message:
      cell(row, 'TRORRESU') === ''
        ? 'the unit is not stated'
        : `'${cell(row, 'TRORRESU')}' is not mm, and no result in mm stands beside it`,
    expected: "'mm' in TRORRESU, or TRSTRESC with 'mm' in TRSTRESU",
  });
  return null;
}

/** A result without a unit that is no length: what is wrong with it is its text, not the unit. */
function holdWithoutLength(row: ImportRow, reported: string, faults: RowFaults): boolean {
  const length = micrometresFromText(reported);
  if (reported === '' || !isUnreadable(length)) return false;
  faults.hold({
    code: length.code,
    row,
    column: 'TRORRES',
    message: length.message,
    expected: `${length.expected}, with 'mm' in TRORRESU; or one of ${Object.keys(statesInPlaceOfSize).join(', ')}; or TRSTAT 'NOT DONE' with a reason`,
  });
  return true;
}

/** The standardised length says another than the reported one, or its number another than its text: held, and neither is picked. */
function contradictsStandard(row: ImportRow, reported: string, standard: string, faults: RowFaults): boolean {
  const number = cell(row, 'TRSTRESN');
  const [unit, standardUnit] = [cell(row, 'TRORRESU'), cell(row, 'TRSTRESU')];
  const finding = { code: 'contradiction', row, expected: 'the same length in both' } as const;
  const inWords = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');
  const word = lookUp(statesInPlaceOfSize, standard)?.state;
  if (word !== undefined && reported !== '') {
    const other = [reported, number].find((length) => length !== '' && !isLengthOf(word, length, unit));
    if (other === undefined) return false;
    const message = `${other === reported ? `TRORRES says ${inWords(reported, unit)}` : `TRSTRESN says ${number}`} and TRSTRESC '${standard}'`;
    faults.hold({ ...finding, column: 'TRSTRESC', message, expected: 'a standardised result that says the same' });
    return true;
  }
  if (reported !== '' && standard !== '' && !saysTheSame(reported, unit, standard, standardUnit)) {
    const message = `TRORRES says ${inWords(reported, unit)} and TRSTRESC ${inWords(standard, standardUnit)}`;
    faults.hold({ ...finding, column: 'TRSTRESC', message });
    return true;
  }
  if (number === '' || standard === '' || sameLength(standard, number)) return false;
  const message = `TRSTRESC says ${inWords(standard, standardUnit)} and TRSTRESN ${inWords(number, standardUnit)}`;
  faults.hold({ ...finding, column: 'TRSTRESN', message });
  return true;
}

/** Whether a length may stand beside the word of a state; a text that is no length is named by itself. */
function isLengthOf(state: TumourState['state'], text: string, unit: string): boolean {
  const length = micrometresFromText(text);
  if (isUnreadable(length)) return true;
  const micrometres = length.micrometres * (unitOf(unit) ?? 1);
  if (state === 'absent') return micrometres === 0;
  return state === 'too-small-to-measure' && micrometres > 0 && micrometres <= tooSmall;
}

const bound = /^[<>≤≥]/;

/** What a conversion may round away, in micrometres. */
const roundedAway = 500;

/** Whether two results are one length, each in its unit. Without a unit it may be in mm or in cm; in a unit that is not known it may be any. */
function saysTheSame(reported: string, unit: string, standard: string, standardUnit: string): boolean {
  const [factors, others] = [factorsOf(unit), factorsOf(standardUnit)];
  const [length, other] = [micrometresFromText(reported), micrometresFromText(standard)];
  if (isUnreadable(length) && reported === standard) return true;
  // A result in mm is read as it is: what makes it unreadable is named better by that.
  if (unitOf(unit) === 1 && (isUnreadable(length) || unitOf(standardUnit) === 1))
    return isUnreadable(length) || sameLength(reported, standard);
  if (bound.test(reported)) return false;
  if (isUnreadable(length) || isUnreadable(other) || factors.length === 0 || others.length === 0) return true;
  return factors.some((one) =>
    others.some((two) => Math.abs(length.micrometres * one - other.micrometres * two) <= roundedAway),
  );
}

const factorsOf = (unit: string): readonly number[] =>
  unit === '' ? [1, millimetresByUnit['CM']!] : [unitOf(unit) ?? []].flat();

const sameLength = (one: string, other: string): boolean => {
  const length = micrometresFromText(one);
  const otherLength = micrometresFromText(other);
  return isUnreadable(length) || isUnreadable(otherLength)
    ? one === other
    : length.micrometres === otherLength.micrometres;
};

const checkedLength = (
  rows: readonly ImportRow[],
  test: string,
): { readonly row: ImportRow; readonly micrometres: number } | null => {
  const row = rows.find((candidate) => testOf(candidate) === test && cell(candidate, 'TRORRES') !== '');
  if (row === undefined) return null;
  const length = micrometresFromText(cell(row, 'TRORRES'));
  return isUnreadable(length) ? null : { row, micrometres: length.micrometres };
};

/** The axis that the row names; of DIAMETER the one that it repeats, undefined where it is both, neither, or they are not there. */
function axisOf(
  text: string,
  row: ImportRow,
  { label, rows }: LesionRows,
  faults: RowFaults,
): DiameterAxis | undefined {
  const read = micrometresFromText(text);
  const long = checkedLength(rows, 'LDIAM');
  const short = checkedLength(rows, 'LPERP');
  if (testOf(row) !== 'DIAMETER') {
    if (long !== null && short !== null && long.micrometres < short.micrometres)
      faults.ask({
        code: 'diameters-disagree',
        row: long.row,
        others: [short.row],
        column: 'TRORRES',
        message: `lesion ${label}: LDIAM ${cell(long.row, 'TRORRES')}, LPERP ${cell(short.row, 'TRORRES')}; ${testOf(row)} is read`,
        expected: 'LDIAM not below LPERP',
      });
    return testOf(row) === 'LDIAM' ? 'longest-diameter' : 'short-axis';
  }
  if (isUnreadable(read) || long === null || short === null) return undefined;
  const isLong = read.micrometres === long.micrometres;
  const isShort = read.micrometres === short.micrometres;
  if ((!isLong && !isShort) || long.micrometres < short.micrometres) {
    faults.ask({
      code: 'diameters-disagree',
      row: long.row,
      others: [short.row],
      column: 'TRORRES',
      message: `lesion ${label}: DIAMETER ${text}, LDIAM ${cell(long.row, 'TRORRES')}, LPERP ${cell(short.row, 'TRORRES')}; DIAMETER is read`,
      expected: 'DIAMETER equal to LDIAM or to LPERP, and LDIAM not below LPERP',
    });
    return undefined;
  }
  if (isLong === isShort) return undefined;
  return isLong ? 'longest-diameter' : 'short-axis';
}

function stateOf(row: ImportRow, { label, role }: LesionRows, faults: RowFaults): Result | null {
  const status = notDone(row, faults);
  if (status !== undefined) return status;
  const [reported, standard] = [cell(row, 'TRORRES'), cell(row, 'TRSTRESC')];
  const ofNode = testOf(row) === 'LNSTATE';
  const known = (word: string): TumourState | undefined =>
    (ofNode ? lookUp(nodeStatesByWord, word) : undefined) ?? lookUp(statesByWord[role], word);
  const words = [...(ofNode ? Object.keys(nodeStatesByWord) : []), ...Object.keys(statesByWord[role])].join(', ');
  const word = standard || reported;
  if (word === '') {
    faults.hold({
      code: 'no-result',
      row,
      column: 'TRORRES',
      message: `the state of lesion ${label} is blank`,
      expected: `one of: ${words}; or TRSTAT 'NOT DONE' with a reason`,
    });
    return null;
  }
  const state = known(word);
  if (state === undefined) {
    faults.hold({
      code: 'unknown-word',
      row,
      column: 'TRORRES',
      message: `'${word}' is not a state of a ${role} lesion`,
      expected: `one of: ${words}`,
    });
    return null;
  }
  const collected = known(reported);
  if (collected !== undefined && (collected.state !== state.state || collected.certainty !== state.certainty)) {
    faults.hold({
      code: 'contradiction',
      row,
      column: 'TRSTRESC',
      message: `TRORRES says '${reported}' and TRSTRESC '${standard}'`,
      expected: 'the same state in both',
    });
    return null;
  }
  return { state: state.state, certainty: state.certainty };
}
