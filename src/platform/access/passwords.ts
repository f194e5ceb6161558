import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Least length of a new password, in characters. */
export const leastPasswordLength = 12;
/** Longest password that is looked at, in characters: hashing must not be made slow from outside. */
export const greatestPasswordLength = 256;

/** argon2id (the library's default variant) with 19 MiB, two passes, one lane: OWASP Password Storage Cheat Sheet, section Argon2id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let nobodysHash: Promise<string> | undefined;

export async function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/**
 * Whether the password fits the hash. Without a hash (no such account) it takes as long and answers false, so that the time of a
 * refusal does not tell which e-mail addresses have an account.
 */
export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword(randomBytes(32).toString('hex'));
  const fits = await verify(passwordHash ?? (await nobodysHash), password);
  return fits && passwordHash !== null;
}
