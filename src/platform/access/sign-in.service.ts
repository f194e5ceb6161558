import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditContext, AuditTrail } from '../audit/index.js';
import { Database, reading } from '../database/index.js';
import { Problem } from '../problem/index.js';
import { AccessChanges } from './access-changes.service.js';
import { passwordFits } from './passwords.js';
import { newToken, tokenHash } from './tokens.js';

export interface SignedIn {
  readonly accountId: string;
  /** Shown this once. */
  readonly token: string;
  readonly expiresAt: Date;
}

interface Candidate {
  readonly id: string;
  readonly passwordHash: string | null;
  readonly disabled: boolean;
}

const sessionHours = 12;

/**
 * Counts an attempt before its password is looked at, so that attempts sent all at once count too. The fifth failure in a row makes the
 * sixth wait half a minute, and each one after it twice as long, a quarter of an hour at most; an hour of peace forgets them.
 */
const countAttempt = `
  INSERT INTO sign_in_attempt AS seen (email_hash, failures, last_at, blocked_until) VALUES ($1, 1, now(), now())
  ON CONFLICT (email_hash) DO UPDATE SET
    failures = CASE WHEN seen.last_at < now() - interval '1 hour' THEN 1 ELSE seen.failures + 1 END,
    last_at = now(),
    blocked_until = now() + CASE
      WHEN seen.last_at < now() - interval '1 hour' OR seen.failures < 4 THEN interval '0'
      ELSE least(interval '15 minutes', interval '30 seconds' * power(2, least(seen.failures - 4, 10)))
    END
  WHERE seen.blocked_until <= now()
  RETURNING failures`;

const secondsToWait =
  'SELECT greatest(1, ceil(extract(epoch FROM blocked_until - now())))::int AS seconds FROM sign_in_attempt WHERE email_hash = $1';

const forgetAttempts = `DELETE FROM sign_in_attempt WHERE email_hash = $1 OR last_at < now() - interval '1 day'`;

const findCandidate = `
  SELECT id, password_hash AS "passwordHash", disabled_at IS NOT NULL AS disabled FROM account WHERE email = $1 AND kind = 'person'`;

const openSession = `
  INSERT INTO session (account_id, token_hash, expires_at) VALUES ($1, $2, now() + make_interval(hours => $3)) RETURNING id, expires_at AS "expiresAt"`;

const endSession = 'UPDATE session SET revoked_at = now() WHERE token_hash = $1 AND revoked_at IS NULL RETURNING id';

/** Signs people in by e-mail address and password, and out again. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly changes: AccessChanges,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * @throws Problem 'not signed in' with the same words and after the same work, whether or not there is such an account;
   *   'too many attempts' after repeated failures for the address
   */
  async signIn(email: string, password: string): Promise<SignedIn> {
    const address = email.trim().toLowerCase();
    const attemptKey = createHash('sha256').update(`sign-in:${address}`).digest();
    await this.#countAttempt(attemptKey);
    const [candidate] = await this.database.asService(
      'accounts',
      (manager) => manager.query<Candidate[]>(findCandidate, [address]),
      reading,
    );
    const fits = await passwordFits(candidate?.passwordHash ?? null, password);
    if (!candidate || !fits || candidate.disabled) return this.#refuse(candidate);
    AuditContext.setActor({ accountId: candidate.id, kind: 'person' });
    return this.#openSession(candidate.id, attemptKey);
  }

  /** Ends the session of the token; does nothing for a token that is no session. */
  async signOut(token: string): Promise<void> {
    await this.changes.make(async (manager) => {
      const [ended] = await manager.query<[{ id: string }[], number]>(endSession, [tokenHash(token)]);
      const [session] = ended;
      if (session)
        await this.trail.record(manager, {
          action: 'session.end',
          patientIds: [],
          subjectType: 'session',
          subjectId: session.id,
        });
    });
  }

  async #countAttempt(attemptKey: Buffer): Promise<void> {
    const seconds = await this.database.asService('accounts', async (manager) => {
      const counted = await manager.query<unknown[]>(countAttempt, [attemptKey]);
      if (counted.length > 0) return 0;
      const [wait] = await manager.query<{ seconds: number }[]>(secondsToWait, [attemptKey]);
      return wait?.seconds ?? 1;
    });
    if (seconds === 0) return;
    throw new Problem({
      kind: 'too many attempts',
      detail: `Too many sign-ins failed for this e-mail address. Try again in ${seconds} seconds.`,
      retryAfterSeconds: seconds,
    });
  }

  async #refuse(candidate: Candidate | undefined): Promise<never> {
    const subject = candidate ? { subjectType: 'account', subjectId: candidate.id } : {};
    await this.trail.recordAlone({
      action: 'session.refuse',
      patientIds: [],
      ...subject,
      detail: { disabled: candidate?.disabled ?? false },
    });
    throw new Problem({ kind: 'not signed in', detail: 'The e-mail address or the password is wrong.' });
  }

  async #openSession(accountId: string, attemptKey: Buffer): Promise<SignedIn> {
    const { token, hash } = newToken('css');
    const session = await this.database.asService('accounts', async (manager) => {
      await manager.query(forgetAttempts, [attemptKey]);
      const [opened] = await manager.query<{ id: string; expiresAt: Date }[]>(openSession, [
        accountId,
        hash,
        sessionHours,
      ]);
      if (!opened) throw new Error('PostgreSQL returned no row for a new session.');
      await this.trail.record(manager, {
        action: 'session.start',
        patientIds: [],
        subjectType: 'session',
        subjectId: opened.id,
      });
      return opened;
    });
    return { accountId, token, expiresAt: session.expiresAt };
  }
}
