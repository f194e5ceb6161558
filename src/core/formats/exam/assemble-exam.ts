/**
 * An exam as a document reported it, as an assessment: the rules of the other formats (docs/formats.md) for sites, axes, units and roles.
 * What is surely no tumour's was left out by the format; what is not sure holds the assessment, since a smaller sum would be the alternative.
 */
import { type DiameterAxis, type LesionRole, type Organ } from '../../response/index.js';
import {
  type AssessmentDocument,
  type FindingDocument,
  groupBy,
  intervalOfPartialDate,
  isUnreadable,
} from '../../record/index.js';
import { closeGroup } from '../assembled-group.js';
import { askAboutAxis, askAboutMeasurability, askAboutLength, type LesionPlace } from '../finding-queries.js';
import { organOfSite } from '../organ-words.js';
import { roleOfWord } from '../role-words.js';
import { keyOfParts, type RowFaults } from '../row-faults.js';
import type { AssembledGroup, AssessmentIdentity } from '../tabular-format.js';
import { boundedId, cut } from './labels.js';
import type { DocumentContext, ReportedExam, ReportedLength, ReportedLesion, Spot } from './reported-exam.js';
import { lengthUnitOf, millimetresOf } from './ucum-lengths.js';

/** Whose history it is where the document names only who read: one of the sending department, as SDTM's blank evaluator is. */
const evaluatorNotStated = 'evaluator not stated';

/** More lesions than one assessment holds (`assessmentDocumentSchema`). */
const mostLesions = 500;

interface ExamTask {
  readonly exam: ReportedExam;
  readonly identity: AssessmentIdentity;
  readonly faults: RowFaults;
  readonly context: DocumentContext;
  readonly about: readonly string[];
}

/** @param faults what the format found before; what is found here is added */
export function assembleExam(exam: ReportedExam, context: DocumentContext, faults: RowFaults): AssembledGroup {
  const identity = identityOf(exam, context);
  const about = [identity.issuer, identity.patient?.issuer ?? '', identity.patient?.id ?? ''];
  const task: ExamTask = { exam, identity, faults, context, about };
  holdWithoutIdentity(task);
  askAboutLineAndEvaluator(task);
  const lesions = withoutRepeated(task);
  const findings = exam.lesions.length > mostLesions ? [] : lesions.map((lesion) => findingOf(lesion, task));
  askAboutOtherAxes(lesions, task);
  return closeGroup(identity, documentOf(findings, task), faults, exam.at.row, (label) => rowOf(label, exam));
}

const rowOf = (label: string, { lesions }: ReportedExam) => lesions.find((lesion) => lesion.label === label)?.at.row;

function identityOf(exam: ReportedExam, context: DocumentContext): AssessmentIdentity {
  const { patient, date } = exam;
  const label = exam.label ?? date;
  return {
    issuer: context.issuer,
    sourceId: exam.sourceId === null || exam.sourceId === '' ? null : boundedId(exam.sourceId, 'source'),
    patient:
      patient === null || patient.id.trim() === ''
        ? null
        : { issuer: boundedId(patient.issuer ?? context.issuer, 'text'), id: boundedId(patient.id, 'patient') },
    treatmentLine: exam.treatmentLine,
    evaluator: exam.evaluator ?? evaluatorNotStated,
    timepoint:
      label === null
        ? null
        : { label: cut(label, 120), date: readableDate(date), studyDay: null, baseline: exam.baseline },
  };
}

const readableDate = (date: string | null): string | null =>
  date === null || isUnreadable(intervalOfPartialDate(date)) ? null : date;

function holdWithoutIdentity({ exam, identity, faults, context }: ExamTask): void {
  const { row } = exam.at;
  if (identity.patient === null)
    faults.hold({ code: 'no-patient', row, message: 'no patient is named', expected: 'the id of the patient' });
  if (identity.sourceId === null)
    faults.hold({ code: 'missing', row, message: 'the report has no id', expected: 'an id of the report' });
  if (exam.date === null)
    faults.hold({ code: 'no-date', row, message: 'no date of the exam is given', expected: 'the date of the exam' });
  else holdDate(exam.date, { row, faults, context });
  if (exam.lesions.length > mostLesions)
    faults.hold({
      code: 'too-many',
      row,
      message: `${exam.lesions.length} lesions stand in one report`,
      expected: `at most ${mostLesions} lesions an assessment`,
    });
}

