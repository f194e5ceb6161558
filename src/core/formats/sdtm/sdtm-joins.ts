/** Lesions that split (TUSPLIT) and lesions that merge (TUMERGE), from the labels of SDTM to one finding a lesion. */
import { defaultOptions } from '../../response/index.js';
import { type FindingDocument, groupBy } from '../../record/index.js';
import type { RowFaults } from '../row-faults.js';
import type { ImportRow } from '../tabular-format.js';
import type { IdentifiedLesion } from './sdtm-identification.js';
import { cell, lesionColumnOf, orderOf } from './sdtm-rows.js';

type Lesions = ReadonlyMap<string, IdentifiedLesion>;
type RowsOf = (label: string) => readonly ImportRow[];

/** Whether a lesion's own rows say nothing against being followed as parts or as a mass: it was not done, or not evaluable by itself. */
const hasNoResult = (finding: FindingDocument | undefined): boolean =>
  finding === undefined || saysNothing(finding.state);

const saysNothing = (state: FindingDocument['state']): boolean => state === 'not-done' || state === 'not-evaluable';

/**
 * The findings of a visit with the parts of a lesion put together under its own label (their sizes are summed), and with a mass of merged
 * lesions under the first label that merged into it, the others marked as merged. What has a result of its own beside that is held.
 */
export function joinedFindings(
  findings: readonly FindingDocument[],
  lesions: Lesions,
  rowsOf: RowsOf,
  faults: RowFaults,
  order: number | null,
): FindingDocument[] {
  const isJoined = ({ lesion }: FindingDocument): boolean => {
    const { partOf, massOf } = lesions.get(lesion) ?? {};
    return partOf !== undefined || massOf !== undefined;
  };
  if (!findings.some(isJoined)) {
    askAboutUnjoined(findings, rowsOf, faults);
    return [...findings];
  }
  const parts = groupBy(
    findings.filter(({ lesion }) => lesions.get(lesion)?.partOf !== undefined),
    ({ lesion }) => lesions.get(lesion)!.partOf!,
  );
  const masses = findings.filter(({ lesion }) => lesions.get(lesion)?.massOf !== undefined);
  const joined = new Map(findings.filter((finding) => !isJoined(finding)).map((finding) => [finding.lesion, finding]));
  for (const [label, ofLesion] of parts) {
    if (!hasNoResult(joined.get(label))) holdOwnResult(label, ofLesion, rowsOf, faults);
    const missing = partsWithoutRow(label, lesions, rowsOf, order);
    if (missing.length > 0) askAboutMissingParts(label, missing, ofLesion, rowsOf, faults);
    joined.set(label, wholeOf(label, ofLesion, lesions, missing));
  }
  for (const mass of masses) putMass(mass, joined, lesions, rowsOf, faults);
  askAboutUnjoined([...joined.values()], rowsOf, faults);
  return [...joined.values()];
}

const joinedReason = /MERGE|COALESC|CONFLUEN|\bSPLIT/i;

/** Lesions that were not done since they have merged or split, while TU names neither mass nor parts: they have no size, and it is said. */
function askAboutUnjoined(findings: readonly FindingDocument[], rowsOf: RowsOf, faults: RowFaults): void {
  for (const { lesion, state, reason } of findings) {
    const [row] = rowsOf(lesion);
    if (!saysNothing(state) || row === undefined || !joinedReason.test(reason ?? '')) continue;
    faults.ask({
      code: 'part-without-lesion',
      row,
      column: 'TRREASND',
      message: `the reason '${reason}' says what became of lesion ${lesion}, and TU names neither its parts nor the mass; it is read as ${state.replaceAll('-', ' ')}`,
      expected: 'TUMERGE of the mass, or TUSPLIT of the parts, in TU, with their sizes in TR',
    });
  }
}

function holdOwnResult(label: string, joined: readonly FindingDocument[], rowsOf: RowsOf, faults: RowFaults): void {
  const [row, ...others] = rowsOf(label);
  if (row === undefined) return;
  faults.hold({
    code: 'contradiction',
    row,
    others,
    column: lesionColumnOf(row),
    message: `lesion ${label} has a result of its own beside ${joined.map(({ lesion }) => lesion).join(' and ')}, which TU says it has become`,
    expected: `the result of ${joined.map(({ lesion }) => lesion).join(' and ')} alone, with ${label} NOT DONE or without a row`,
  });
}

/** Parts of a lesion that TU names by this visit and of which the visit has no row: their size is not known, and they are not gone. */
function partsWithoutRow(label: string, lesions: Lesions, rowsOf: RowsOf, order: number | null): readonly string[] {
  const isDue = ({ rows }: IdentifiedLesion): boolean =>
    rows.some((row) => order === null || (orderOf(row) ?? order) <= order);
  return [...lesions.values()]
    .filter((lesion) => lesion.partOf === label && rowsOf(lesion.label).length === 0 && isDue(lesion))
    .map((lesion) => lesion.label);
}

