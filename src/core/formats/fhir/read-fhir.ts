/**
 * FHIR R4: Bundles, single resources, and one resource a line. Sizes of tumours become assessments, what the fact model has becomes facts,
 * and of everything else it is said that it is not read.
 */
import { groupBy } from '../../record/index.js';
import { assembleExam, examKey } from '../exam/assemble-exam.js';
import { type DocumentContext, spot } from '../exam/reported-exam.js';
import type { ReadDocuments, SentDocument } from '../document-source.js';
import { RowFaults } from '../row-faults.js';
import { courseCodes, loinc, tumourSize } from './fhir-codes.js';
import { examsOf } from './fhir-exams.js';
import { factElements, factsOf } from './fhir-facts.js';
import { mostResources, type Resource, Resources } from './fhir-resources.js';
import { fieldsOf, hasCode, textOf, wordsOf } from './fhir-values.js';

/** Whether a parsed value is a FHIR resource. */
export const isFhir = (value: unknown): boolean => textOf(fieldsOf(value)['resourceType']) !== null;

const expected = 'a Bundle, a resource, or one resource a line, of FHIR R4';

/** @param values the file's resources: one, or one of each line */
export function readFhir(values: readonly unknown[], context: DocumentContext): ReadDocuments {
  const other = values.findIndex((value) => !isFhir(value));
  if (other !== -1) return fault(`line ${other + 1} is no FHIR resource, as the first one is`, other + 1);
  const resources = new Resources(values);
  if (resources.all.length === 0) return fault('the file is a FHIR document (Bundle) without a resource', null);
  if (resources.all.length > mostResources)
    return fault(
      `the document holds ${resources.all.length} resources; at most ${mostResources} are read at once`,
      null,
    );
  const faults = new RowFaults(examKey([context.issuer, 'fhir']));
  const unsafe = new Set(resources.all.filter((resource) => isUnsafe(resource, faults)));
  const usable = resources.all.filter((resource) => !unsafe.has(resource));
  const sizes = usable.filter(isTumourSize);
  const exams = examsOf(sizes, usable, resources, context, faults);
  const documents: SentDocument[] = exams.map(({ exam, faults: own }) => ({
    kind: 'exam',
    group: assembleExam(exam, context, own),
  }));
  documents.push(...factsOf(usable, resources, context, faults));
  sayNotRead(usable, new Set(sizes), faults);
  return { documents, queries: faults.sorted().queries };
}

const fault = (message: string, row: number | null): ReadDocuments => ({
  fault: { row, column: null, code: 'unreadable', message, expected },
});

const isTumourSize = ({ type, fields }: Resource): boolean =>
  type === 'Observation' && hasCode(fields['code'], loinc, Object.values(tumourSize));

/** What is stated to be an error, or changed by an element that is not known, is not read at all. */
function isUnsafe({ type, number, fields }: Resource, faults: RowFaults): boolean {
  const status = textOf(fields['status']) ?? '';
  const verification = wordsOf(fields['verificationStatus']) ?? '';
  const retracted = [status, verification].find((word) => ['entered-in-error', 'cancelled', 'refuted'].includes(word));
  const modified = fields['modifierExtension'] !== undefined || fields['implicitRules'] !== undefined;
  if (retracted === undefined && !modified) return false;
  faults.ask({
    code: 'not-read',
    ...spot(number, type, retracted ?? 'modifierExtension'),
    message:
      retracted === undefined
        ? `${type} carries a modifier that is not known here, and is not read`
        : `${type} is ${retracted}, and is not read; what was taken of it before stands until it is corrected`,
    expected: retracted === undefined ? 'the resource without a modifier' : 'the corrected resource',
  });
  return true;
}

/** Elements that are read of each type; those that only manage a resource are left out. */
const managing = ['resourceType', 'id', 'meta', 'text', 'language', 'status', 'contained', 'identifier'];
const elementsRead: Readonly<Record<string, readonly string[]>> = {
  Observation: [
    'category',
    'code',
    'subject',
    'focus',
    'effectiveDateTime',
    'effectiveInstant',
    'effectivePeriod',
    'performer',
    'method',
    'component',
    'valueQuantity',
    'specimen',
  ],
  BodyStructure: ['location', 'patient', 'description'],
  DiagnosticReport: ['result', 'subject', 'code', 'category', 'effectiveDateTime'],
  Practitioner: ['name'],
  Organization: ['name'],
  ...factElements,
};

function sayNotRead(usable: readonly Resource[], sizes: ReadonlySet<Resource>, faults: RowFaults): void {
  const unreadTypes = new Map<string, Resource[]>();
  const unreadElements = new Map<string, Resource[]>();
  const note = (lists: Map<string, Resource[]>, key: string, resource: Resource): void =>
    void lists.set(key, [...(lists.get(key) ?? []), resource]);
  for (const resource of usable) {
    const { type, number, fields } = resource;
    if (type === 'ServiceRequest') sayReferral(resource, faults);
    else if (type === 'Observation' && courseCodes.some(([system, code]) => hasCode(fields['code'], system, [code])))
      faults.ask({
        code: 'not-read',
        ...spot(number, 'Observation.value', wordsOf(fields['valueCodeableConcept'])),
        message: `the course as reported, '${wordsOf(fields['valueCodeableConcept']) ?? 'without a value'}', is not kept: it is no response by RECIST 1.1 or iRECIST`,
        expected: 'nothing; responses are computed from measurements',
      });
    else if (elementsRead[type] === undefined || (type === 'Observation' && !sizes.has(resource) && !isFact(resource)))
      note(unreadTypes, type === 'Observation' ? `Observation '${wordsOf(fields['code']) ?? '?'}'` : type, resource);
    else
      for (const element of Object.keys(fields))
        if (!managing.includes(element) && !elementsRead[type]!.includes(element))
          note(unreadElements, `${type}.${element}`, resource);
  }
  for (const [type, elements] of groupBy([...unreadElements.keys()], (path) => path.split('.')[0]!))
    faults.ask({
      code: 'not-read',
      ...spot(unreadElements.get(elements[0]!)![0]!.number, type),
      about: ['fhir', type, ...elements],
      message: `elements of ${type} that are not read: ${elements.map((path) => path.slice(type.length + 1)).join(', ')}`,
      expected: 'nothing, where they are not needed here',
    });
  if (unreadTypes.size > 0)
    faults.ask({
      code: 'not-read',
      ...spot([...unreadTypes.values()][0]![0]!.number, 'resources'),
      about: ['fhir', 'resources', ...unreadTypes.keys()],
      message: `resources that are not read: ${[...unreadTypes].map(([name, own]) => (own.length === 1 ? name : `${name} (${own.length})`)).join(', ')}`,
      expected: 'nothing, where they are not needed here',
    });
}

const isFact = ({ fields }: Resource): boolean => hasCode(fields['code'], loinc, ['89247-1']);

function sayReferral({ number, fields }: Resource, faults: RowFaults): void {
  faults.ask({
    code: 'not-read',
    ...spot(number, 'ServiceRequest', wordsOf(fields['code'])),
    message: 'the referral is recognised and not yet taken as a case: its question and what supports it are not read',
    expected: 'the case opened by the coordinator; sizes and facts of the same document are read',
  });
}
