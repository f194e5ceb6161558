import {
  currentTraceId,
  newTraceId,
  outgoingTraceparent,
  traceIdFromHeaders,
  withTrace,
} from '../../../../src/platform/observability/index.js';

const id = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('traceIdFromHeaders', () => {
  it('takes the trace of a traceparent header, also of a later version', () => {
    expect(traceIdFromHeaders({ traceparent: `00-${id}-00f067aa0ba902b7-01` })).toBe(id);
    expect(traceIdFromHeaders({ traceparent: `01-${id}-00f067aa0ba902b7-01-more` })).toBe(id);
  });

  it('takes x-trace-id, with or without dashes, when there is no traceparent', () => {
    expect(traceIdFromHeaders({ 'x-trace-id': id })).toBe(id);
    expect(traceIdFromHeaders({ 'x-trace-id': '4BF92F35-77B3-4DA6-A3CE-929D0E0E4736' })).toBe(id);
    expect(traceIdFromHeaders({ traceparent: 'broken', 'x-trace-id': id })).toBe(id);
  });

  it.each([
    ['an unreadable traceparent', { traceparent: `00-${id}-xyz-01` }],
    ['a trace of zeros', { traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` }],
    ['a parent of zeros', { traceparent: `00-${id}-${'0'.repeat(16)}-01` }],
    ['free text', { 'x-trace-id': 'Anna Berger' }],
    ['two headers', { 'x-trace-id': [id, id] }],
    ['nothing', {}],
  ])('begins a new trace for %s', (_name, headers) => {
    const traceId = traceIdFromHeaders(headers);
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(traceId).not.toBe(id);
  });
});

describe('withTrace', () => {
  it('holds for all that is awaited inside, and only there', async () => {
    const seen = await Promise.all(
      [newTraceId(), newTraceId()].map((traceId) =>
        withTrace(traceId, async () => {
          await new Promise((done) => setTimeout(done, 1));
          return currentTraceId() === traceId && outgoingTraceparent()?.startsWith(`00-${traceId}-`);
        }),
      ),
    );
    expect(seen).toEqual([true, true]);
    expect(currentTraceId()).toBeUndefined();
    expect(outgoingTraceparent()).toBeUndefined();
  });

  it('sends a traceparent that is taken back as the same trace', () => {
    const traceparent = withTrace(id, outgoingTraceparent);
    expect(traceIdFromHeaders({ traceparent })).toBe(id);
  });
});
