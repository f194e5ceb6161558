import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '../../../platform/description/index.js';
import { type z } from 'zod';
import { dryRunWorkflow, rolesFor } from '../../../core/workflow/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { idSchema, type Page, pageQuerySchema } from '../../../platform/http/index.js';
import { DryRuns } from './dry-runs.service.js';
import {
  dryRunChangePageSchema,
  type DryRunChangeQuery,
  dryRunChangeQuerySchema,
  type DryRunChangeView,
  type DryRunDetail,
  dryRunDetailSchema,
  dryRunPageSchema,
  dryRunSchema,
  type DryRunView,
  type Releasing,
  releasingSchema,
} from '../ledger/ledger-views.js';
import { type OutgoingAnswer, tagged } from '../outgoing-answer.js';
import { AnswersInReadersLanguage } from '../readers-language.js';

const ifMatchHeader = { name: 'If-Match', required: true, description: 'ETag of the dry run' } as const;

@ApiTags('Ledger of rules')
@Controller('api/dry-runs')
@AnswersInReadersLanguage()
export class DryRunController {
  constructor(private readonly dryRuns: DryRuns) {}

  @Post()
  @RequireRole(...rolesFor(dryRunWorkflow, 'start'))
  @ApiOperation({
    summary: 'Start a dry run of the engine and the rules of this process over all treatment lines; it changes nothing',
  })
  @ApiCreatedResponse({ standardSchema: dryRunSchema })
  async start(@CurrentActor() actor: Actor, @Res({ passthrough: true }) answer: OutgoingAnswer): Promise<DryRunView> {
    return tagged(await this.dryRuns.start(actor), answer);
  }

  @Get()
  @RequireRole('administrator', 'coordinator')
  @ApiOperation({ summary: 'Dry runs, the newest first' })
  @ApiOkResponse({ standardSchema: dryRunPageSchema })
  list(@Query({ schema: pageQuerySchema }) query: z.infer<typeof pageQuerySchema>): Promise<Page<DryRunView>> {
    return this.dryRuns.list(query);
  }

  @Get(':id')
  @RequireRole('administrator', 'coordinator')
  @ApiOperation({ summary: 'One dry run with its progress and what it found in numbers, with its version as ETag' })
  @ApiOkResponse({ standardSchema: dryRunDetailSchema })
  async detail(
    @Param('id', { schema: idSchema }) id: string,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<DryRunDetail> {
    return tagged(await this.dryRuns.detail(id), answer);
  }

  @Get(':id/changes')
  @RequireRole('administrator', 'coordinator')
  @ApiOperation({ summary: "What would appear, change or go for the patients of one's boards: then, now, because" })
  @ApiOkResponse({ standardSchema: dryRunChangePageSchema })
  changes(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: dryRunChangeQuerySchema }) query: DryRunChangeQuery,
  ): Promise<Page<DryRunChangeView>> {
    return this.dryRuns.changes(actor, id, query);
  }

  @Post(':id/pause')
  @HttpCode(200)
  @RequireRole(...rolesFor(dryRunWorkflow, 'pause'))
  @ApiOperation({ summary: 'Pause a dry run' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: dryRunSchema })
  async pause(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<DryRunView> {
    return tagged(await this.dryRuns.change('pause', id, ifMatch), answer);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @RequireRole(...rolesFor(dryRunWorkflow, 'resume'))
  @ApiOperation({ summary: 'Let a paused dry run go on where it was' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: dryRunSchema })
  async resume(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<DryRunView> {
    return tagged(await this.dryRuns.change('resume', id, ifMatch), answer);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @RequireRole(...rolesFor(dryRunWorkflow, 'cancel'))
  @ApiOperation({ summary: 'End a dry run for good' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: dryRunSchema })
  async cancel(
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<DryRunView> {
    return tagged(await this.dryRuns.change('cancel', id, ifMatch), answer);
  }

  @Post(':id/release')
  @HttpCode(200)
  @RequireRole(...rolesFor(dryRunWorkflow, 'release'))
  @ApiOperation({ summary: 'Release what a dry run has shown: every line is evaluated anew in the background' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: dryRunSchema })
  async release(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: releasingSchema }) { reason }: Releasing,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<DryRunView> {
    return tagged(await this.dryRuns.release(actor, id, ifMatch, reason), answer);
  }
}
