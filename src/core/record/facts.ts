/**
 * The closed list of case facts (docs/clinical-basis.md#case-facts-p): name, scope and the schema of the value.
 */
import { z } from 'zod';
import {
  drugClasses,
  lesionConditions,
  localTreatmentKinds,
  organs,
  tissueKinds,
  tissueMethods,
  tissueResults,
} from '../response/index.js';
import { factStates, partialDateSchema, uptakeTextSchema, type FactScope } from './documents.js';
import type { FaultCode } from './fault.js';
import { entriesOf, fieldsOf } from './loose-values.js';

const text = z.string().trim().min(1).max(300);
const yesOrNo = z.enum(['yes', 'no']);

/** Of one day and assay; below detection, the copies are 0. */
const viralDna = z.strictObject({
  copiesPerMl: z.int().min(0),
  assay: text.optional(),
  belowDetection: yesOrNo.optional(),
});

/** Units in which assays of circulating tumour DNA report; no number is moved from one to another. */
const tumourDnaUnits = [
  'copies-per-ml-plasma',
  'mean-tumour-molecules-per-ml',
  'variant-allele-fraction-percent',
  'tumour-fraction-percent',
] as const;

/**
 * Of one day and assay. A result in a unit of another kind, or without a number, stands in the words of the report; so does what was stated
 * before there were fields, which is plain text.
 */
const tumourDna = z.preprocess(
  (sent) => (typeof sent === 'string' ? { words: sent } : sent),
  z
    .strictObject({
      amount: z.number().min(0).optional(),
      unit: z.enum(tumourDnaUnits).optional(),
      assay: text.optional(),
      belowDetection: yesOrNo.optional(),
      words: text.optional(),
    })
    .superRefine(({ amount, unit, belowDetection, words }, context) => {
      const fault = (field: string, code: FaultCode, message: string, expected: string) =>
        context.addIssue({ code: 'custom', path: [field], message, params: { code, expected } });
      const below = belowDetection === 'yes';
      if (amount === undefined && !below && words === undefined)
        fault(
          'amount',
          'missing',
          'there is neither a number nor anything else that was found',
          "a number with its unit, below detection 'yes', or the words of the report",
        );
      else if (amount === undefined && unit !== undefined && !below)
        fault('amount', 'missing', 'a unit stands without a number', 'the number as reported, or no unit');
      if (amount !== undefined && unit === undefined)
        fault('unit', 'missing', 'a number stands without its unit', `one of: ${tumourDnaUnits.join(', ')}`);
      if (below && amount !== undefined && amount > 0)
        fault('amount', 'contradiction', "a number stands beside below detection 'yes'", '0, or no number');
      if (amount !== undefined && amount > 100 && unit?.endsWith('percent'))
        fault('amount', 'out-of-range', `${amount} is more than 100 %`, 'at most 100');
    }),
);

/** What a report may name as at risk (docs/clinical-basis.md#case-facts-p, T9). */
const organsAtRisk = [
  'airway',
  'bleeding',
  'cord',
  'brain',
  'carotid',
  'fracture',
  'superior-vena-cava',
  'hypercalcaemia',
  'pulmonary-embolism',
  'pneumonitis',
] as const;

