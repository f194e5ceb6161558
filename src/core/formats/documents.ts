/**
 * The two documents that every format is turned into: an assessment (what one evaluator measured at one timepoint) and
 * a statement of facts about a patient, a treatment line or a lesion. One schema each: it is the check, the type and the OpenAPI.
 */
import { z } from 'zod';
import {
  certainties, diameterAxes, findingStates, lesionRoles, modalities, organs, uptakeQuantities,
} from '../response/index.js';

const text = (most: number) => z.string().trim().min(1).max(most);

/** YYYY, YYYY-MM or YYYY-MM-DD: a partial date stays an interval, no day is invented. */
export const partialDateSchema = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'a date as YYYY, YYYY-MM or YYYY-MM-DD');

/** A length as sent, in millimetres, with a decimal point: '12', '9.8'. */
export const millimetreTextSchema = z.string().regex(/^\d{1,4}(\.\d{1,20})?$/, 'a length in mm such as "12" or "9.8"');

export const findingDocumentSchema = z.strictObject({
  lesion: text(60).describe('Label of the lesion; the same label is the same lesion at every timepoint of this evaluator.'),
  role: z.enum(lesionRoles),
  organ: z.enum(organs).optional(),
  site: text(200).optional().describe("Site in the sender's words."),
  axis: z.enum(diameterAxes).optional(),
  state: z.enum(findingStates),
  size: millimetreTextSchema.optional().describe("Size in mm as text; needed when state is 'measured'."),
  fragments: z.array(millimetreTextSchema).min(2).max(20).optional(),
  mergedInto: text(60).optional(),
  certainty: z.enum(certainties).optional(),
  reason: text(300).optional(),
  examDate: partialDateSchema.optional(),
  modality: z.enum(modalities).optional(),
  uptake: z.array(z.strictObject({ quantity: z.enum(uptakeQuantities), value: z.string().regex(/^\d{1,9}(\.\d{1,20})?$/) })).max(10).optional(),
});
export type FindingDocument = z.infer<typeof findingDocumentSchema>;

const patientReferenceSchema = z.strictObject({
  issuer: text(120).describe('Who gave the patient id (a hospital, a trial).'),
  id: text(120),
});

export const assessmentDocumentSchema = z.strictObject({
  issuer: text(120).describe('The sending system.'),
  sourceId: text(200).describe("The sender's id of this assessment; the same id is the same assessment."),
  revision: z.int().min(1).max(1_000_000).optional()
    .describe('Left out: new content is the next revision, content already known is that record.'),
  synthetic: z.boolean().optional().describe('True where the patient is invented for a demonstration.'),
  patient: patientReferenceSchema,
  treatmentLine: text(120).optional().describe("The sender's id of the treatment line; left out, it is marked 'implied'."),
  evaluator: text(120),
  reader: text(120).optional(),
  modality: z.enum(modalities).optional(),
  sliceThickness: millimetreTextSchema.optional(),
  contrastPhase: text(60).optional(),
  timepoint: z.strictObject({
    label: text(120),
    date: partialDateSchema.optional(),
    studyDay: z.int().min(-36_500).max(36_500).optional(),
    baseline: z.boolean().optional(),
  }).refine((timepoint) => timepoint.date !== undefined || timepoint.studyDay !== undefined, {
    message: 'a timepoint needs a date, a study day, or both', path: ['date'],
  }),
  organsImaged: z.array(z.enum(organs)).optional(),
  findings: z.array(findingDocumentSchema).max(500),
}).superRefine((assessment, context) => {
  const seen = new Set<string>();
  assessment.findings.forEach((finding, index) => {
    const at = (field: string) => ['findings', index, field];
    if (seen.has(finding.lesion)) context.addIssue({ code: 'custom', path: at('lesion'), message: `lesion '${finding.lesion}' stands twice in this assessment; each lesion once` });
    seen.add(finding.lesion);
    const sized = finding.size !== undefined || finding.fragments !== undefined;
    if (finding.state === 'measured' && !sized) context.addIssue({ code: 'custom', path: at('size'), message: "state 'measured' needs a size in mm" });
    if (finding.state !== 'measured' && sized) context.addIssue({ code: 'custom', path: at('size'), message: `a size does not go with state '${finding.state}'` });
    if (finding.size !== undefined && finding.fragments !== undefined) context.addIssue({ code: 'custom', path: at('fragments'), message: 'a size or its fragments, not both' });
    if ((finding.state === 'merged') !== (finding.mergedInto !== undefined)) context.addIssue({ code: 'custom', path: at('mergedInto'), message: "state 'merged' and mergedInto go together" });
  });
});
export type AssessmentDocument = z.infer<typeof assessmentDocumentSchema>;

/** Facts by name, with the scope they belong to. The list is closed: an unknown name is refused. */
export const factScopes = ['patient', 'treatment-line', 'lesion'] as const;
export type FactScope = (typeof factScopes)[number];

/**
 * known = `value` holds it; none = asked, and there is none (no prior radiotherapy); unknown = asked, and nobody knows.
 * A fact that was never stated has no record at all.
 */
export const factStates = ['known', 'none', 'unknown'] as const;
export type FactState = (typeof factStates)[number];
