/** Patients and assessments as the API answers them: one schema each is the answer's type and its description. */
import { z } from 'zod';
import { assessmentDocumentSchema, factNames, factStates } from '../../core/record/index.js';
import { idSchema, pageQuerySchema, pageSchema } from '../../platform/http/index.js';

const instant = z.iso.datetime({ offset: true });
const count = z.int().min(0);

/** A patient in a list, and the ground of its own page: nothing of who it is. */
const listedPatientSchema = z
  .object({
    id: idSchema,
    synthetic: z.boolean().meta({ description: 'True where the patient is invented for a demonstration.' }),
    createdAt: instant,
  })
  .meta({ id: 'ListedPatient' });
export type ListedPatient = z.infer<typeof listedPatientSchema>;

const patientSchema = listedPatientSchema
  .extend({
    issuer: z.string().meta({ description: 'Who gave the patient id.' }),
    patientId: z.string(),
  })
  .meta({ id: 'Patient' });
export type PatientView = z.infer<typeof patientSchema>;

const lineSchema = z
  .object({
    id: idSchema,
    treatmentLine: z
      .string()
      .nullable()
      .meta({ description: "The sender's id of the line; null where the source named none and the line is implied." }),
    implied: z.boolean(),
    historyVersion: z.string(),
    classifiedVersion: z.string(),
    stale: z.boolean().meta({ description: 'True while the history is newer than its classification.' }),
    evaluators: z.array(
      z.object({
        evaluator: z.string().nullable().meta({ description: 'Null for what is held and names no evaluator.' }),
        assessments: count.meta({ description: 'Current assessments, held ones among them.' }),
        held: count.meta({ description: 'Those of them that wait for their sender.' }),
        firstDate: z
          .string()
          .nullable()
          .meta({ description: 'First day on which the earliest of them may have been.' }),
        lastDate: z.string().nullable().meta({ description: 'Last day on which the latest of them may have been.' }),
      }),
    ),
  })
  .meta({ id: 'TreatmentLine' });

const factSchema = z
  .object({
    name: z.enum(factNames as [string, ...string[]]),
    state: z.enum(factStates),
    value: z.unknown(),
    treatmentLineId: idSchema
      .nullable()
      .meta({ description: 'Line that it is about; null for facts of the patient or of a lesion.' }),
    lesion: z.string().nullable(),
    evaluator: z.string().nullable(),
    date: z.string().nullable().meta({ description: 'When it was so, as sent.' }),
    source: z.string().nullable(),
    issuer: z.string(),
    sourceId: z.string(),
    revision: z.int(),
    recordedAt: instant,
  })
  .meta({ id: 'RecordedFact' });

export const patientDetailSchema = listedPatientSchema
  .extend({
    lines: z.array(lineSchema),
    facts: z.array(factSchema).meta({ description: 'Current facts, in the order in which they were recorded.' }),
  })
  .meta({ id: 'PatientDetail' });
export type PatientDetail = z.infer<typeof patientDetailSchema>;

export const assessmentViewSchema = z
  .object({
    id: idSchema,
    patientId: idSchema,
    treatmentLineId: idSchema,
    issuer: z.string(),
    sourceId: z.string(),
    revision: z.int(),
    supersededBy: z.int().nullable().meta({ description: 'Revision that took its place; null for the current one.' }),
    state: z.enum(['accepted', 'held']),
    held: z.array(z.string()).meta({ description: 'What could not be read, where it waits for its sender.' }),
    evaluator: z.string().nullable(),
    timepoint: z.object({
      label: z.string(),
      date: z.string().nullable(),
      studyDay: z.int().nullable(),
      baseline: z.boolean().nullable(),
    }),
    document: assessmentDocumentSchema
      .nullable()
      .meta({ description: 'The assessment as recorded; null where it is held.' }),
    importId: idSchema.nullable(),
    receivedAt: instant,
  })
  .meta({ id: 'RecordedAssessment' });
export type AssessmentView = z.infer<typeof assessmentViewSchema>;

export const patientPageSchema = pageSchema(listedPatientSchema).meta({ id: 'PatientPage' });
export const assessmentPageSchema = pageSchema(assessmentViewSchema).meta({ id: 'RecordedAssessmentPage' });

const issuer = z.string().trim().min(1).max(120);

export const patientQuerySchema = pageQuerySchema.extend({
  issuer: issuer.optional().meta({ description: 'Only patients of this issuer.' }),
});
export type PatientQuery = z.infer<typeof patientQuerySchema>;

/** In the body of a request: a patient id is data of the patient and belongs in no address. */
export const patientSearchSchema = z
  .strictObject({
    issuer: issuer.optional().meta({ description: 'Left out: of every issuer.' }),
    patientId: z.string().trim().min(1).max(120),
  })
  .meta({ id: 'PatientSearch' });
export type PatientSearch = z.infer<typeof patientSearchSchema>;

export const foundPatientsSchema = z.object({ items: z.array(patientSchema) }).meta({ id: 'FoundPatients' });

export const assessmentQuerySchema = pageQuerySchema.extend({
  treatmentLineId: idSchema.optional(),
  superseded: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'true: revisions that others have replaced are listed too.' }),
});
export type AssessmentQuery = z.infer<typeof assessmentQuerySchema>;