export const factDefinitions = {
  sex: { scope: 'patient', value: z.enum(['female', 'male', 'other']) },
  'birth-year': { scope: 'patient', value: z.int().min(1880).max(2100) },
  age: { scope: 'patient', value: z.int().min(0).max(130) },
  smoking: { scope: 'patient', value: text },
  'primary-site': {
    scope: 'patient',
    value: z.enum([
      'oral-cavity',
      'oropharynx',
      'hypopharynx',
      'larynx',
      'sinonasal',
      'nasopharynx',
      'unknown-primary',
      'salivary',
      'cutaneous',
      'thyroid',
      'other',
    ]),
  },
  'primary-subsite': { scope: 'patient', value: text },
  histology: {
    scope: 'patient',
    value: z.enum(['squamous-cell-carcinoma', 'nasopharyngeal-carcinoma', 'adenocarcinoma', 'other']),
  },
  p16: { scope: 'patient', value: z.enum(['positive', 'negative']) },
  ebv: { scope: 'patient', value: z.enum(['positive', 'negative']) },
  'ebv-dna': { scope: 'patient', value: viralDna },
  'hpv-dna': { scope: 'patient', value: viralDna },
  'pd-l1-cps': { scope: 'patient', value: z.int().min(0).max(100) },
  'pd-l1-assay': { scope: 'patient', value: text },
  stage: { scope: 'patient', value: text },
  'stage-at-diagnosis': { scope: 'patient', value: z.strictObject({ stage: text, edition: z.int().min(1).max(12) }) },
  'prior-radiotherapy': {
    scope: 'patient',
    value: z.strictObject({
      field: text,
      doseGy: z.number().positive().optional(),
      fractions: z.int().positive().optional(),
      technique: text.optional(),
      start: partialDateSchema.optional(),
      end: partialDateSchema.optional(),
      planAvailable: yesOrNo.optional(),
      lesions: z.array(text).optional().describe('Labels of the lesions that lie in its field.'),
    }),
  },
  ecog: { scope: 'patient', value: z.int().min(0).max(4) },
  symptoms: { scope: 'patient', value: text },
  'organ-at-risk': {
    scope: 'patient',
    value: z.strictObject({
      what: z.enum(organsAtRisk),
      report: text,
    }),
  },
  'organ-at-risk-acknowledged': { scope: 'patient', value: z.strictObject({ what: z.enum(organsAtRisk), by: text }) },
  'clinical-stability': { scope: 'patient', value: z.strictObject({ stable: z.boolean(), by: text }) },
  'sarcoid-like-nodes': { scope: 'patient', value: yesOrNo, alsoOfLesion: true },
  infection: { scope: 'patient', value: yesOrNo, alsoOfLesion: true },
  flare: { scope: 'patient', value: yesOrNo, alsoOfLesion: true },
  'region-condition': {
    scope: 'patient',
    value: z.strictObject({ condition: z.enum(lesionConditions), organ: z.enum(organs), present: yesOrNo }),
  },
  'patient-wish': { scope: 'patient', value: z.strictObject({ words: text, declines: z.array(text).optional() }) },
  'immune-adverse-event': { scope: 'patient', value: z.strictObject({ what: text, grade: z.int().min(1).max(5) }) },
  'weight-kg': { scope: 'patient', value: z.number().positive().max(400) },
  'weight-loss-percent': { scope: 'patient', value: z.number().min(0).max(100) },
  anticoagulation: { scope: 'patient', value: text },
  'local-option-may-close': { scope: 'patient', value: z.strictObject({ mayClose: yesOrNo, by: text }) },
  'symptom-burden': { scope: 'patient', value: z.strictObject({ burden: yesOrNo, by: text }) },
  'palliative-care-involved': { scope: 'patient', value: yesOrNo },
  tolerable: { scope: 'patient', value: z.strictObject({ tolerable: yesOrNo, by: text }) },
  'consent-beyond-progression': { scope: 'patient', value: yesOrNo },
  'patient-informed': { scope: 'patient', value: text },
  'if-nothing-is-done': { scope: 'patient', value: z.strictObject({ words: text, by: text }) },
  'treating-clinicians-proposal': { scope: 'patient', value: z.strictObject({ words: text, by: text }) },
  'seen-by': { scope: 'patient', value: text },
  'follow-up-ended': { scope: 'patient', value: z.strictObject({ why: z.enum(['declined', 'transferred']) }) },
  steroids: { scope: 'patient', value: z.strictObject({ prednisoneEquivalentMg: z.number().min(0) }) },
  swallowing: { scope: 'patient', value: text },
  'feeding-tube': { scope: 'patient', value: yesOrNo },
  tracheostomy: { scope: 'patient', value: yesOrNo },
  'albumin-g-per-l': { scope: 'patient', value: z.number().positive().max(100) },
  'dental-status': { scope: 'patient', value: text },
  'lung-function': { scope: 'patient', value: text },
  'fitness-for-anaesthesia': { scope: 'patient', value: z.strictObject({ words: text, by: text }) },
  'renal-function': { scope: 'patient', value: text },
  'brain-imaging': { scope: 'patient', value: z.strictObject({ modality: text, shows: text }) },
  'carotid-contact-degrees': { scope: 'patient', value: z.int().min(0).max(360) },
  'neutrophil-lymphocyte-ratio': { scope: 'patient', value: z.number().min(0) },
  'tumour-mutational-burden': { scope: 'patient', value: z.number().min(0) },
  'circulating-tumour-dna': { scope: 'patient', value: tumourDna },
  'open-trials': { scope: 'patient', value: text },
  comorbidity: { scope: 'patient', value: text },
  'liver-uptake': { scope: 'patient', value: z.strictObject({ sul: uptakeTextSchema }) },
  died: { scope: 'patient', value: z.strictObject({ on: partialDateSchema }) },
  agents: {
    scope: 'treatment-line',
    value: z.array(z.strictObject({ name: text, drugClass: z.enum(drugClasses) })).min(1),
  },
  'line-number': { scope: 'treatment-line', value: z.int().min(1).max(20) },
  'treatment-start': { scope: 'treatment-line', value: partialDateSchema },
  'last-dose': { scope: 'treatment-line', value: partialDateSchema },
  'treatment-ongoing': { scope: 'treatment-line', value: yesOrNo },
  'drug-stopped': {
    scope: 'treatment-line',
    value: z.strictObject({
      why: z.enum(['planned-end', 'response', 'progression', 'toxicity', 'wish', 'other']),
      on: partialDateSchema.optional(),
    }),
  },
  'lines-before': { scope: 'treatment-line', value: text },
  setting: { scope: 'treatment-line', value: z.enum(['recurrent-or-metastatic', 'curative-intent']) },
  'disease-extent': {
    scope: 'treatment-line',
    value: z.enum(['locoregional-only', 'distant-metastases', 'de-novo-m1']),
  },
  'oligometastatic-before': { scope: 'treatment-line', value: yesOrNo },
  'clinical-evaluator': { scope: 'treatment-line', value: text },
  parked: { scope: 'treatment-line', value: z.strictObject({ until: z.iso.date(), by: text }) },
  resectability: { scope: 'treatment-line', value: z.strictObject({ resectable: yesOrNo, by: text }) },
  irradiability: { scope: 'treatment-line', value: z.strictObject({ irradiable: yesOrNo, by: text }) },
  'platinum-free-interval-months': { scope: 'treatment-line', value: z.number().min(0) },
  'prior-radiotherapy-field': {
    scope: 'lesion',
    value: z.strictObject({
      inField: yesOrNo,
      progressionSince: partialDateSchema.optional(),
      course: text.optional().describe('The field of the course, as it was stated there.'),
    }),
  },
  'local-treatment': {
    scope: 'lesion',
    value: z
      .array(
        z.strictObject({
          kind: z.enum(localTreatmentKinds),
          on: partialDateSchema,
          technique: text.optional(),
          doseGy: z.number().positive().optional(),
          fractions: z.int().positive().optional(),
          margin: text.optional(),
          resectionMargin: z.enum(['R0', 'R1', 'R2']).optional(),
          extranodalExtension: yesOrNo.optional(),
          viableTumour: yesOrNo.optional(),
        }),
      )
      .min(1),
  },
  /** `shows` in the words of the report; a statement without `result` is read by them. */
  tissue: {
    scope: 'lesion',
    value: z
      .strictObject({
        shows: text.optional(),
        on: partialDateSchema,
        result: z.enum(tissueResults).optional(),
        kind: z.enum(tissueKinds).optional(),
        method: z.enum(tissueMethods).optional(),
        histology: text.optional(),
        p16: z.enum(['positive', 'negative']).optional(),
        eber: z.enum(['positive', 'negative']).optional(),
      })
      .refine(({ shows, result }) => shows !== undefined || result !== undefined, {
        path: ['result'],
        message: 'neither a result nor what it shows is given',
        params: { code: 'missing', expected: 'a result, or the words of the report in shows' },
      }),
  },
  /** Where the words for the place do not say it: the primary site and the neck, or elsewhere. */
  'lesion-region': { scope: 'lesion', value: z.enum(['locoregional', 'distant']) },
  'lesion-appearance': {
    scope: 'lesion',
    value: z.strictObject({ appearance: z.enum(['solid', 'cystic', 'necrotic', 'sclerotic']) }),
  },
  'spine-stability-sins': { scope: 'lesion', value: z.int().min(0).max(18) },
  'second-primary': { scope: 'lesion', value: z.strictObject({ histology: text, on: partialDateSchema }) },
  'nature-would-change-plan': { scope: 'lesion', value: z.strictObject({ wouldChange: yesOrNo, by: text }) },
  'image-pointer': {
    scope: 'lesion',
    value: z.strictObject({ accession: text, series: text.optional(), slice: text.optional() }),
  },
  'biopsy-access': { scope: 'lesion', value: z.strictObject({ accessible: yesOrNo, by: text }) },
  treatable: { scope: 'lesion', value: z.strictObject({ treatable: yesOrNo, by: text }) },
} as const satisfies Record<string, { scope: FactScope; value: z.ZodType; alsoOfLesion?: true }>;

