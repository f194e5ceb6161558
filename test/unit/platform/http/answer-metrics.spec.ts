import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { AnswerMetrics } from '../../../../src/platform/http/answer-metrics.js';

/** Every operation of the API, by the pattern of its route. */
const operations = Object.entries(
  (
    JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
      paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    }
  ).paths,
).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => ({
    method: method.toUpperCase(),
    route: path.replaceAll(/\{(\w+)\}/g, ':$1'),
  })),
);
const statuses = [200, 201, 202, 204, 400, 401, 403, 404, 409, 412, 422, 428, 429];

describe('the metrics of answers', () => {
  it('stay small enough for a scrape, whatever is asked of every route', async () => {
    const registry = new Registry();
    const metrics = new AnswerMetrics(registry);
    for (const { method, route } of operations)
      for (const status of statuses) metrics.note({ method, route, status, seconds: status / 7_001 });
    expect(operations.length).toBeGreaterThan(140);
    expect((await registry.metrics()).length).toBeLessThan(50_000);
  });

  it('tell the spread of times by method, and of a route its whole time and its statuses by class', async () => {
    const registry = new Registry();
    const metrics = new AnswerMetrics(registry);
    for (const status of [200, 204, 404])
      metrics.note({ method: 'GET', route: '/api/patients/:id', status, seconds: 0.03 });
    const lines = (await registry.metrics()).split('\n');
    expect(lines).toContain('consilium_http_request_seconds_bucket{le="0.025",method="GET"} 0');
    expect(lines).toContain('consilium_http_request_seconds_bucket{le="0.05",method="GET"} 3');
    expect(lines).toContain('consilium_http_request_seconds_count{method="GET"} 3');
    expect(lines).toContain('consilium_http_route_seconds_total{method="GET",route="/api/patients/:id"} 0.09');
    expect(lines).toContain('consilium_http_requests_total{method="GET",route="/api/patients/:id",status="2xx"} 2');
    expect(lines).toContain('consilium_http_requests_total{method="GET",route="/api/patients/:id",status="4xx"} 1');
  });
});