function holdDate(
  date: string,
  { row, faults, context: { today } }: { readonly row: Spot['row'] } & Pick<ExamTask, 'faults' | 'context'>,
): void {
  const interval = intervalOfPartialDate(date);
  if (isUnreadable(interval)) faults.hold({ ...interval, row });
  else if (today !== undefined && interval.from > today)
    faults.hold({
      code: 'date-in-future',
      row,
      message: `the exam is dated ${date}, and that day has not come`,
      expected: 'the date of an exam that has been done',
    });
  else if (interval.from !== interval.to)
    faults.ask({
      code: 'partial-date',
      row,
      message: `the exam is dated ${date}, without a day`,
      expected: 'the day of the exam',
    });
}

function askAboutLineAndEvaluator({ exam, identity, faults, about }: ExamTask): void {
  const { row } = exam.at;
  if (identity.patient === null) return;
  if (identity.treatmentLine === null)
    faults.ask({
      code: 'treatment-line-implied',
      row,
      about,
      message: 'no treatment line is named; one line is implied for this patient',
      expected: 'the treatment, its start and its line',
    });
  if (exam.evaluator === null)
    faults.ask({
      code: 'evaluator-not-stated',
      row,
      about,
      message: 'the evaluator is not stated; reports that name none make one history',
      expected: 'whose history the report belongs to',
    });
}

/** A lesion that stands twice holds the assessment: which of the two counts is the sender's to say. */
function withoutRepeated({ exam, faults }: ExamTask): readonly ReportedLesion[] {
  const byLabel = [...groupBy(exam.lesions, ({ label }) => label)];
  for (const [label, [first, ...others]] of byLabel)
    if (first !== undefined && others.length > 0)
      faults.hold({
        code: 'duplicate-measurement',
        row: first.at.row,
        others: others.map(({ at }) => at.row),
        message: `lesion ${label} stands ${others.length + 1} times in this report`,
        expected: 'each lesion once in a report',
      });
  return byLabel.flatMap(([, [first]]) => first ?? []);
}

const placeOf = ({ label, lengths, at }: ReportedLesion, { about, identity }: ExamTask): LesionPlace => ({
  row: lengths[0]?.at.row ?? at.row,
  sizeColumn: lengths[0]?.at.column ?? at.column ?? 'size',
  about: [...about, identity.evaluator ?? '', label],
  timepoint: identity.timepoint?.label ?? '',
});

function findingOf(lesion: ReportedLesion, task: ExamTask): FindingDocument {
  const { label, name, site, certainty, uptake } = lesion;
  const { faults } = task;
  const organ = organOf(lesion, task);
  const role = roleOf(lesion, task);
  const chosen = chosenLength(lesion, organ, task);
  const place = placeOf(lesion, task);
  const shownSite = [name === label ? null : name, site].filter((part) => part !== null && part !== '').join(', ');
  const finding: FindingDocument = {
    lesion: label,
    role: role ?? 'target',
    organ,
    ...(shownSite === '' ? {} : { site: cut(shownSite, 200) }),
    ...(chosen === null
      ? { state: 'present', reason: 'no diameter reported' }
      : { state: 'measured', size: chosen.size, ...(chosen.axis === null ? {} : { axis: chosen.axis }) }),
    ...(certainty === null ? {} : { certainty }),
    ...(uptake.length === 0 ? {} : { uptake: [...uptake] }),
  };
  if (chosen === null && uptake.length === 0 && lesion.lengths.length === 0) noDiameter(lesion, role ?? 'target', task);
  if (finding.size !== undefined) askAboutLength(finding.size, place, faults);
  askAboutAxis(finding, place, faults);
  askAboutMeasurability(finding, task.exam.baseline === true, place, faults);
  return finding;
}

