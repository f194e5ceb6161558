/** Facts out of FHIR resources: what the fact model has, by codes that are known; what is not certain is asked. */
import { checkFactStatement } from '../../record/index.js';
import { boundedId } from '../exam/labels.js';
import { type DocumentContext, spot } from '../exam/reported-exam.js';
import type { SentDocument } from '../document-source.js';
import type { RowFaults } from '../row-faults.js';
import {
  atcSystems,
  drugByAtc,
  drugByRxNorm,
  ecogCode,
  type KnownDrug,
  loinc,
  primarySiteByTopography,
  rxNorm,
  squamousMorphology,
} from './fhir-codes.js';
import { identifierOf, type PatientName, patientOf, type Resource, type Resources } from './fhir-resources.js';
import { codingsOf, dayOf, fieldsOf, hasCode, listOf, textOf, wordsOf } from './fhir-values.js';

/** Elements that are read of each type for facts. */
export const factElements: Readonly<Record<string, readonly string[]>> = {
  Patient: ['gender', 'birthDate', 'deceasedDateTime'],
  Condition: ['code', 'subject', 'bodySite', 'verificationStatus', 'extension'],
  MedicationAdministration: ['medicationCodeableConcept', 'subject', 'effectiveDateTime', 'effectivePeriod'],
  Procedure: ['code', 'subject', 'performedPeriod', 'performedDateTime', 'bodySite', 'extension'],
};

interface Fact {
  readonly name: string;
  readonly value: unknown;
  readonly date?: string | null;
}

interface FactsTask {
  readonly resources: Resources;
  readonly context: DocumentContext;
  readonly faults: RowFaults;
}

export function factsOf(
  usable: readonly Resource[],
  resources: Resources,
  context: DocumentContext,
  faults: RowFaults,
): SentDocument[] {
  const task: FactsTask = { resources, context, faults };
  const single = usable.flatMap((resource) => {
    const facts = factsOfResource(resource, task);
    const patient = resource.type === 'Patient' ? patientOfItself(resource) : patientOf(resource, resources);
    return facts.length === 0 ? [] : statementOf(resource, patient, facts, task);
  });
  return [...single, ...treatmentsOf(usable, task)];
}

const patientOfItself = (resource: Resource): PatientName | null => {
  const identifier = identifierOf(resource);
  if (identifier !== null) return { issuer: identifier.system, id: identifier.value };
  return resource.id === null ? null : { issuer: null, id: `Patient/${resource.id}` };
};

function factsOfResource(resource: Resource, task: FactsTask): readonly Fact[] {
  const { type, fields } = resource;
  if (type === 'Patient') return factsOfPatient(resource);
  if (type === 'Condition') return factsOfCondition(resource, task.faults);
  if (type === 'Procedure') return radiotherapyOf(resource, task.faults);
  return type === 'Observation' && hasCode(fields['code'], loinc, [ecogCode]) ? ecogOf(resource, task.faults) : [];
}

function factsOfPatient({ fields }: Resource): readonly Fact[] {
  const gender = textOf(fields['gender']) ?? '';
  const year = /^\d{4}/.exec(textOf(fields['birthDate']) ?? '')?.[0];
  const died = dayOf(fields['deceasedDateTime']);
  return [
    ...(['female', 'male', 'other'].includes(gender) ? [{ name: 'sex', value: gender }] : []),
    ...(year === undefined ? [] : [{ name: 'birth-year', value: Number(year) }]),
    ...(died === null ? [] : [{ name: 'died', value: { on: died } }]),
  ];
}

const isSystem = (system: string, part: RegExp): boolean => part.test(system.toLowerCase());

function factsOfCondition({ number, fields }: Resource, faults: RowFaults): readonly Fact[] {
  const bodySites = Array.isArray(fields['bodySite']) ? fields['bodySite'] : [];
  const codings = [...codingsOf(fields['code']), ...bodySites.flatMap(codingsOf)];
  const topography = codings.filter(({ system, code }) => isSystem(system, /icd-?(10|o)/) && /^C\d\d/.test(code));
  const sites = new Set(
    topography.flatMap(({ code }) => primarySiteByTopography.find(([begin]) => code.startsWith(begin))?.[1] ?? []),
  );
  const morphology = listOf(fields['extension'])
    .flatMap(({ valueCodeableConcept }) => codingsOf(valueCodeableConcept))
    .find(({ system, code }) => isSystem(system, /icd-?o/) && squamousMorphology.includes(code));
  if (sites.size !== 1) {
    faults.ask({
      code: 'not-read',
      ...spot(number, 'Condition.code', wordsOf(fields['code'])),
      message:
        sites.size === 0
          ? `'${wordsOf(fields['code']) ?? 'a condition'}' is no primary of the head and neck by its ICD codes, and is not kept`
          : `the condition lies at several sites: ${[...sites].join(', ')}`,
      expected: 'a primary of the head and neck in ICD-10 or ICD-O-3, or nothing',
    });
    return [];
  }
  return [
    { name: 'primary-site', value: [...sites][0] },
    ...(morphology === undefined ? [] : [{ name: 'histology', value: 'squamous-cell-carcinoma' }]),
  ];
}

