/** From the TR rows of one lesion at one visit to its finding. */
import type { DiameterAxis, LesionRole } from '../../response/index.js';
import { type FindingDocument, isUnreadable, micrometresFromText } from '../../record/index.js';
import type { RowFaults } from '../row-faults.js';
import { notDoneWord, notEvaluableReason, statesByWord, statesInPlaceOfSize, type TumourState } from './sdtm-words.js';
import { cell, testOf } from './sdtm-rows.js';
import type { ImportRow } from '../tabular-format.js';
import { lookUp, wordOf } from '../words.js';

export type Result = Pick<FindingDocument, 'state' | 'size' | 'axis' | 'certainty' | 'reason'>;

export interface LesionRows {
  readonly label: string;
  readonly role: LesionRole;
  /** All TR rows of this lesion at this visit, each test at most once where it is read. */
  readonly rows: readonly ImportRow[];
}

/** Null where something holds the assessment; it has then been named. */
export function resultOf(lesion: LesionRows, faults: RowFaults): Result | null {
  const diameterRow = lesion.rows.find((row) => testOf(row) === 'DIAMETER');
  const stateRow = lesion.rows.find((row) => testOf(row) === 'TUMSTATE');
  const diameter = diameterRow === undefined ? undefined : diameterOf(diameterRow, lesion, faults);
  const state = stateRow === undefined ? undefined : stateOf(stateRow, lesion, faults);
  if (diameter === null || state === null) return null;
  if (diameter === undefined && state === undefined) return holdForLackOfResult(lesion, faults);
  if (diameter === undefined || diameterRow === undefined) return state ?? null;
  if (state === undefined || stateRow === undefined) return diameter;
  return together(diameter, diameterRow, state, stateRow, lesion, faults);
}

function holdForLackOfResult({ label, rows }: LesionRows, faults: RowFaults): null {
  const [row] = rows;
  if (row !== undefined)
    faults.hold({
      code: 'no-diameter',
      row,
      column: 'TRTESTCD',
      others: rows.slice(1),
      message: `lesion ${label} has ${rows.map(testOf).join(' and ')} but no DIAMETER and no TUMSTATE at this visit`,
      expected: 'a DIAMETER row (the diameter that counts in the sum) or a TUMSTATE row',
    });
  return null;
}

/** A diameter and a tumour state of one lesion must not contradict each other; a state says more than a diameter that was not done. */
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
  if (isGone(diameter) === isGone(state) && state.state !== 'not-evaluable' && state.state !== 'too-small-to-measure')
    return { ...diameter, certainty: state.certainty };
  faults.hold({
    code: 'contradiction',
    row: diameterRow,
    column: 'TRORRES',
    others: [stateRow],
    message: `lesion ${label} has DIAMETER '${cell(diameterRow, 'TRORRES')}' and TUMSTATE '${cell(stateRow, 'TRORRES')}'`,
    expected: 'a size and a state that go together',
  });
  return null;
}

/** not-done with its reason; null where a value stands beside it; undefined where the row was done. */
function notDone(row: ImportRow, faults: RowFaults): Result | null | undefined {
  const status = cell(row, 'TRSTAT');
  const value = cell(row, 'TRORRES') || cell(row, 'TRSTRESC');
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
  return { state: notEvaluableReason.test(reason) ? 'not-evaluable' : 'not-done', reason: reason || undefined };
}

function diameterOf(row: ImportRow, lesion: LesionRows, faults: RowFaults): Result | null {
  const status = notDone(row, faults);
  if (status !== undefined) return status;
  const word = lookUp(statesInPlaceOfSize, cell(row, 'TRORRES'));
  if (word !== undefined) return { state: word.state, reason: cell(row, 'TRREASND') || undefined };
  const text = millimetresOf(row, faults);
  if (text === null) return null;
  const length = micrometresFromText(text);
  if (isUnreadable(length)) {
    faults.hold({ code: length.code, row, column: 'TRORRES', message: length.message, expected: length.expected });
    return null;
  }
  return length.micrometres === 0
    ? { state: 'absent' }
    : { state: 'measured', size: text, axis: axisOf(text, lesion, faults) };
}

const millimetre = 'MM';

/** The text of a length in mm: as reported, or as standardised where it was reported in another unit. */
function millimetresOf(row: ImportRow, faults: RowFaults): string | null {
  const reported = cell(row, 'TRORRES');
  const standard = cell(row, 'TRSTRESC');
  const unit = wordOf(cell(row, 'TRORRESU'));
  const standardUnit = wordOf(cell(row, 'TRSTRESU'));
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
  if (unit === millimetre && reported !== '') {
    if (standardUnit !== millimetre || standard === '' || sameLength(reported, standard)) return reported;
    faults.hold({
      code: 'contradiction',
      row,
      column: 'TRSTRESC',
      message: `TRORRES says ${reported} mm and TRSTRESC ${standard} mm`,
      expected: 'the same length in both',
    });
    return null;
  }
  if (standardUnit === millimetre && standard !== '') return standard;
  faults.hold({
    code: 'unknown-unit',
    row,
    column: 'TRORRESU',
    message:
      unit === ''
        ? 'the unit is not stated'
        : `'${cell(row, 'TRORRESU')}' is not mm, and no result in mm stands beside it`,
    expected: "'mm' in TRORRESU, or TRSTRESC with 'mm' in TRSTRESU",
  });
  return null;
}

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

/** Which of the two diameters DIAMETER repeats; undefined where it is both, neither, or they are not there. */
function axisOf(text: string, { label, rows }: LesionRows, faults: RowFaults): DiameterAxis | undefined {
  const read = micrometresFromText(text);
  const long = checkedLength(rows, 'LDIAM');
  const short = checkedLength(rows, 'LPERP');
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
  const word = cell(row, 'TRSTRESC') || cell(row, 'TRORRES');
  if (word === '') {
    faults.hold({
      code: 'no-result',
      row,
      column: 'TRORRES',
      message: `the state of lesion ${label} is blank`,
      expected: `one of: ${Object.keys(statesByWord[role]).join(', ')}; or TRSTAT 'NOT DONE' with a reason`,
    });
    return null;
  }
  const state: TumourState | undefined = lookUp(statesByWord[role], word);
  if (state === undefined) {
    faults.hold({
      code: 'unknown-word',
      row,
      column: 'TRORRES',
      message: `'${word}' is not a state of a ${role} lesion`,
      expected: `one of: ${Object.keys(statesByWord[role]).join(', ')}`,
    });
    return null;
  }
  return { state: state.state, certainty: state.certainty };
}
