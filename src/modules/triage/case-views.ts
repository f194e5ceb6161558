/** A patient's case as one page shows it: one schema is the answer's type and its description. Who the patient is stays out of it. */
import { z } from 'zod';
import { idSchema } from '../../platform/http/index.js';
import { factStates } from '../../core/formats/index.js';
import { itemStates } from './discussion-item.entity.js';
import { lineStates } from './triage-views.js';

const text = z.string();
const names = z.array(text);
const instant = z.iso.datetime({ offset: true });
const asComputed = z.record(z.string(), z.unknown());

const caseFactSchema = z.object({
  name: text, state: z.enum(factStates), value: z.unknown().optional(), date: text.nullable(),
}).meta({ id: 'CaseFact' });

const caseFlagSchema = z.object({
  id: idSchema,
  definition: text,
  tier: z.enum(['flag', 'watch']),
  state: z.enum(['open', 'ended', 'withdrawn']),
  reason: text,
  course: text.nullable(),
  holds: names.meta({ description: 'Why a watch is held back, in words.' }),
  evaluatorsFor: names,
  evaluatorsAgainst: names,
}).meta({ id: 'CaseFlag' });

const caseItemSchema = z.object({
  id: idSchema,
  version: z.int(),
  rule: text,
  ruleVersion: text,
  state: z.enum(itemStates),
  stateReason: text.nullable(),
  title: text,
  question: text,
  whyNow: names,
  options: z.array(z.object({ id: text, words: text, speaksFor: names, blocks: names, unknown: names })).meta({ description: 'In the order of the catalogue, which carries no preference.' }),
  unknowns: z.array(z.object({ fact: text, words: text, whoCouldAnswer: text, decidesTheItem: z.boolean() })),
  cautions: names,
  limits: names,
  level: text,
  evidence: z.array(z.object({ id: text, finding: text, source: text, level: text, population: text })),
}).meta({ id: 'CaseItem' });

const caseLineSchema = z.object({
  id: idSchema,
  implied: z.boolean(),
  state: z.enum(lineStates),
  treatment: asComputed.meta({ description: 'Drugs, start, last dose and setting, as facts state them.' }),
  lesionFacts: z.record(z.string(), asComputed).meta({ description: 'By label: prior field, local treatments, second primary.' }),
  clinicalEvaluator: text.nullable(),
  classifiedAt: instant.nullable(),
  engineVersion: text.nullable(),
  ruleSetVersion: text.nullable(),
  inputHash: text.nullable(),
  evaluators: z.array(asComputed).meta({ description: 'Verdicts, traces and lesions of each evaluator; lengths in micrometres.' }),
  population: text.nullable().meta({ description: 'Why the rules for discussion items do not cover this line; null where they do.' }),
  waiting: z.array(z.object({ title: text, waitsFor: names })).meta({ description: 'Questions that cannot be settled before a fact arrives.' }),
  parking: z.object({ until: text, by: text, ended: z.boolean().meta({ description: 'True once the window has ended without anything new.' }) }).nullable()
    .meta({ description: 'Until when the case waits for a confirming scan, as a named clinician confirmed.' }),
  queries: names.meta({ description: 'What only the sender can answer.' }),
  flags: z.array(caseFlagSchema),
  items: z.array(caseItemSchema),
  held: z.array(z.object({ id: idSchema, timepoint: text.nullable(), evaluator: text.nullable(), reasons: names })),
}).meta({ id: 'CaseLine' });

export const caseSchema = z.object({
  id: idSchema,
  synthetic: z.boolean(),
  facts: z.array(caseFactSchema).meta({ description: 'Current facts of the patient and of the lines; those of lesions stand with their line.' }),
  lines: z.array(caseLineSchema).meta({ description: 'The newest line first.' }),
}).meta({ id: 'Case' });
export type CaseView = z.infer<typeof caseSchema>;
export type CaseLineView = CaseView['lines'][number];

export const identitySchema = z.object({ issuer: text, patientId: text }).meta({ id: 'PatientIdentity' });
export type IdentityView = z.infer<typeof identitySchema>;
