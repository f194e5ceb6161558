/** What a board decides for itself, as the routes take and answer it. */
import { z } from 'zod';
import { catalogue, languages } from '../../../core/discussion/index.js';
import { idSchema } from '../../../platform/http/index.js';
import { phraseSchema } from '../../triage/index.js';
import { newBoardSchema } from './board-views.js';
import { disciplines } from './disciplines.js';
import { quorumPresets } from './quorum-rule.js';

export const disciplineSchema = z.enum(disciplines);
const mostDays = 3_650;

const quorumPlaceSchema = z
  .strictObject({
    anyOf: z.array(disciplineSchema).min(1).max(disciplines.length),
    when: z
      .enum(['always', 'when-needed'])
      .meta({ description: 'when-needed: only where a case names one of the disciplines as needed.' }),
  })
  .meta({ id: 'QuorumPlace' });

const quorumRuleSchema = z
  .discriminatedUnion('preset', [
    z.strictObject({ preset: z.enum(quorumPresets) }),
    z.strictObject({ preset: z.literal('own'), places: z.array(quorumPlaceSchema).min(1).max(40) }),
  ])
  .meta({ id: 'QuorumRule' });

const placeholder = /\{([^{}]*)\}/g;
const placeholders: readonly (string | undefined)[] = ['accession', 'series', 'slice'];

function isViewerLink(template: string): boolean {
  const names = [...template.matchAll(placeholder)].map(([, name]) => name);
  const filled = template.replaceAll(placeholder, '1');
  return (
    names.includes('accession') &&
    names.every((name) => placeholders.includes(name)) &&
    /^https?:\/\/[^{}\s]+$/.test(filled) &&
    URL.canParse(filled)
  );
}

const isFact = (name: string): boolean => catalogue.facts.has(name);

const settings = {
  name: newBoardSchema.shape.name,
  timeZone: newBoardSchema.shape.timeZone,
  language: z.enum(languages).meta({ description: 'Language of the letters of the board.' }),
  quorum: quorumRuleSchema,
  minutesACase: z.int().min(1).max(120),
  cutOffHours: z
    .int()
    .min(0)
    .max(336)
    .meta({ description: 'How many hours before a meeting its agenda is settled; 336 are two weeks.' }),
  acceptedSiteIds: z
    .array(idSchema)
    .max(200)
    .meta({ description: "Sites beside the board's own whose patients it takes." }),
  place: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .nullable()
    .meta({ description: 'Place or link of its meetings until another is given.' }),
  blindOpinions: z
    .boolean()
    .meta({ description: 'Each discipline commits its opinion before it sees those of others.' }),
  modeLite: z.boolean().meta({ description: 'Discussions are scored by MODe-LITE.' }),
  viewerLink: z
    .string()
    .trim()
    .max(2_000)
    .refine(isViewerLink, {
      error: 'Not the address of a viewer',
      params: {
        code: 'unreadable',
        expected:
          'an address with {accession}, and {series} and {slice} if wanted: https://viewer.example/?study={accession}',
      },
    })
    .nullable(),
  freshness: z
    .record(
      z
        .string()
        .max(100)
        .refine(isFact, {
          error: 'There is no such fact',
          params: { code: 'not-in-list', expected: 'the id of a fact of the catalogue, such as ecog' },
        }),
      z.int().min(1).max(mostDays),
    )
    .meta({ description: 'Days for which a fact counts as fresh, by fact, where not as the catalogue has it.' }),
} as const;

export const boardSettingsSchema = z.strictObject(settings).meta({ id: 'BoardSettings' });
export type BoardSettings = z.infer<typeof boardSettingsSchema>;

export const shownSettingsSchema = z
  .object({
    id: idSchema,
    isDefault: z.boolean(),
    version: z.int().meta({ description: 'Version of the settings: the ETag.' }),
    ...settings,
    sites: z
      .array(z.object({ id: idSchema, name: z.string() }))
      .meta({ description: "Sites of this service beside the board's own." }),
    quorumPlaces: z.array(quorumPlaceSchema).meta({ description: 'What the quorum rule asks for.' }),
    facts: z
      .array(z.object({ fact: z.string(), words: phraseSchema, freshForDays: z.int() }))
      .meta({ description: 'Facts that grow old, and the days for which the catalogue counts each as fresh.' }),
  })
  .meta({ id: 'ShownBoardSettings' });
export type ShownSettings = z.infer<typeof shownSettingsSchema>;