/** A target without a size holds; a non-target or new lesion is read as present, as in SDTM, and asked. */
function noDiameter({ label, at }: ReportedLesion, role: LesionRole, { faults, about, identity }: ExamTask): void {
  const expected = 'a length in mm or cm with its unit';
  if (role === 'target')
    faults.hold({
      code: 'no-diameter',
      row: at.row,
      column: at.column,
      message: `lesion ${label} has no diameter`,
      expected,
    });
  else
    faults.ask({
      code: 'identified-not-assessed',
      row: at.row,
      column: at.column,
      about: [...about, label, identity.timepoint?.label ?? ''],
      message: `lesion ${label} (${role}) is named without a size; it is read as present`,
      expected: 'its size or state',
    });
}

/** By code, else by words. A site that no table knows is 'other', and asked. */
function organOf({ label, site, organ, at }: ReportedLesion, { faults, about }: ExamTask): Organ {
  const known = organ ?? (site === null ? undefined : organOfSite(site));
  if (known !== undefined) return known;
  faults.ask({
    code: site === null ? 'site-not-stated' : 'site-unknown-word',
    row: at.row,
    column: at.column,
    about: [...about, label],
    message: site === null ? `no site is stated for lesion ${label}` : `'${site}' names no organ that is known here`,
    expected: 'the organ of the lesion',
  });
  return 'other';
}

/** As the sender calls it, for those who look it up there. */
const calledOf = ({ label, name }: ReportedLesion): string => name ?? label;

