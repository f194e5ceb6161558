/** Sizes of tumours (mCODE tumour size) as exams: those of one patient, day, method and reader are one, or those of one DiagnosticReport. */
import type { Modality, Organ } from '../../response/index.js';
import { certainDaysApart, groupBy, intervalOfPartialDate, isUnreadable } from '../../record/index.js';
import { examKey } from '../exam/assemble-exam.js';
import { boundedId, jointId } from '../exam/labels.js';
import { lengthUnitOf } from '../exam/ucum-lengths.js';
import {
  type DocumentContext,
  type ReportedExam,
  type ReportedLength,
  type ReportedLesion,
  spot,
} from '../exam/reported-exam.js';
import { RowFaults } from '../row-faults.js';
import {
  axisBySnomed,
  loinc,
  modalityByMethod,
  organBySnomed,
  pathologyMethods,
  snomed,
  tumourSize,
  ucum,
} from './fhir-codes.js';
import { identifierOf, patientOf, type Resource, type Resources } from './fhir-resources.js';
import {
  codingsOf,
  dayOf,
  type Fields,
  fieldsOf,
  hasCode,
  listOf,
  referenceOf,
  textOf,
  wordsOf,
} from './fhir-values.js';

export interface FoundExam {
  readonly exam: ReportedExam;
  readonly faults: RowFaults;
}

export function examsOf(
  sizes: readonly Resource[],
  all: readonly Resource[],
  resources: Resources,
  context: DocumentContext,
  faults: RowFaults,
): FoundExam[] {
  const imaged = sizes.filter((size) => !isOfSpecimen(size, faults));
  const reportOf = reportsOf(all, resources);
  const keyed = imaged.map((size) => {
    const { fields } = size;
    const patient = patientOf(size, resources);
    const [reader, evaluator] = performersOf(fields, resources);
    const report = reportOf.get(size) ?? null;
    const date = dayOf(fields['effectiveDateTime']) ?? dayOf(fields['effectiveInstant']) ?? startOf(size, faults);
    const modality = modalityOf(size, faults);
    const key = JSON.stringify([patient?.issuer, patient?.id, date, modality, reader, evaluator, report]);
    return { size, patient, reader, evaluator, report, date, modality, key };
  });
  return [...groupBy(keyed, ({ key }) => key).values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const ids = own.map(({ size }) => size.id ?? identifierOf(size)?.value ?? '');
    const sourceId =
      first.report ?? (ids.includes('') ? null : ids.length === 1 ? `Observation/${ids[0]}` : jointId(ids));
    const found = new RowFaults(examKey([context.issuer, sourceId]));
    const exam: ReportedExam = {
      sourceId,
      patient: first.patient,
      treatmentLine: null,
      evaluator: first.evaluator,
      reader: first.reader,
      modality: first.modality,
      label: null,
      date: first.date,
      baseline: null,
      lesions: own.flatMap(({ size }) => lesionOf(size, resources, found) ?? []),
      at: spot(first.size.number, 'Observation'),
    };
    own.forEach(({ size }) => {
      askAboutStatus(size, found);
      holdDoubled(size, found);
    });
    return [{ exam, faults: found }];
  });
}

/** The first day of a period. One that goes on for more than a day, or has no end, is asked: an exam has a day. */
function startOf({ number, fields }: Resource, faults: RowFaults): string | null {
  if (fields['effectivePeriod'] === undefined) return null;
  const period = fieldsOf(fields['effectivePeriod']);
  const [start, end] = [dayOf(period['start']), dayOf(period['end'])];
  if (start !== null && !isWithinADay(start, end))
    faults.ask({
      code: 'dates-apart',
      ...spot(number, 'Observation.effectivePeriod', `${start} to ${end ?? 'no end'}`),
      message: `the exam is dated ${start} to ${end ?? 'an end that is not stated'}; it is read as of ${start}`,
      expected: 'the day of the exam',
    });
  return start;
}

function isWithinADay(start: string, end: string | null): boolean {
  const [from, to] = [intervalOfPartialDate(start), intervalOfPartialDate(end ?? '')];
  // Backwards is no period either: what is not one is asked.
  return !isUnreadable(from) && !isUnreadable(to) && from.from <= to.to && certainDaysApart(from, to) <= 1;
}