function ecogOf({ number, fields }: Resource, faults: RowFaults): readonly Fact[] {
  const sent = textOf(fields['valueInteger']) ?? textOf(fieldsOf(fields['valueQuantity'])['value']);
  if (sent !== null && /^[0-4]$/.test(sent))
    return [{ name: 'ecog', value: Number(sent), date: dayOf(fields['effectiveDateTime']) }];
  faults.ask({
    code: 'not-read',
    ...spot(number, 'Observation.value', sent ?? wordsOf(fields['valueCodeableConcept'])),
    message: 'the ECOG performance status is no number from 0 to 4, and is not kept',
    expected: 'a whole number from 0 to 4',
  });
  return [];
}

const courseProfile = /\/mcode-radiotherapy-course-summary(\||$)/;

/** The course as mCODE sums it up; any other procedure is named. */
function radiotherapyOf({ number, fields }: Resource, faults: RowFaults): readonly Fact[] {
  const profiles = fieldsOf(fields['meta'])['profile'];
  const isCourse = Array.isArray(profiles) && profiles.some((profile) => courseProfile.test(String(profile)));
  const bodySites = Array.isArray(fields['bodySite']) ? fields['bodySite'].flatMap((site) => wordsOf(site) ?? []) : [];
  if (!isCourse || bodySites.length === 0) {
    faults.ask({
      code: 'not-read',
      ...spot(number, 'Procedure.code', wordsOf(fields['code'])),
      message: isCourse
        ? 'the course of radiotherapy names no site, and is not kept'
        : `'${wordsOf(fields['code']) ?? 'a procedure'}' is not kept: which lesion it treated is not stated`,
      expected: 'a summary of a course of radiotherapy (mCODE) with its site, or the fact local-treatment of a lesion',
    });
    return [];
  }
  const period = fieldsOf(fields['performedPeriod']);
  const [start, end] = [dayOf(period['start']), dayOf(period['end'])];
  const doses = listOf(fields['extension']).flatMap(({ url, extension }) =>
    String(url).endsWith('/mcode-radiotherapy-dose-delivered-to-volume') ? [listOf(extension)] : [],
  );
  const [volume] = doses;
  const part = (name: string) => volume?.find(({ url }) => url === name);
  const dose = fieldsOf(part('totalDoseDelivered')?.['valueQuantity']);
  const gray = { Gy: 1, cGy: 0.01 }[String(dose['code'])];
  const fractions = part('fractionsDelivered')?.['valueUnsignedInt'];
  // Of several volumes nobody can say which dose is the course's.
  const doseGy =
    doses.length === 1 && gray !== undefined && typeof dose['value'] === 'number'
      ? Math.round(dose['value'] * gray * 1_000) / 1_000
      : null;
  if (doseGy === null)
    faults.ask({
      code: 'not-read',
      ...spot(number, 'Procedure.extension'),
      message: `the dose of the course is not kept: ${doses.length} volumes have one`,
      expected: 'one dose in Gy or cGy',
    });
  return [
    {
      name: 'prior-radiotherapy',
      value: {
        field: bodySites.join(', '),
        ...(doseGy === null ? {} : { doseGy }),
        ...(doseGy !== null && typeof fractions === 'number' ? { fractions } : {}),
        ...(start === null ? {} : { start }),
        ...(end === null ? {} : { end }),
      },
      date: end ?? start,
    },
  ];
}

/** Drugs that began within this many days of each other are one treatment. [P] */
const oneTreatmentDays = 28;

interface Administration {
  readonly resource: Resource;
  readonly patient: PatientName | null;
  readonly drug: KnownDrug;
  readonly day: string;
}

