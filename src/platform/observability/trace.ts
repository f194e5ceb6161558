import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

const traces = new AsyncLocalStorage<string>();

const traceparentPattern = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-|$)/;
const traceIdPattern = /^[0-9a-f]{32}$/;
const allZero = /^0+$/;

/** The two headers a caller may name its trace with. */
export interface TraceHeaders {
  readonly traceparent?: string | readonly string[] | undefined;
  readonly 'x-trace-id'?: string | readonly string[] | undefined;
}

/** A new trace id: 32 hexadecimal digits (W3C Trace Context, 3.2.2.3). */
export function newTraceId(): string {
  return randomBytes(16).toString('hex');
}

/**
 * The trace a request belongs to: that of its traceparent header (W3C Trace Context, 3.2), else that of x-trace-id
 * (32 hexadecimal digits, with or without the dashes of a UUID), else a new one. What fits neither form is not taken
 * over, since it would stand in every log line.
 */
export function traceIdFromHeaders(headers: TraceHeaders): string {
  const [, traceId = '', parentId = ''] = traceparentPattern.exec(single(headers.traceparent)) ?? [];
  if (traceId !== '' && !allZero.test(traceId) && !allZero.test(parentId)) return traceId;
  const given = single(headers['x-trace-id']).toLowerCase().replaceAll('-', '');
  return traceIdPattern.test(given) && !allZero.test(given) ? given : newTraceId();
}

function single(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' ? header : '';
}

/** Runs `work`, and all that it awaits, as part of the trace. */
export function withTrace<Result>(traceId: string, work: () => Result): Result {
  return traces.run(traceId, work);
}

/** The trace that the caller runs in, or undefined outside of any. */
export function currentTraceId(): string | undefined {
  return traces.getStore();
}

/** The traceparent header for a request to another service within the current trace, or undefined outside of any. */
export function outgoingTraceparent(): string | undefined {
  const traceId = currentTraceId();
  return traceId === undefined ? undefined : `00-${traceId}-${randomBytes(8).toString('hex')}-01`;
}