function askAboutMissingParts(
  label: string,
  missing: readonly string[],
  [part]: readonly FindingDocument[],
  rowsOf: RowsOf,
  faults: RowFaults,
): void {
  const [row] = part === undefined ? [] : rowsOf(part.lesion);
  if (row === undefined) return;
  faults.ask({
    code: 'no-result',
    row,
    column: lesionColumnOf(row),
    message: `TR holds no result at this visit for ${missing.join(' and ')}, a part of lesion ${label}; ${label} is read as not evaluable`,
    expected: 'the size of every part: 0 where it is gone, NOT DONE where it was not measured',
  });
}

/** Length that a part counts with; null where it has none. */
function lengthOf({ state, size }: FindingDocument): string | null {
  if (state === 'measured') return size ?? null;
  if (state === 'absent') return '0';
  return state === 'too-small-to-measure' ? String(defaultOptions.recist.tooSmallValue / 1000) : null;
}

/**
 * A lesion out of its parts. One part without a size leaves a target without one; of what is no target, a part in unequivocal progression is
 * that of the whole, and a part that is there means that it is there.
 */
function wholeOf(
  label: string,
  parts: readonly FindingDocument[],
  lesions: Lesions,
  [missing]: readonly string[],
): FindingDocument {
  const [first] = parts as readonly [FindingDocument, ...FindingDocument[]];
  const { role, organ, site } = lesions.get(label) ?? {};
  const { axis, examDate, modality } = first;
  const whole = { lesion: label, role: role ?? first.role, organ, site, axis, examDate, modality };
  const notEvaluable = (part: string): FindingDocument => ({
    ...whole,
    axis: undefined,
    state: 'not-evaluable',
    reason: `${part}, a part of it, has no size`,
  });
  if (parts.some(({ state }) => state === 'unequivocal-progression'))
    return { ...whole, axis: undefined, state: 'unequivocal-progression' };
  if (missing !== undefined) return notEvaluable(missing);
  const lengths = parts.map(lengthOf);
  const open = parts.find((part) => lengthOf(part) === null);
  if (open !== undefined) {
    const states = parts.map(({ state }) => state);
    if (states.every((state) => state === open.state)) return { ...whole, state: open.state, reason: open.reason };
    const unseen = parts.find(({ state }) => saysNothing(state));
    return whole.role === 'target' || unseen !== undefined
      ? notEvaluable((unseen ?? open).lesion)
      : { ...whole, axis: undefined, state: states.includes('increased') ? 'increased' : 'present' };
  }
  const sized = lengths.filter((length): length is string => length !== null && Number(length) > 0);
  if (sized.length === 0) return { ...whole, axis: undefined, state: 'absent' };
  return sized.length === 1
    ? { ...whole, state: 'measured', size: sized[0] }
    : { ...whole, state: 'measured', fragments: sized };
}

const mergedReason = /MERGE|COALESC|CONFLUEN/i;

/** The labels that a mass holds: those that its own label names, else those whose rows say that they have merged. */
function membersOf(mass: FindingDocument, lesions: Lesions, rowsOf: RowsOf): readonly string[] {
  const named = lesions.get(mass.lesion)?.massOf ?? [];
  if (named.length > 0) return named;
  return [...lesions.keys()].filter(
    (label) => label !== mass.lesion && rowsOf(label).some((row) => mergedReason.test(cell(row, 'TRREASND'))),
  );
}

function putMass(
  mass: FindingDocument,
  joined: Map<string, FindingDocument>,
  lesions: Lesions,
  rowsOf: RowsOf,
  faults: RowFaults,
): void {
  const [home, ...others] = membersOf(mass, lesions, rowsOf);
  const [row] = rowsOf(mass.lesion);
  if (home === undefined || others.length === 0) {
    if (row !== undefined)
      faults.hold({
        code: 'part-without-lesion',
        row,
        column: lesionColumnOf(row),
        message: `TU says that lesions have merged into ${mass.lesion}, and not which`,
        expected: `a label that names them (T02/T03), or their rows NOT DONE with the reason 'TUMOR MERGED'`,
      });
    return;
  }
  for (const label of [home, ...others])
    if (!hasNoResult(joined.get(label))) holdOwnResult(label, [mass], rowsOf, faults);
  const placeOf = (label: string): Pick<FindingDocument, 'role' | 'organ' | 'site'> => {
    const { role, organ, site } = lesions.get(label) ?? {};
    return { role: role ?? mass.role, organ, site };
  };
  joined.set(home, { ...mass, lesion: home, ...placeOf(home) });
  for (const label of others)
    joined.set(label, {
      lesion: label,
      ...placeOf(label),
      state: 'merged',
      mergedInto: home,
      examDate: mass.examDate,
      modality: mass.modality,
    });
}
