export type AccessErrorReason =
  'not found' | 'conflict' | 'not allowed' | 'too many attempts' | 'not signed in' | 'invalid';

/**
 * A refusal by this room, for callers of every kind (HTTP, command line, tests): its message may be shown to the person who asked.
 * platform/http gives each reason its status.
 */
export class AccessError extends Error {
  override readonly name = 'AccessError';

  constructor(
    readonly reason: AccessErrorReason,
    message: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}
