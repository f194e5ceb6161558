import { STATUS_CODES } from 'node:http';
import type { Problem, ProblemError, ProblemKind } from '../problem/index.js';
import { entityTag } from './versions.js';

/** A problem document as it leaves (RFC 9457, 3). */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly ProblemError[];
  readonly traceId?: string;
  /** More members of the document (RFC 9457, 3.2). */
  readonly [member: string]: unknown;
}

/** A problem as HTTP says it: application/problem+json with its status. */
export interface ProblemAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly document: ProblemDocument;
}

interface KindInHttp {
  readonly status: number;
  /** Last part of the problem's type; without it the type is 'about:blank' and the status says it all (RFC 9457, 4.2.1). */
  readonly type?: string;
  /** What this kind of problem is called; the status phrase unless given. */
  readonly title?: string;
}

const kinds: Readonly<Record<ProblemKind, KindInHttp>> = {
  'malformed json': { status: 400, type: 'malformed-json', title: 'Malformed JSON' },
  'not signed in': { status: 401 },
  'not allowed': { status: 403 },
  'not found': { status: 404 },
  conflict: { status: 409 },
  'changed meanwhile': { status: 412, type: 'changed-meanwhile', title: 'Changed meanwhile' },
  'too large': { status: 413 },
  invalid: { status: 422, type: 'invalid-content', title: 'Invalid content' },
  // RFC 6585, 3.
  'version not named': { status: 428 },
  'too many attempts': { status: 429 },
  busy: { status: 503 },
  'not ready': { status: 503, type: 'not-ready', title: 'Not ready' },
};

/** What a problem is over HTTP. */
export function problemAnswer(problem: Problem): ProblemAnswer {
  const { status, type, title = phraseOf(status) } = kinds[problem.kind];
  const { members, errors } = problem;
  return {
    status,
    headers: headersOf(problem),
    document: {
      ...members,
      type: type === undefined ? 'about:blank' : `urn:consilium:problem:${type}`,
      title,
      status,
      detail: problem.message,
      ...(errors === undefined ? {} : { errors }),
    },
  };
}

/** The answer where nothing but HTTP itself is the matter, or where nobody foresaw what happened. */
export function plainAnswer(
  status: number,
  detail?: string,
  headers: Readonly<Record<string, string>> = {},
): ProblemAnswer {
  const document = {
    type: 'about:blank',
    title: phraseOf(status),
    status,
    ...(detail === undefined ? {} : { detail }),
  };
  return { status, headers, document };
}

/** The same, with the one place of the request that is wrong. */
export function faultAnswer(status: number, error: ProblemError, detail: string): ProblemAnswer {
  const answer = plainAnswer(status, detail);
  return { ...answer, document: { ...answer.document, errors: [error] } };
}

/** The document's text; `traceId` names the request in the log. */
export function problemText(document: ProblemDocument, traceId?: string): string {
  return JSON.stringify(traceId === undefined ? document : { ...document, traceId });
}

function headersOf({ kind, members, retryAfterSeconds }: Problem): Record<string, string> {
  return {
    ...(kind === 'not signed in' ? { 'www-authenticate': 'Bearer realm="consilium"' } : {}),
    ...(kind === 'changed meanwhile' ? { etag: entityTag(String(members['currentVersion'])) } : {}),
    ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
  };
}

export function phraseOf(status: number): string {
  return STATUS_CODES[status] ?? 'Error';
}
