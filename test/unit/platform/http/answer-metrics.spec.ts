import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { AnswerMetrics } from '../../../../src/platform/http/answer-metrics.js';

/** More than the service has, each with a name as long as its longest. */
const routes = Array.from({ length: 150 }, (_, number) => `/api/boards/:boardId/members/:membershipId/${number}`);
const statuses = [200, 201, 202, 204, 400, 401, 403, 404, 409, 412, 422, 428, 429, 500, 503];

describe('the metrics of answers', () => {
  it('stay small enough for a scrape, whatever is asked of every route', async () => {
    const registry = new Registry();
    const metrics = new AnswerMetrics(registry);
    for (const route of routes)
      for (const status of statuses) metrics.note({ method: 'GET', route, status, seconds: status / 1_000 });
    const text = await registry.metrics();
    expect(text.split('\n').length).toBeLessThan(1_510);
    expect(text.length).toBeLessThan(190_000);
  });

  it('tell times by route, and statuses by class', async () => {
    const registry = new Registry();
    const metrics = new AnswerMetrics(registry);
    for (const status of [200, 204, 404])
      metrics.note({ method: 'GET', route: '/api/patients/:id', status, seconds: 0.03 });
    const lines = (await registry.metrics()).split('\n');
    expect(lines).toContain('consilium_http_request_seconds_count{method="GET",route="/api/patients/:id"} 3');
    expect(lines).toContain(
      'consilium_http_request_seconds_bucket{le="0.05",method="GET",route="/api/patients/:id"} 3',
    );
    expect(lines).toContain('consilium_http_requests_total{method="GET",route="/api/patients/:id",status="2xx"} 2');
    expect(lines).toContain('consilium_http_requests_total{method="GET",route="/api/patients/:id",status="4xx"} 1');
  });
});
