import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '../description/index.js';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { OpenToLoopback, PublicRoute, RequireRole } from '../access/index.js';
import { HealthChecks, MetricsRegistry, type Readiness } from '../observability/index.js';
import { Problem } from '../problem/index.js';

const aliveSchema = z.object({ alive: z.literal(true) });
const readinessSchema = z.object({
  ready: z.literal(true),
  stopping: z.literal(false),
  checks: z.record(z.string(), z.enum(['passed'])),
  failing: z.array(z.string()).max(0),
});

/** What those who run the service ask it. */
@ApiTags('Operations')
@Controller()
export class OperationsController {
  constructor(
    private readonly health: HealthChecks,
    private readonly metrics: MetricsRegistry,
  ) {}

  @Get('healthz')
  @PublicRoute()
  @ApiOperation({ summary: 'Whether the process lives' })
  @ApiOkResponse({ standardSchema: aliveSchema })
  alive(): { alive: true } {
    return { alive: true };
  }

  @Get('readyz')
  @PublicRoute()
  @ApiOperation({
    summary: 'Whether the process can work',
    description: '503 with the names of the checks that do not pass, and while the process stops.',
  })
  @ApiOkResponse({ standardSchema: readinessSchema })
  async ready(): Promise<Readiness> {
    const readiness = await this.health.readiness();
    if (readiness.ready) return readiness;
    const detail = readiness.stopping
      ? 'The process stops.'
      : `These checks do not pass: ${readiness.failing.join(', ')}.`;
    throw new Problem({ kind: 'not ready', detail, members: { ...readiness } });
  }

  @Get('metrics')
  @RequireRole('administrator')
  @OpenToLoopback()
  @ApiOperation({
    summary: 'Metrics in the text format of Prometheus',
    description:
      'Without sign-in for programs on the same machine; from elsewhere, and through a proxy, with a token of an administrator.',
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({ standardSchema: z.string() })
  async read(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('content-type', this.metrics.contentType);
    return this.metrics.metrics();
  }
}