/** A tumour that was removed from the body and measured by pathology is no finding of an exam. */
function isOfSpecimen({ number, fields }: Resource, faults: RowFaults): boolean {
  if (fields['specimen'] === undefined && !hasCode(fields['method'], snomed, pathologyMethods)) return false;
  faults.ask({
    code: 'not-a-tumour',
    ...spot(number, 'Observation.specimen', wordsOf(fields['method'])),
    message: 'the size is that of a specimen, measured by pathology; it is no finding of an exam and is not read',
    expected: 'sizes by imaging, with a focus on the tumour (BodyStructure) and no specimen',
  });
  return true;
}

/** What an observation may say once, and says in two ways: neither is picked. */
function holdDoubled({ number, fields }: Resource, faults: RowFaults): void {
  const hold = (column: string, message: string, expected: string): void =>
    faults.hold({ code: 'contradiction', ...spot(number, column), message, expected });
  const dated = Object.keys(fields).filter((name) => /^effective[A-Z]/.test(name));
  if (dated.length > 1)
    hold('Observation.effective[x]', `the exam is dated in ${dated.length} ways: ${dated.join(', ')}`, 'one of them');
  for (const part of [fields, ...listOf(fields['component'])])
    if (part['dataAbsentReason'] !== undefined && part['valueQuantity'] !== undefined)
      hold(
        part === fields ? 'Observation.dataAbsentReason' : 'Observation.component.dataAbsentReason',
        `a value stands beside the reason why there is none ('${wordsOf(part['dataAbsentReason']) ?? 'without words'}')`,
        'the value, or the reason',
      );
  const roles = new Set(listOf(fields['component']).filter(isRole).map(roleOfComponent));
  if (roles.size > 1)
    hold('Observation.component', `the role of the lesion is ${[...roles].join(' and ')}`, 'one role');
}

function askAboutStatus({ number, fields }: Resource, faults: RowFaults): void {
  const status = textOf(fields['status']) ?? 'not stated';
  if (['final', 'amended', 'corrected'].includes(status)) return;
  faults.ask({
    code: 'not-final',
    ...spot(number, 'Observation.status', status),
    message: `the observation is ${status}; it is read as sent`,
    expected: 'the final observation',
  });
}

/** The report whose result an observation is. */
function reportsOf(all: readonly Resource[], resources: Resources): ReadonlyMap<Resource, string> {
  return new Map(
    all
      .filter(({ type, id }) => type === 'DiagnosticReport' && id !== null)
      .flatMap((report) =>
        listOf(report.fields['result']).flatMap((reference) => {
          const result = resources.named(referenceOf(reference));
          return result === null ? [] : [[result, `DiagnosticReport/${report.id}`] as const];
        }),
      ),
  );
}

/** Who read, and whose history it is: a person, and an organisation. */
function performersOf(fields: Fields, resources: Resources): readonly [string | null, string | null] {
  let [reader, evaluator]: [string | null, string | null] = [null, null];
  for (const performer of listOf(fields['performer'])) {
    const named = resources.named(referenceOf(performer));
    const isOrganisation = (named?.type ?? referenceOf(performer)?.split('/').at(-2)) === 'Organization';
    const words = textOf(performer['display']) ?? (named === null ? null : nameOf(named.fields['name']));
    if (isOrganisation) evaluator ??= words === null ? null : boundedId(words, 'text');
    else reader ??= words;
  }
  return [reader, evaluator];
}

function nameOf(name: unknown): string | null {
  if (typeof name === 'string') return textOf(name);
  const [first] = listOf(name);
  if (first === undefined) return null;
  const given = Array.isArray(first['given']) ? first['given'].flatMap((part) => textOf(part) ?? []) : [];
  return textOf(first['text']) ?? textOf([...given, textOf(first['family']) ?? ''].join(' '));
}

function modalityOf({ number, fields }: Resource, faults: RowFaults): Modality | null {
  const method = codingsOf(fields['method']).find(({ system, code }) => system === snomed && modalityByMethod[code]);
  if (method !== undefined) return modalityByMethod[method.code]!;
  const words = wordsOf(fields['method']);
  faults.ask({
    code: 'method-unknown-word',
    ...spot(number, 'Observation.method', words),
    about: ['fhir', 'method', words ?? ''],
    message: words === null ? 'the modality is not stated' : `'${words}' names no modality that is known here`,
    expected: 'the method of measurement (mCODE TumorSizeMethodVS)',
  });
  return null;
}