/** Agents, start and last dose of the one treatment that the administrations of a patient are; of several, the sender is asked. */
function treatmentsOf(usable: readonly Resource[], task: FactsTask): SentDocument[] {
  const given = usable
    .filter(({ type }) => type === 'MedicationAdministration')
    .flatMap((resource) => administrationOf(resource, task) ?? []);
  const patients = new Map<string, Administration[]>();
  for (const one of given) {
    const key = JSON.stringify(one.patient);
    patients.set(key, [...(patients.get(key) ?? []), one]);
  }
  return [...patients.values()].flatMap((own) => treatmentOf(own, task));
}

function administrationOf(resource: Resource, { resources, faults }: FactsTask): Administration | null {
  const { number, fields } = resource;
  const drug = codingsOf(fields['medicationCodeableConcept']).flatMap(({ system, code }) => {
    if (system === rxNorm) return drugByRxNorm[code] ?? [];
    return atcSystems.includes(system) ? (drugByAtc[code] ?? []) : [];
  })[0];
  const day = dayOf(fields['effectiveDateTime']) ?? dayOf(fieldsOf(fields['effectivePeriod'])['start']);
  const status = textOf(fields['status']) ?? '';
  if (drug !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day ?? '') && ['completed', 'in-progress'].includes(status))
    return { resource, patient: patientOf(resource, resources), drug, day: day! };
  faults.ask({
    code: 'not-read',
    ...spot(number, 'MedicationAdministration', wordsOf(fields['medicationCodeableConcept'])),
    message: `'${wordsOf(fields['medicationCodeableConcept']) ?? 'a medication'}' (${status || 'no status'}, ${day ?? 'no date'}) is not kept`,
    expected: 'a drug of the list in docs/formats.md by RxNorm or ATC, given (completed), with its day',
  });
  return null;
}

function treatmentOf(own: readonly Administration[], task: FactsTask): SentDocument[] {
  const [first] = [...own].sort((one, other) => (one.day < other.day ? -1 : 1));
  if (first === undefined) return [];
  const starts = new Map<string, Administration>();
  for (const one of [...own].sort((left, right) => (left.day < right.day ? -1 : 1)))
    if (!starts.has(one.drug.name)) starts.set(one.drug.name, one);
  const late = [...starts.values()].filter(({ day }) => daysBetween(first.day, day) > oneTreatmentDays);
  if (late.length > 0) {
    task.faults.ask({
      code: 'contradiction',
      ...spot(first.resource.number, 'MedicationAdministration'),
      message: `drugs began more than ${oneTreatmentDays} days apart (${[...starts].map(([name, { day }]) => `${name} ${day}`).join(', ')}): which treatment lines these are is not stated, and none is kept`,
      expected: 'the agents of each treatment line, with its start',
    });
    return [];
  }
  const last = own
    .map(({ day }) => day)
    .sort()
    .at(-1)!;
  return statementOf(
    first.resource,
    first.patient,
    [
      { name: 'agents', value: [...starts.values()].map(({ drug }) => drug), date: first.day },
      { name: 'treatment-start', value: first.day, date: first.day },
      { name: 'last-dose', value: last, date: last },
    ],
    task,
  );
}

const daysBetween = (one: string, other: string): number => (Date.parse(other) - Date.parse(one)) / 86_400_000;

function statementOf(
  { type, number, id }: Resource,
  patient: PatientName | null,
  facts: readonly Fact[],
  { context, faults }: FactsTask,
): SentDocument[] {
  if (patient === null || id === null) {
    faults.ask({
      code: patient === null ? 'no-patient' : 'missing',
      ...spot(number, type),
      message: patient === null ? `${type} names no patient, and is not kept` : `${type} has no id, and is not kept`,
      expected: 'a subject, and an id',
    });
    return [];
  }
  const checked = checkFactStatement(
    {
      issuer: context.issuer,
      sourceId: boundedId(`${type}/${id}`, 'source'),
      ...(context.synthetic === true ? { synthetic: true } : {}),
      patient: { issuer: boundedId(patient.issuer ?? context.issuer, 'text'), id: boundedId(patient.id, 'patient') },
      facts: facts.map(({ name, value, date }) => ({
        name,
        state: 'known',
        value,
        ...(date === undefined || date === null ? {} : { date }),
        source: `FHIR ${type}`,
      })),
    },
    context.today ?? null,
  );
  return 'statement' in checked
    ? [{ kind: 'facts', statement: checked.statement }]
    : [{ kind: 'refused', place: { in: 'file', number }, faults: checked.faults, kept: null }];
}
