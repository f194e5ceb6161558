/**
 * The two documents that every format is turned into: an assessment (what one evaluator measured at one timepoint) and
 * a statement of facts about a patient, a treatment line or a lesion. One schema each: it is the check, the type and the OpenAPI.
 */
import { z } from 'zod';
import {
  certainties,
  diameterAxes,
  findingStates,
  lesionRoles,
  modalities,
  organs,
  reportedScoreCategories,
  uptakeQuantities,
} from '../response/index.js';
import { isUnreadable, type Unreadable } from './fault.js';
import { imagedPlaces } from './imaged-regions.js';
import { micrometresFromText, millimetrePattern } from './lengths.js';
import { intervalOfPartialDate, partialDatePattern } from './partial-dates.js';
import { entriesOf, fieldsOf } from './loose-values.js';

const text = (most: number) => z.string().trim().min(1).max(most);

/** Far longer than any date or length; what is longer is not read. */
const longestReadable = 60;

/** Text that a reading function of this room can read; its own words say what is wrong, and JSON Schema shows the pattern. */
const readable = (read: (text: string) => object | Unreadable, pattern: RegExp, examples: string[]) =>
  z
    .string()
    .max(longestReadable, { abort: true })
    .superRefine((value, context) => {
      const reading = read(value);
      if (isUnreadable(reading))
        context.addIssue({
          code: 'custom',
          message: reading.message,
          params: { code: reading.code, expected: reading.expected },
        });
    })
    .meta({ pattern: pattern.source, examples });

/** YYYY, YYYY-MM or YYYY-MM-DD: a partial date stays an interval, no day is invented; days outside the calendar are refused. */
export const partialDateSchema = readable(intervalOfPartialDate, partialDatePattern, ['2026-01-12', '2026-01', '2026']);

/** A length as sent, in millimetres, with a decimal point: '12', '9.8'. */
const millimetreTextSchema = readable(micrometresFromText, millimetrePattern, ['12', '9.8']);

/** A quantity of PET as sent. */
export const uptakeTextSchema = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,20})?$/, 'a quantity as digits with a decimal point, such as 8.4');

/** A volume as sent, in mm³. */
const volumeTextSchema = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,20})?$/, 'a volume in mm³ as digits with a decimal point, such as 12500 or 880.5');

/** Scores in the words of the report: kept and shown, and read by no verdict. */
const reportedScoresSchema = z.strictObject({
  niRadsPrimary: z.enum(reportedScoreCategories.niRadsPrimary).optional(),
  niRadsNeck: z.enum(reportedScoreCategories.niRadsNeck).optional(),
  hopkins: z.enum(reportedScoreCategories.hopkins).optional(),
});

const findingDocumentSchema = z.strictObject({
  lesion: text(60).describe(
    'Label of the lesion; the same label is the same lesion at every timepoint of this evaluator.',
  ),
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
  uptake: z
    .array(z.strictObject({ quantity: z.enum(uptakeQuantities), value: uptakeTextSchema }))
    .max(10)
    .optional(),
  volume: volumeTextSchema
    .optional()
    .describe(
      'Volume in mm³ as text, beside the size and never in its place: shown for study only, and read by no verdict.',
    ),
});
export type FindingDocument = z.infer<typeof findingDocumentSchema>;

const patientReferenceSchema = z.strictObject({
  issuer: text(120).describe('Who gave the patient id (a hospital, a trial).'),
  id: text(120),
});

export const assessmentDocumentSchema = z
  .strictObject({
    issuer: text(120).describe('The sending system.'),
    sourceId: text(200).describe("The sender's id of this assessment; the same id is the same assessment."),
    revision: z
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .describe('Left out: new content is the next revision, content already known is that record.'),
    synthetic: z.boolean().optional().describe('True where the patient is invented for a demonstration.'),
    patient: patientReferenceSchema,
    treatmentLine: text(120)
      .optional()
      .describe("The sender's id of the treatment line; left out, it is marked 'implied'."),
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
      order: z
        .number()
        .min(-1_000_000)
        .max(1_000_000)
        .optional()
        .describe("Place among the sender's timepoints (a visit number): it tells two of one day apart."),
    }),
    organsImaged: z
      .array(z.enum(imagedPlaces))
      .max(imagedPlaces.length)
      .optional()
      .describe('Organs, and regions as a report names them; left out: not stated.'),
    reportedScores: reportedScoresSchema
      .optional()
      .describe(
        'NI-RADS (primary site and neck apart) and Hopkins as reported: kept and shown in these words, and never read as a response.',
      ),
    findings: z.array(findingDocumentSchema).max(500),
  })
  .superRefine(
    (document, context) => {
      for (const { path, code, message, expected } of contradictionsOf(document))
        context.addIssue({ code: 'custom', path: [...path], message, params: { code, expected } });
    },
    { when: () => true },
  );
export type AssessmentDocument = z.infer<typeof assessmentDocumentSchema>;