function lesionOf(size: Resource, resources: Resources, faults: RowFaults): ReportedLesion | null {
  const { number, fields } = size;
  const focus = listOf(fields['focus']).map(referenceOf);
  const [reference = null] = focus;
  const structure = resources.named(reference);
  const label = structure === null ? reference : (identifierOf(structure)?.value ?? structure.id);
  if (label === null || focus.length > 1) {
    faults.hold({
      code: 'no-lesion',
      ...spot(number, 'Observation.focus', reference),
      message: focus.length > 1 ? 'the size is that of several tumours' : 'which tumour was measured is not stated',
      expected: 'one focus: a BodyStructure with an identifier that stays',
    });
    return null;
  }
  if (structure !== null && isOfAnother(structure, size, resources))
    faults.hold({
      code: 'contradiction',
      ...spot(number, 'Observation.focus', reference),
      message: `tumour ${label} is that of another patient than the observation's`,
      expected: 'one patient in Observation.subject and BodyStructure.patient',
    });
  const location = structure?.fields['location'];
  return {
    label: boundedId(label, 'lesion'),
    name: textOf(structure?.fields['description']),
    site: wordsOf(location),
    organ: organByCode(location),
    role: roleIn(fields),
    certainty: null,
    lengths: lengthsOf(size, faults),
    uptake: [],
    at: spot(number, 'Observation'),
  };
}

/** The patient of a tumour and that of its size are two; one that does not say whose it is, is taken as the other. */
function isOfAnother(structure: Resource, size: Resource, resources: Resources): boolean {
  const [one, other] = [patientOf(structure, resources), patientOf(size, resources)];
  return one !== null && other !== null && (one.id !== other.id || one.issuer !== other.issuer);
}

const organByCode = (location: unknown): Organ | null =>
  codingsOf(location).flatMap(({ system, code }) => (system === snomed ? (organBySnomed[code] ?? []) : []))[0] ?? null;

/** No profile has an element for the role of a lesion: a component that is named so in words. */
const isRole = (component: Fields): boolean => /^(lesion )?role$/i.test(wordsOf(component['code']) ?? '');

const roleOfComponent = (component: Fields): string | null =>
  textOf(component['valueString']) ?? wordsOf(component['valueCodeableConcept']);

const roleIn = (fields: Fields): string | null => {
  const component = listOf(fields['component']).find(isRole);
  return component === undefined ? null : roleOfComponent(component);
};

function lengthsOf({ number, fields }: Resource, faults: RowFaults): readonly ReportedLength[] {
  const components = listOf(fields['component']).filter((component) => !isRole(component));
  const measured = fields['valueQuantity'] === undefined ? components : [...components, fields];
  const others = measured.filter(({ code }) => hasCode(code, loinc, [tumourSize.other])).length;
  return measured.flatMap((part, index) => {
    const axis = axisOf(part['code'], others);
    const words = wordsOf(part['code']) ?? 'component';
    const place = part === fields ? 'Observation.valueQuantity' : `Observation.component[${index}]`;
    const quantity = fieldsOf(part['valueQuantity']);
    const value = textOf(quantity['value']);
    const unit = unitOf(quantity);
    const sent = `${textOf(quantity['comparator']) ?? ''}${value ?? ''}`;
    if (axis !== null)
      return [
        { axis, value: value === null ? null : sent, unit, at: spot(number, place, `${sent} ${unit ?? ''}`.trim()) },
      ];
    faults.ask({
      code: 'not-read',
      ...spot(number, place, `${words} ${sent} ${unit ?? ''}`.trim()),
      message: `'${words}' is not read`,
      expected: 'the longest dimension (33728-7), and the other one (33729-5)',
    });
    return [];
  });
}

/** The other dimension is the short axis where there is one of it; of two nobody can say which is. */
function axisOf(code: unknown, others: number): ReportedLength['axis'] | null {
  const axis = codingsOf(code).flatMap(({ system, code: value }) =>
    system === snomed ? (axisBySnomed[value] ?? []) : [],
  )[0];
  if (axis !== undefined) return axis;
  if (hasCode(code, loinc, [tumourSize.longest])) return 'long';
  if (hasCode(code, loinc, [tumourSize.other]) && others === 1) return 'short';
  return hasCode(code, loinc, [tumourSize.size]) ? 'not-stated' : null;
}

/** The unit by its code; where the one that people see is another length, both, which is none. */
function unitOf(quantity: Readonly<Record<string, unknown>>): string | null {
  const [code, shown] = [textOf(quantity['code']), textOf(quantity['unit'])];
  if (quantity['system'] !== ucum || code === null) return quantity['system'] === ucum ? code : shown;
  const seen = shown === null ? null : lengthUnitOf(shown);
  return seen === null || seen === lengthUnitOf(code) ? code : `${code}, shown as ${shown}`;
}
