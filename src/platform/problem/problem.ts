/** What went wrong, whoever asked and however: over HTTP, on the command line, by a file or a message. */
export type ProblemKind =
  /** What was sent cannot be read as JSON. */
  | 'malformed json'
  /** Nobody is known to ask. */
  | 'not signed in'
  /** Who asks is known and may not. */
  | 'not allowed'
  /** Not there, or not there for this actor. */
  | 'not found'
  /** The state of things does not allow it. */
  | 'conflict'
  /** It was made on a version that is no longer the current one; `members.currentVersion` says which is. */
  | 'changed meanwhile'
  /** A change has to name the version it was made on, and does not. */
  | 'version not named'
  /** More was sent than is taken at once. */
  | 'too large'
  /** The content was understood and is wrong in the places named. */
  | 'invalid'
  | 'too many attempts'
  /** Too much is under way; later it would be taken. */
  | 'busy'
  /** The process does not work yet, or no longer. */
  | 'not ready';

/** One fault of what was sent. */
export interface ProblemError {
  /** Part of the request that holds the fault; the body unless said otherwise. */
  readonly in?: 'body' | 'query' | 'path' | 'header';
  /** JSON Pointer (RFC 6901) to the place, for example '/0/lesions/2/size'; '' for the whole part. */
  readonly pointer: string;
  /** Stable word for programs, for example 'too-small'. */
  readonly code: string;
  /** What is wrong, for a person. */
  readonly detail: string;
  /** What would be right, for a person. */
  readonly expected: string;
}

export interface ProblemOptions {
  readonly kind: ProblemKind;
  /** What happened this time and what would be right. Never holds the data of a patient other than what the caller sent. */
  readonly detail: string;
  readonly errors?: readonly ProblemError[];
  /** What else a program may want to know, for example the current version of what was to be changed. */
  readonly members?: Readonly<Record<string, unknown>>;
  /** After how many seconds it may be worth another try. */
  readonly retryAfterSeconds?: number;
}

/**
 * A refusal that says what is wrong and what would be right; its words may be shown to whoever asked. It knows nothing of HTTP:
 * platform/http gives each kind its status.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: ProblemKind;
  readonly errors: readonly ProblemError[] | undefined;
  readonly members: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds: number | undefined;

  constructor({ kind, detail, errors, members, retryAfterSeconds }: ProblemOptions) {
    super(detail);
    this.kind = kind;
    this.errors = errors;
    this.members = members ?? {};
    this.retryAfterSeconds = retryAfterSeconds;
  }

  static notFound(detail: string): Problem {
    return new Problem({ kind: 'not found', detail });
  }

  static conflict(detail: string, members?: ProblemOptions['members']): Problem {
    return new Problem({ kind: 'conflict', detail, members });
  }

  /** @param currentVersion version that stands now */
  static changedMeanwhile(
    currentVersion: number | string,
    detail: string,
    members?: ProblemOptions['members'],
  ): Problem {
    return new Problem({ kind: 'changed meanwhile', detail, members: { ...members, currentVersion } });
  }

  static notAllowed(detail: string): Problem {
    return new Problem({ kind: 'not allowed', detail });
  }

  /** @param errors of which the first hundred are told */
  static invalid(errors: readonly ProblemError[], detail = faultCount(errors.length)): Problem {
    return new Problem({ kind: 'invalid', detail, errors: errors.slice(0, mostErrors) });
  }
}

/** What was sent may be wrong in a million places. */
const mostErrors = 100;

function faultCount(count: number): string {
  return count === 1
    ? 'One thing in the request is wrong; see errors.'
    : `${count} things in the request are wrong; see errors.`;
}