/** 'Target 1', 'non-target_2', 'NEW 01': the word before the number. */
const roleWordIn = (name: string): string => name.replace(/[\s_.#:-]*\d*\s*$/, '');

/** A role that is stated, and another in the name: the stated one is read. */
function askAboutName(
  { label, name, role: stated, at }: ReportedLesion,
  role: LesionRole,
  { faults, about }: Pick<ExamTask, 'faults' | 'about'>,
): void {
  const inName = roleOfWord(roleWordIn(name ?? label));
  if (stated === null || inName === undefined || inName === role) return;
  faults.ask({
    code: 'role-conflict',
    row: at.row,
    column: at.column,
    about: [...about, label, 'role-in-name'],
    message: `lesion ${name ?? label} is stated to be ${role} and called ${inName}; it is read as ${role}`,
    expected: 'one role',
  });
}

/** As stated, else in the word of its name, else as the sender declared; null, and held, where nothing says it. */
function roleOf(lesion: ReportedLesion, { faults, context, about }: ExamTask): LesionRole | null {
  const { label, name, at } = lesion;
  const stated = lesion.role ?? null;
  const role = stated === null ? roleOfWord(roleWordIn(name ?? label)) : roleOfWord(stated);
  if (role !== undefined) {
    askAboutName(lesion, role, { faults, about });
    return role;
  }
  const declared = stated === null ? (context.roleNotStated ?? null) : null;
  const question = {
    code: stated === null ? ('role-not-stated' as const) : ('unknown-word' as const),
    row: at.row,
    column: at.column,
    about: [...about, label, 'role'],
    expected: 'target, non-target or new; or the declaration of what lesions without a role are',
  };
  if (declared === null)
    faults.hold({
      ...question,
      message:
        stated === null
          ? `it is not stated whether lesion ${calledOf(lesion)} is a target, a non-target or new`
          : `'${stated}' is no role of a lesion`,
    });
  else
    faults.ask({
      ...question,
      message: `the role of lesion ${calledOf(lesion)} is not stated; it is read as ${declared}, as the sender declared for such lesions`,
    });
  return declared;
}

interface ChosenLength {
  readonly size: string;
  readonly axis: DiameterAxis | null;
}

const axisNames = { long: 'longest-diameter', short: 'short-axis', 'not-stated': null } as const;

/** The short axis of a lymph node, the longest diameter of everything else; null, and held, where no length can be read. */
function chosenLength(lesion: ReportedLesion, organ: Organ, task: ExamTask): ChosenLength | null {
  const { lengths, label } = lesion;
  if (lengths.length === 0) return null;
  const wanted = organ === 'lymph-node' ? 'short' : 'long';
  const ofAxis = (axis: ReportedLength['axis']) => lengths.filter((length) => length.axis === axis);
  const candidates = [ofAxis(wanted), ofAxis('not-stated'), ofAxis(wanted === 'short' ? 'long' : 'short')];
  const chosen = candidates.find((own) => own.length > 0)!;
  const [length] = chosen;
  if (length === undefined) return null;
  const hold = (message: string, expected: string): null => {
    task.faults.hold({ code: 'no-diameter', row: length.at.row, column: length.at.column, message, expected });
    return null;
  };
  if (chosen.length > 1)
    return hold(`lesion ${label} has ${chosen.length} lengths of one kind`, 'one length of each axis');
  if (organ === 'other' && ofAxis('long').length > 0 && ofAxis('short').length > 0)
    return hold(
      `lesion ${label} lies at a site that is not known, and has a long and a short axis`,
      'the organ of the lesion: the short axis counts for lymph nodes, the long axis for everything else',
    );
  if (organ !== 'other' && length.axis !== 'not-stated' && length.axis !== wanted)
    return hold(
      `lesion ${label} (${organ}) has its ${length.axis} axis alone`,
      wanted === 'short' ? 'the short axis of a lymph node' : 'the longest diameter',
    );
  if (length.axis === 'not-stated' && organ === 'lymph-node')
    task.faults.ask({
      code: 'axis-not-stated',
      row: length.at.row,
      column: length.at.column,
      about: [...task.about, label, 'axis'],
      message: `which axis of lymph node ${label} was measured is not stated; the length is read as sent`,
      expected: 'the short axis of a lymph node',
    });
  const size = readLength(length, label, task.faults);
  return size === null ? null : { size, axis: axisNames[length.axis] };
}

/** The text in mm; null, and held, where value or unit cannot be read. */
function readLength({ value, unit, at }: ReportedLength, label: string, faults: RowFaults): string | null {
  const hold = (code: 'no-result' | 'unknown-unit' | 'unreadable-length', message: string): null => {
    faults.hold({ code, row: at.row, column: at.column, message, expected: 'a length in mm or cm with its unit' });
    return null;
  };
  if (value === null || value.trim() === '') return hold('no-result', `the length of lesion ${label} has no value`);
  if (unit === null || unit.trim() === '')
    return hold('unknown-unit', `the length '${value}' of lesion ${label} has no unit`);
  if (lengthUnitOf(unit) === null)
    return hold('unknown-unit', `the length '${value}' of lesion ${label} has the unit '${unit}', which is no length`);
  return (
    millimetresOf(value, unit) ??
    hold('unreadable-length', `'${value}' of lesion ${label} is not a length as digits with a decimal point`)
  );
}

/** An assessment keeps one axis of a lesion: of the other it is said that it is not kept. */
function askAboutOtherAxes(lesions: readonly ReportedLesion[], { faults, exam, about, identity }: ExamTask): void {
  const both = lesions.filter(({ lengths }) => new Set(lengths.map(({ axis }) => axis)).size > 1);
  if (both.length === 0) return;
  faults.ask({
    code: 'not-read',
    row: exam.at.row,
    about: [...about, identity.timepoint?.label ?? '', 'axes'],
    message: `of lesions with two axes one is read, the short axis of a lymph node and the long axis of everything else: ${both.map(({ label }) => label).join(', ')}`,
    expected: 'nothing, where the axes are right',
  });
}

function documentOf(
  findings: readonly FindingDocument[],
  { exam, identity, context }: ExamTask,
): AssessmentDocument | null {
  const { patient, sourceId, evaluator, timepoint, issuer } = identity;
  if (patient === null || sourceId === null || evaluator === null || timepoint === null) return null;
  return {
    issuer,
    sourceId,
    patient,
    evaluator,
    ...(exam.reader === null || exam.reader.trim() === '' ? {} : { reader: cut(exam.reader.trim(), 120) }),
    ...(exam.modality === null ? {} : { modality: exam.modality }),
    ...(context.synthetic === true ? { synthetic: true } : {}),
    ...(identity.treatmentLine === null ? {} : { treatmentLine: identity.treatmentLine }),
    timepoint: {
      label: timepoint.label,
      ...(timepoint.date === null ? {} : { date: timepoint.date }),
      ...(timepoint.baseline === null ? {} : { baseline: timepoint.baseline }),
    },
    findings: [...findings].sort((one, other) => (one.lesion < other.lesion ? -1 : 1)),
  };
}

/** The key under which the questions of one report are told from those of another. */
export const examKey = (parts: readonly (string | null)[]): string => keyOfParts(parts.map((part) => part ?? ''));
