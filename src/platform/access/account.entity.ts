import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { AccountKind, Role } from './actor.js';
import { Site } from './site.entity.js';

/** A person or a machine that may sign in. */
@Entity('account')
@Check('ck_account_kind', `"kind" IN ('person', 'machine')`)
@Check('ck_account_email', `("kind" = 'person') = ("email" IS NOT NULL) AND "email" = lower("email")`)
@Index('ux_account_email', ['email'], { unique: true })
export class Account {
  @PrimaryGeneratedColumn('identity', {
    generatedIdentity: 'ALWAYS',
    type: 'bigint',
    primaryKeyConstraintName: 'pk_account',
  })
  id!: string;

  @ForeignKey(() => Site, { name: 'fk_account_site' })
  @Column({ name: 'site_id', type: 'bigint' })
  siteId!: string;

  @Column({ type: 'text' })
  kind!: AccountKind;

  @Column({ type: 'text', nullable: true })
  email!: string | null;

  @Column({ name: 'display_name', type: 'text' })
  displayName!: string;

  /** argon2id in PHC form; null for machines. */
  @Column({ name: 'password_hash', type: 'text', nullable: true })
  passwordHash!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'disabled_at', type: 'timestamptz', nullable: true })
  disabledAt!: Date | null;
}

/** A role that an account holds whatever boards it sits on. */
@Entity('account_role')
@Check('ck_account_role_role', `"role" IN ('submitter', 'coordinator', 'member', 'chair', 'referrer', 'administrator')`)
export class AccountRole {
  @ForeignKey(() => Account, { name: 'fk_account_role_account' })
  @PrimaryColumn({ name: 'account_id', type: 'bigint', primaryKeyConstraintName: 'pk_account_role' })
  accountId!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_account_role' })
  role!: Role;

  @Column({ name: 'granted_at', type: 'timestamptz', default: () => 'now()' })
  grantedAt!: Date;
}

/** A signed-in person; the token itself is kept nowhere. */
@Entity('session')
@Unique('uq_session_token_hash', ['tokenHash'])
export class Session {
  @PrimaryGeneratedColumn('identity', {
    generatedIdentity: 'ALWAYS',
    type: 'bigint',
    primaryKeyConstraintName: 'pk_session',
  })
  id!: string;

  @ForeignKey(() => Account, { name: 'fk_session_account' })
  @Column({ name: 'account_id', type: 'bigint' })
  accountId!: string;

  @Column({ name: 'token_hash', type: 'bytea' })
  tokenHash!: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;
}

/** A machine's key; the key itself is shown once and kept nowhere. */
@Entity('api_key')
@Unique('uq_api_key_token_hash', ['tokenHash'])
export class ApiKey {
  @PrimaryGeneratedColumn('identity', {
    generatedIdentity: 'ALWAYS',
    type: 'bigint',
    primaryKeyConstraintName: 'pk_api_key',
  })
  id!: string;

  @ForeignKey(() => Account, { name: 'fk_api_key_account' })
  @Column({ name: 'account_id', type: 'bigint' })
  accountId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'token_hash', type: 'bytea' })
  tokenHash!: Buffer;

  /** First characters of the key, by which a person tells keys apart. */
  @Column({ name: 'token_start', type: 'text' })
  tokenStart!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;
}

/** Sign-ins that failed, by the hash of the e-mail address that was given, whether or not there is such an account. */
@Entity('sign_in_attempt')
@Index('ix_sign_in_attempt_last', ['lastAt'])
export class SignInAttempt {
  @PrimaryColumn({ name: 'email_hash', type: 'bytea', primaryKeyConstraintName: 'pk_sign_in_attempt' })
  emailHash!: Buffer;

  @Column({ type: 'integer' })
  failures!: number;

  @Column({ name: 'last_at', type: 'timestamptz' })
  lastAt!: Date;

  @Column({ name: 'blocked_until', type: 'timestamptz' })
  blockedUntil!: Date;
}
