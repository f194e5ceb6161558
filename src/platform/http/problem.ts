import { STATUS_CODES } from 'node:http';

/** One fault of a request. */
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
  readonly status: number;
  /** Last part of the problem's type; without it the type is 'about:blank' and the status says it all (RFC 9457, 4.2.1). */
  readonly type?: string;
  /** What this kind of problem is called; the status phrase unless given. */
  readonly title?: string;
  /** What happened this time and what would be right. Never holds the data of a patient other than what the caller sent. */
  readonly detail?: string;
  readonly errors?: readonly ProblemError[];
  /** More members of the document (RFC 9457, 3.2), for example the current version of what was to be changed. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A problem document as it leaves (RFC 9457, 3). */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly ProblemError[];
  readonly traceId?: string;
  readonly [member: string]: unknown;
}

/** An answer that says what is wrong and what would be right, as application/problem+json (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly ProblemError[];
  readonly #options: ProblemOptions;

  constructor(options: ProblemOptions) {
    super(options.detail ?? options.title ?? phraseOf(options.status));
    this.status = options.status;
    this.headers = options.headers ?? {};
    this.errors = options.errors ?? [];
    this.#options = options;
  }

  /** 404: not there, or not there for this actor. */
  static notFound(detail: string): Problem {
    return new Problem({ status: 404, detail });
  }

  /** 409: the state of things does not allow it. */
  static conflict(detail: string, members?: ProblemOptions['members']): Problem {
    return new Problem({ status: 409, detail, members });
  }

  /** 422: the content was understood and is wrong in the places named. */
  static invalid(errors: readonly ProblemError[], detail = faultCount(errors.length)): Problem {
    return new Problem({ status: 422, type: 'invalid-content', title: 'Invalid content', detail, errors });
  }

  toDocument(traceId?: string): ProblemDocument {
    const { status, type, title, detail, errors, members } = this.#options;
    return {
      ...members,
      type: type === undefined ? 'about:blank' : `urn:consilium:problem:${type}`,
      title: title ?? phraseOf(status),
      status,
      ...(detail === undefined ? {} : { detail }),
      ...(errors === undefined ? {} : { errors }),
      ...(traceId === undefined ? {} : { traceId }),
    };
  }
}

export function phraseOf(status: number): string {
  return STATUS_CODES[status] ?? 'Error';
}

function faultCount(count: number): string {
  return count === 1
    ? 'One thing in the request is wrong; see errors.'
    : `${count} things in the request are wrong; see errors.`;
}