/** Facts by name, with the scope they belong to. The list is closed: an unknown name is refused. */
export type FactScope = 'patient' | 'treatment-line' | 'lesion';

/**
 * known = `value` holds it; none = asked, and there is none (no prior radiotherapy); unknown = asked, and nobody knows.
 * A fact that was never stated has no record at all.
 */
export const factStates = ['known', 'none', 'unknown'] as const;
export type FactState = (typeof factStates)[number];

interface Contradiction extends Unreadable {
  readonly path: readonly (string | number)[];
}

/**
 * What no single field can say is wrong. Runs on anything, also where single fields are wrong already, so that all faults of a
 * document are named at once.
 */
function contradictionsOf(document: unknown): Contradiction[] {
  const fields = fieldsOf(document);
  const timepoint = fieldsOf(fields['timepoint']);
  const faults: Contradiction[] = [];
  const findings = entriesOf(fields['findings']);
  const placed = timepoint['order'] !== undefined && findings.length > 0 && findings.every(wasNotDone);
  if (
    fields['timepoint'] !== undefined &&
    timepoint['date'] === undefined &&
    timepoint['studyDay'] === undefined &&
    !placed
  ) {
    faults.push({
      path: ['timepoint', 'date'],
      code: 'missing',
      message: 'the timepoint has neither a date nor a study day',
      expected: 'a date, a study day, or both',
    });
  }
  const seen = new Map<unknown, number>();
  findings.forEach((entry, index) => {
    const finding = fieldsOf(entry);
    const first = seen.get(finding['lesion']);
    if (typeof finding['lesion'] === 'string' && first !== undefined) {
      faults.push({
        path: ['findings', index, 'lesion'],
        code: 'duplicate',
        message: `lesion '${finding['lesion']}' stands twice in this assessment, first in findings/${first}`,
        expected: 'each lesion once in an assessment',
      });
    } else seen.set(finding['lesion'], index);
    faults.push(
      ...contradictionsOfFinding(finding).map((fault) => ({ ...fault, path: ['findings', index, ...fault.path] })),
    );
  });
  return faults;
}

/** A timepoint at which nothing was done may lack a date: its place among the others is enough. */
const wasNotDone = (entry: unknown): boolean => {
  const { state } = fieldsOf(entry);
  return state === 'not-done' || state === 'not-evaluable';
};

/** States in which nothing is left to have a volume, or nothing was looked at. */
export const statesWithoutVolume: ReadonlySet<string> = new Set(['absent', 'merged', 'not-evaluable', 'not-done']);

function contradictionsOfFinding(finding: Readonly<Record<string, unknown>>): Contradiction[] {
  const faults: Contradiction[] = [];
  const contradiction = (field: string, message: string, expected: string) =>
    faults.push({ path: [field], code: 'contradiction', message, expected });
  const { state, size, fragments } = finding;
  const sized = size !== undefined || fragments !== undefined;
  if (state === 'measured' && !sized)
    faults.push({
      path: ['size'],
      code: 'missing',
      message: "state 'measured' comes without a size",
      expected: 'a size in mm, or the state that says why there is none',
    });
  if (typeof state === 'string' && state !== 'measured' && sized)
    contradiction(
      size === undefined ? 'fragments' : 'size',
      `a size stands beside state '${state}'`,
      "state 'measured' with a size, or this state without one",
    );
  if (size !== undefined && fragments !== undefined)
    contradiction('fragments', 'a size and fragments stand side by side', 'the size, or the sizes of its fragments');
  if (state === 'measured' && typeof size === 'string' && /^0+(\.0+)?$/.test(size))
    contradiction('size', 'a measured size of 0 mm', "state 'absent' without a size, for a lesion that is gone");
  if (typeof state === 'string' && (state === 'merged') !== (finding['mergedInto'] !== undefined))
    contradiction('mergedInto', "state 'merged' and mergedInto come one without the other", 'both, or neither');
  if (finding['mergedInto'] !== undefined && finding['mergedInto'] === finding['lesion'])
    contradiction('mergedInto', 'the lesion is said to be merged into itself', 'the label of another lesion');
  const { volume } = finding;
  if (volume !== undefined && typeof state === 'string' && statesWithoutVolume.has(state))
    contradiction('volume', `a volume stands beside state '${state}'`, 'the state without a volume');
  else if (typeof volume === 'string' && /^0+(\.0+)?$/.test(volume))
    contradiction('volume', 'a volume of 0 mm³', "state 'absent' without a volume, for a lesion that is gone");
  const quantities = entriesOf(finding['uptake']).map((entry) => fieldsOf(entry)['quantity']);
  const twice = quantities.find(
    (quantity, index) => typeof quantity === 'string' && quantities.indexOf(quantity) !== index,
  );
  if (twice !== undefined)
    contradiction('uptake', `'${String(twice)}' stands twice`, 'each quantity once for a lesion');
  return faults;
}