export type FactName = keyof typeof factDefinitions;
export const factNames = Object.keys(factDefinitions) as FactName[];

interface FactDefinition {
  readonly scope: FactScope;
  readonly value: z.ZodType;
  /** May be stated of one lesion as well as of the patient. */
  readonly alsoOfLesion?: true;
}

const definitionOf = (name: unknown): FactDefinition | null =>
  factNames.some((known) => known === name) ? factDefinitions[name as FactName] : null;

/** A statement of facts: one source id may carry several facts about one patient. */
export const factStatementSchema = z
  .strictObject({
    issuer: text.max(120),
    sourceId: text.max(200),
    revision: z.int().min(1).max(1_000_000).optional(),
    synthetic: z.boolean().optional(),
    patient: z.strictObject({ issuer: text.max(120), id: text.max(120) }),
    treatmentLine: text.max(120).optional(),
    facts: z
      .array(
        z.strictObject({
          name: z.enum(factNames as [FactName, ...FactName[]]),
          lesion: text.max(60).optional().describe('Needed for facts of a lesion, refused for others.'),
          evaluator: text
            .max(120)
            .optional()
            .describe("Whose lesion label it is; left out: the label's lesion of every evaluator."),
          state: z.enum(factStates),
          value: z.unknown().optional().describe("Needed when state is 'known', refused otherwise."),
          date: partialDateSchema.optional().describe('When it was so.'),
          source: text.optional().describe('Report, person or system it comes from.'),
        }),
      )
      .min(1)
      .max(200),
  })
  .superRefine(
    (statement, context) => {
      entriesOf(fieldsOf(statement)['facts']).forEach((entry, index) => {
        const fact = fieldsOf(entry);
        const definition = definitionOf(fact['name']);
        if (definition === null) return;
        const fault = (field: string, code: FaultCode, message: string, expected: string) =>
          context.addIssue({ code: 'custom', path: ['facts', index, field], message, params: { code, expected } });
        if (definition.scope === 'lesion' && fact['lesion'] === undefined)
          fault(
            'lesion',
            'missing',
            `'${String(fact['name'])}' is a fact of a lesion and names none`,
            'the label of the lesion',
          );
        if (definition.scope !== 'lesion' && definition.alsoOfLesion !== true && fact['lesion'] !== undefined)
          fault('lesion', 'contradiction', `'${String(fact['name'])}' is not a fact of a lesion`, 'no lesion here');
        if (fact['state'] === 'known' && fact['value'] === undefined)
          fault('value', 'missing', "state 'known' comes without a value", "the value, or state 'none' or 'unknown'");
        if (typeof fact['state'] === 'string' && fact['state'] !== 'known' && fact['value'] !== undefined)
          fault(
            'value',
            'contradiction',
            `a value stands beside state '${fact['state']}'`,
            "state 'known' with a value, or this state without one",
          );
        if (fact['state'] !== 'known' || fact['value'] === undefined) return;
        const checked = definition.value.safeParse(fact['value'], { reportInput: true });
        if (!checked.success)
          checked.error.issues.forEach((issue) =>
            context.addIssue({ ...issue, path: ['facts', index, 'value', ...issue.path] }),
          );
      });
    },
    { when: () => true },
  );
export type FactStatement = z.infer<typeof factStatementSchema>;
