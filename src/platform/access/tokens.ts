import { createHash, randomBytes } from 'node:crypto';

/** 'css' for a person's session, 'csk' for a machine's API key. */
export type TokenKind = 'css' | 'csk';

export interface NewToken {
  /** Shown once, to the one it is for. */
  readonly token: string;
  /** What is stored. */
  readonly hash: Buffer;
  /** What is stored so that a person can tell tokens apart. */
  readonly start: string;
}

const tokenPattern = /^(css|csk)_[A-Za-z0-9_-]{43}$/;

/** A new opaque token of 256 random bits. */
export function newToken(kind: TokenKind): NewToken {
  const token = `${kind}_${randomBytes(32).toString('base64url')}`;
  return { token, hash: tokenHash(token), start: token.slice(0, 10) };
}

/** SHA-256: enough for a token, which unlike a password cannot be guessed. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Kind of a token by its form, or undefined for what cannot be one of ours. */
export function tokenKind(token: string): TokenKind | undefined {
  return tokenPattern.exec(token)?.[1] as TokenKind | undefined;
}
