/** Dry runs, releases and rules as the API answers them: one schema each is the answer's type and its description. */
import { z } from 'zod';
import { idSchema, pageQuerySchema, pageSchema } from '../../../platform/http/index.js';
import { itemStates } from '../items/item-states.js';
import { dryRunStates } from '../release/dry-run.entity.js';
import { phraseSchema } from '../readers-language.js';
import { patientMarkSchema } from '../triage-views.js';

const instant = z.iso.datetime({ offset: true });
const text = z.string();
const count = z.int().min(0);
const subjects = ['flag', 'item'] as const;
const kinds = ['appears', 'changes', 'goes'] as const;
const reasonOfAPerson = z.string().trim().min(3).max(500);

const versionsSchema = z.object({ id: idSchema, engineVersion: text, ruleSetVersion: text });

/** Why a dry run cannot be released. */
const releaseObstacles = [
  'not-done',
  'already-released',
  'another-engine',
  'another-rule-set',
  'nothing-to-release',
  'another-release-since',
  'rules-switched-since',
] as const;
export type ReleaseObstacle = (typeof releaseObstacles)[number];

export const dryRunSchema = z
  .object({
    id: idSchema,
    engineVersion: text,
    ruleSetVersion: text,
    comparedWith: versionsSchema.meta({ description: 'The release that stood when it began.' }),
    state: z.enum(dryRunStates),
    lines: count.meta({ description: 'Treatment lines that it goes through.' }),
    done: count,
    newerData: count.meta({
      description:
        'Lines whose data was newer than their classification: what changes there need not come from the rules.',
    }),
    failed: count.meta({ description: 'Lines that could not be computed.' }),
    obstacles: z
      .array(z.enum(releaseObstacles))
      .meta({ description: 'Why it cannot be released; empty where it can.' }),
    startedBy: text,
    createdAt: instant,
    finishedAt: instant.nullable(),
    releaseId: idSchema.nullable(),
    version: z.int().meta({ description: 'Also the ETag; goes up with what people do to it, not with its progress.' }),
  })
  .meta({ id: 'DryRun' });
export type DryRunView = z.infer<typeof dryRunSchema>;

export const dryRunDetailSchema = dryRunSchema
  .extend({
    counts: z
      .array(
        z.object({
          subject: z.enum(subjects),
          name: text.meta({ description: 'A definition of a flag, or the id of a rule.' }),
          kind: z.enum(kinds),
          shown: z.boolean().meta({ description: 'False for rules in shadow or switched off.' }),
          code: text.meta({ description: 'The first reason.' }),
          count,
        }),
      )
      .meta({ description: 'What would appear, change and go, without patients.' }),
  })
  .meta({ id: 'DryRunDetail' });
export type DryRunDetail = z.infer<typeof dryRunDetailSchema>;

export const dryRunPageSchema = pageSchema(dryRunSchema).meta({ id: 'DryRunPage' });

const toldStateSchema = z
  .object({
    state: text,
    tier: z.enum(['flag', 'watch']).nullable(),
    ruleVersion: text.nullable(),
    words: phraseSchema.meta({ description: 'The question of an item, the reason of a flag.' }),
  })
  .meta({ id: 'ToldState' });
const toldReasonSchema = z.object({ code: text, words: phraseSchema }).meta({ id: 'ToldReason' });

const dryRunChangeSchema = z
  .object({
    id: idSchema,
    subject: z.enum(subjects),
    name: text,
    kind: z.enum(kinds),
    treatmentLineId: idSchema,
    patient: patientMarkSchema,
    currentId: idSchema.nullable().meta({ description: 'The flag or the item that stands.' }),
    newerData: z.boolean(),
    then: toldStateSchema.nullable(),
    now: toldStateSchema.nullable(),
    because: z.array(toldReasonSchema),
  })
  .meta({ id: 'DryRunChange' });
export type DryRunChangeView = z.infer<typeof dryRunChangeSchema>;

export const dryRunChangePageSchema = pageSchema(dryRunChangeSchema).meta({ id: 'DryRunChangePage' });

export const dryRunChangeQuerySchema = pageQuerySchema.extend({
  subject: z.enum(subjects).optional(),
  kind: z.enum(kinds).optional(),
  name: z.string().max(40).optional(),
  code: z.string().max(40).optional().meta({ description: 'The first reason.' }),
});
export type DryRunChangeQuery = z.infer<typeof dryRunChangeQuerySchema>;

export const releasingSchema = z.strictObject({ reason: reasonOfAPerson }).meta({ id: 'Releasing' });
export type Releasing = z.infer<typeof releasingSchema>;

const releaseSchema = versionsSchema
  .extend({
    current: z.boolean(),
    releasedAt: instant,
    releasedBy: text.nullable().meta({ description: 'Null where the first start released itself.' }),
    reason: text,
    dryRunId: idSchema.nullable(),
    version: z.int().meta({ description: 'Also the ETag of the current release.' }),
  })
  .meta({ id: 'Release' });

export const releasesSchema = z
  .object({
    items: z.array(releaseSchema).meta({ description: 'The newest first.' }),
    thisProcess: z.object({ engineVersion: text, ruleSetVersion: text, isReleased: z.boolean() }),
    reevaluation: z.object({
      lines: count.meta({ description: 'All classified treatment lines.' }),
      toDo: count.meta({ description: 'Those of them that still stand under another release.' }),
      paused: z.boolean(),
    }),
  })
  .meta({ id: 'Releases' });
export type ReleasesView = z.infer<typeof releasesSchema>;

export const ruleStandingSchema = z
  .object({
    rule: text,
    ruleVersion: text,
    title: phraseSchema,
    isOn: z.boolean(),
    inShadow: z.boolean(),
    reason: text.nullable(),
    changedBy: text.nullable(),
    changedAt: instant.nullable(),
    items: z
      .object({ draft: count, accepted: count, dismissed: count, closed: count })
      .meta({ description: 'Current items by state.' }),
    shadowItems: count.meta({ description: 'Questions it would put while it is shown to nobody.' }),
  })
  .meta({ id: 'RuleStanding' });
export type RuleStanding = z.infer<typeof ruleStandingSchema>;

export const ruleStandingsSchema = z.object({ items: z.array(ruleStandingSchema) }).meta({ id: 'RuleStandings' });

export const ruleIdSchema = z.string().regex(/^[A-Za-z0-9-]{1,40}$/);
export const switchingSchema = z
  .strictObject({ on: z.boolean(), reason: reasonOfAPerson })
  .meta({ id: 'RuleSwitching' });
export type Switching = z.infer<typeof switchingSchema>;
export const shadowingSchema = z
  .strictObject({ inShadow: z.boolean(), reason: reasonOfAPerson })
  .meta({ id: 'RuleShadowing' });
export type Shadowing = z.infer<typeof shadowingSchema>;

export const itemHistorySchema = z
  .object({
    items: z
      .array(
        z.object({
          itemId: idSchema,
          ruleVersion: text,
          engineVersion: text,
          ruleSetVersion: text,
          inputHash: text.meta({
            description: 'SHA-256 of everything that went into the classification, as hexadecimal digits.',
          }),
          historyVersion: text,
          state: z.enum(itemStates),
          stateReason: text.nullable(),
          question: phraseSchema,
          createdAt: instant,
          because: z
            .array(toldReasonSchema)
            .meta({ description: 'How it differs from the item before it; empty for the first.' }),
        }),
      )
      .meta({ description: 'The item and those whose place it took, the newest first.' }),
  })
  .meta({ id: 'ItemHistory' });
export type ItemHistory = z.infer<typeof itemHistorySchema>;
