/** The resources of a FHIR document, and how they refer to one another. */
import { type Fields, fieldsOf, listOf, textOf } from './fhir-values.js';

/** A document with more resources is an export, to be sent in parts. */
export const mostResources = 20_000;

export interface Resource {
  readonly type: string;
  /** Counted from 1: the entry of the Bundle, or the line. */
  readonly number: number;
  readonly id: string | null;
  readonly fields: Fields;
}

export class Resources {
  readonly all: readonly Resource[];
  readonly #byReference = new Map<string, Resource>();

  constructor(values: readonly unknown[]) {
    const found: Resource[] = [];
    const add = (value: unknown, fullUrl: string | null): void => {
      const fields = fieldsOf(value);
      const type = textOf(fields['resourceType']) ?? 'a resource without a type';
      const resource: Resource = { type, number: found.length + 1, id: textOf(fields['id']), fields };
      found.push(resource);
      if (resource.id !== null) this.#byReference.set(`${type}/${resource.id}`, resource);
      if (fullUrl !== null) this.#byReference.set(fullUrl, resource);
    };
    for (const value of values) {
      const fields = fieldsOf(value);
      if (fields['resourceType'] !== 'Bundle') add(value, null);
      else for (const { resource, fullUrl } of listOf(fields['entry'])) add(resource, textOf(fullUrl));
    }
    this.all = found;
  }

  /** What a reference names, where it stands in the document: by full address, or by the end of one ('…/Patient/1'). */
  named(reference: string | null): Resource | null {
    if (reference === null) return null;
    const relative = /([A-Za-z]+\/[^/|]+)(\/_history\/[^/]+)?$/.exec(reference)?.[1];
    return (
      this.#byReference.get(reference) ?? (relative === undefined ? null : (this.#byReference.get(relative) ?? null))
    );
  }
}

/** The identifier of a resource by which it is known outside: a medical record number first. */
export function identifierOf({ fields }: Resource): { readonly system: string | null; readonly value: string } | null {
  const identifiers = listOf(fields['identifier']).flatMap((identifier) => {
    const value = textOf(identifier['value']);
    const isRecordNumber = listOf(fieldsOf(identifier['type'])['coding']).some(({ code }) => code === 'MR');
    return value === null ? [] : [{ system: textOf(identifier['system']), value, isRecordNumber }];
  });
  return identifiers.find(({ isRecordNumber }) => isRecordNumber) ?? identifiers[0] ?? null;
}

export type PatientName = { readonly issuer: string | null; readonly id: string };

/** Whom a resource is about; null where it does not say so. */
export function patientOf({ fields }: Resource, resources: Resources): PatientName | null {
  const subject = fieldsOf(fields['subject'] ?? fields['patient']);
  const reference = textOf(subject['reference']);
  const patient = resources.named(reference);
  const identifier = patient === null ? null : identifierOf(patient);
  if (identifier !== null) return { issuer: identifier.system, id: identifier.value };
  const logical = fieldsOf(subject['identifier']);
  const value = textOf(logical['value']);
  if (value !== null) return { issuer: textOf(logical['system']), id: value };
  return reference === null ? null : { issuer: null, id: reference };
}
