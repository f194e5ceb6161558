/** What a sender is told of each element: one schema each is the answer's type and its description. */
import { z } from 'zod';
import { assessmentDocumentSchema, factStatementSchema } from '../../core/record/index.js';
import type { ConflictOutcome, RecordingConflict } from '../assessments/index.js';
import { idSchema } from '../../platform/http/index.js';
import { Problem, type ProblemError } from '../../platform/problem/index.js';

const faultSchema = z.object({
  in: z.enum(['body', 'query', 'path', 'header']).optional(),
  pointer: z.string().meta({ description: 'JSON Pointer (RFC 6901) into the body that was sent.' }),
  code: z.string(),
  detail: z.string(),
  expected: z.string(),
});

const recorded = {
  status: z
    .enum(['created', 'known'])
    .meta({ description: 'created: recorded now. known: this content was there already, as this revision.' }),
  revision: z.int(),
  supersededBy: z
    .int()
    .nullable()
    .meta({ description: 'Revision that has taken its place; null for the current one.' }),
  patientId: idSchema,
  location: z.string().meta({ description: 'Address of what was recorded.' }),
};

export const recordedAssessmentSchema = z
  .object({ ...recorded, assessmentId: idSchema, treatmentLineId: idSchema })
  .meta({ id: 'AssessmentReceipt' });
export type RecordedAssessment = z.infer<typeof recordedAssessmentSchema>;

export const recordedFactsSchema = z.object(recorded).meta({ id: 'FactReceipt' });
export type RecordedFacts = z.infer<typeof recordedFactsSchema>;

const refusedSchema = z
  .object({
    status: z.enum(['conflict', 'faulty']).meta({
      description: 'conflict: not recorded, given what is there. faulty: not recorded, its content is wrong.',
    }),
    currentRevision: z.int().nullable().optional(),
    errors: z.array(faultSchema),
  })
  .meta({ id: 'RefusedElement' });
export type RefusedElement = z.infer<typeof refusedSchema>;

const batchOf = <Receipt extends z.ZodType>(receipt: Receipt) =>
  z.object({
    results: z
      .array(z.union([receipt, refusedSchema]))
      .meta({ description: 'One for each element, in the order of the list.' }),
    counts: z.object({ created: z.int(), known: z.int(), conflict: z.int(), faulty: z.int() }),
  });

export const assessmentBatchSchema = batchOf(recordedAssessmentSchema).meta({ id: 'AssessmentReceipts' });
export const factBatchSchema = batchOf(recordedFactsSchema).meta({ id: 'FactReceipts' });

/** A body whose elements are checked one by one: the description shows what each has to be. */
const oneOrMany = (document: z.ZodType) => {
  const description: Record<string, unknown> = {
    ...z.toJSONSchema(document, { target: 'draft-2020-12', io: 'input' }),
  };
  delete description['$schema'];
  return z.unknown().meta({ oneOf: [description, { type: 'array', items: description }] });
};
export const assessmentsBodySchema = oneOrMany(assessmentDocumentSchema);
export const factsBodySchema = oneOrMany(factStatementSchema);

export type Receipt = RecordedAssessment | RecordedFacts;

export interface IntakeAnswer {
  /** 202: all of it is recorded. 207: a list of which some elements are not. */
  readonly httpStatus: 202 | 207;
  /** Address of what was recorded, where one document was sent. */
  readonly location: string | null;
  readonly body:
    | Receipt
    | { readonly results: readonly (Receipt | RefusedElement)[]; readonly counts: Readonly<Record<Status, number>> };
}

type Status = (Receipt | RefusedElement)['status'];

const conflicts: Readonly<Record<RecordingConflict, { readonly detail: string; readonly expected: string }>> = {
  'revision-has-other-content': {
    detail: 'This revision is recorded with other content.',
    expected: 'the same content, or a higher revision',
  },
  'revision-outdated': {
    detail: 'A higher revision is recorded, and this content was never seen.',
    expected: 'a revision above the current one',
  },
  'recorded-at-the-same-time': {
    detail: 'Another revision of it was recorded while this one was being checked.',
    expected: 'the same again, if it is still right',
  },
  'patient-of-another-site': { detail: 'The patient belongs to another site.', expected: 'a patient of your site' },
  'patient-of-another-board': {
    detail: 'The patient stands on no board of yours.',
    expected: 'a patient of a board that you coordinate',
  },
  'invented-and-real': {
    detail: 'The patient is marked as invented and the document is not, or the other way round.',
    expected: 'invented documents for invented patients only',
  },
};

/** Members of a document that a conflict is about, where it is not the revision. */
const fields: Partial<Readonly<Record<RecordingConflict, string>>> = {
  'patient-of-another-site': '/patient',
  'patient-of-another-board': '/patient',
  'invented-and-real': '/synthetic',
};

/** Why an element is not recorded, in words for its sender; `place` is its JSON pointer in the body. */
export function refusalOf({ code, currentRevision }: ConflictOutcome, place: string): RefusedElement {
  return {
    status: 'conflict',
    currentRevision,
    errors: [{ in: 'body', pointer: `${place}${fields[code] ?? '/revision'}`, code, ...conflicts[code] }],
  };
}

export const faultyElement = (errors: readonly ProblemError[]): RefusedElement => ({
  status: 'faulty',
  errors: [...errors],
});

/**
 * The answer to a body.
 * @throws Problem 'conflict' or 'invalid' where one document was sent and is not recorded
 */
export function answerTo(single: boolean, results: readonly (Receipt | RefusedElement)[]): IntakeAnswer {
  const [only] = results;
  if (!single || only === undefined) {
    const counts: Record<Status, number> = { created: 0, known: 0, conflict: 0, faulty: 0 };
    for (const { status } of results) counts[status] += 1;
    return { httpStatus: counts.conflict + counts.faulty === 0 ? 202 : 207, location: null, body: { results, counts } };
  }
  if (!('errors' in only)) return { httpStatus: 202, location: only.location, body: only };
  if (only.status === 'faulty') throw Problem.invalid(only.errors);
  throw new Problem({
    kind: 'conflict',
    detail: only.errors[0]?.detail ?? 'What was sent does not fit what is recorded; see errors.',
    errors: only.errors,
    members: { currentRevision: only.currentRevision },
  });
}
