import { z } from 'zod';
import { boardRoles, roles } from './actor.js';
import { greatestPasswordLength, leastPasswordLength } from './passwords.js';

const greatestId = 2n ** 63n - 1n;

/** An id of this service: digits, as text because it may exceed what JSON numbers hold exactly. */
export const idSchema = z
  .string()
  .regex(/^[1-9]\d{0,18}$/, { error: 'Not an id of this service', abort: true })
  .refine((id) => BigInt(id) <= greatestId, 'Not an id of this service')
  .meta({ description: 'Id: digits as text.' });

const instant = z.iso.datetime({ offset: true });
const name = z.string().trim().min(1).max(200);

export const signInSchema = z
  .strictObject({
    email: z.string().max(320),
    password: z.string().max(greatestPasswordLength),
  })
  .meta({ id: 'SignIn' });

export const actorSchema = z
  .object({
    accountId: idSchema,
    kind: z.enum(['person', 'machine']),
    siteId: idSchema,
    displayName: z.string(),
    roles: z.array(z.enum(roles)),
    boardIds: z
      .array(idSchema)
      .meta({ description: 'Boards on which the account now has a seat, or stands in for somebody.' }),
    coordinatorOf: z.array(idSchema).meta({ description: 'Boards which the account now coordinates.' }),
    chairOf: z.array(idSchema).meta({ description: 'Boards which the account now chairs.' }),
  })
  .meta({ id: 'Actor' });

export const signedInSchema = z
  .object({
    accountId: idSchema,
    token: z.string().meta({ description: 'Shown this once. Send it as "Authorization: Bearer ...".' }),
    expiresAt: instant,
  })
  .meta({ id: 'SignedIn' });

export const browserSessionSchema = z
  .object({ accountId: idSchema, expiresAt: instant })
  .meta({ id: 'BrowserSession' });

const rolesSchema = z.array(z.enum(roles)).default([]);

export const newAccountSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('person'),
      email: z.email().max(320),
      displayName: name,
      password: z.string().min(leastPasswordLength).max(greatestPasswordLength),
      roles: rolesSchema,
    }),
    z.strictObject({ kind: z.literal('machine'), displayName: name, roles: rolesSchema }),
  ])
  .meta({ id: 'NewAccount' });

export type NewAccount = z.infer<typeof newAccountSchema>;

export const accountSchema = z
  .object({
    id: idSchema,
    kind: z.enum(['person', 'machine']),
    email: z.string().nullable(),
    displayName: z.string(),
    roles: z.array(z.enum(roles)).meta({ description: 'Roles beside those that come with a seat on a board.' }),
    apiKeys: z.array(
      z.object({
        id: idSchema,
        name: z.string(),
        start: z.string(),
        createdAt: instant,
        revokedAt: instant.nullable(),
      }),
    ),
    createdAt: instant,
    disabledAt: instant.nullable(),
  })
  .meta({ id: 'Account' });

export const accountListSchema = z.object({ items: z.array(accountSchema) }).meta({ id: 'AccountList' });

export const roleGrantSchema = z.strictObject({ role: z.enum(roles) }).meta({ id: 'RoleGrant' });

export const newApiKeySchema = z.strictObject({ name }).meta({ id: 'NewApiKey' });

export const issuedKeySchema = z
  .object({
    id: idSchema,
    key: z.string().meta({ description: 'Shown this once. Send it as "Authorization: Bearer ...".' }),
    start: z.string(),
  })
  .meta({ id: 'IssuedApiKey' });

export const newMembershipSchema = z
  .strictObject({ accountId: idSchema, role: z.enum(boardRoles) })
  .meta({ id: 'NewMembership' });

export const membershipListSchema = z
  .object({
    items: z.array(
      z.object({
        id: idSchema,
        accountId: idSchema,
        displayName: z.string(),
        role: z.enum(boardRoles),
        since: instant,
        until: instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'MembershipList' });

export const createdSchema = z.object({ id: idSchema }).meta({ id: 'Created' });

export const patientMoveSchema = z
  .strictObject({
    fromBoardId: idSchema
      .nullable()
      .meta({ description: 'Board that the patient leaves; null to put the patient on one board more.' }),
    toBoardId: idSchema,
    reason: z.string().trim().min(1).max(2_000),
  })
  .meta({ id: 'PatientMove' });

export type PatientMoveBody = z.infer<typeof patientMoveSchema>;
