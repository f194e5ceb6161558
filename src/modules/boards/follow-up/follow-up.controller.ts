import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import type { z } from 'zod';
import { type Actor, CurrentActor, RequireRole, RequireSignIn } from '../../../platform/access/index.js';
import { idSchema, type Page } from '../../../platform/http/index.js';
import { decisionSchema, type ShownDecision } from '../decisions/outcome-views.js';
import { FollowUps } from './follow-ups.service.js';
import {
  type Done,
  doneSchema,
  dropSchema,
  type FollowedDecision,
  followedDecisionListSchema,
  type FollowedQuery,
  followedQuerySchema,
  type FollowUpWrite,
  followUpWriteSchema,
  type HandOver,
  handOverSchema,
  type OwedWork,
  type Unmet,
  unmetSchema,
  workListSchema,
  type WorkQuery,
  workQuerySchema,
} from './follow-up-views.js';
import { OwedWorks } from './owed-work.service.js';

@ApiTags('Decisions')
@Controller('api')
@RequireSignIn()
export class FollowUpController {
  constructor(
    private readonly works: OwedWorks,
    private readonly followUps: FollowUps,
  ) {}

  @Get('actions')
  @RequireRole('coordinator', 'chair', 'member')
  @ApiOperation({ summary: 'Who owes what by signed decisions: open actions and conditions, overdue first' })
  @ApiOkResponse({ standardSchema: workListSchema })
  list(@CurrentActor() actor: Actor, @Query({ schema: workQuerySchema }) query: WorkQuery): Promise<Page<OwedWork>> {
    return this.works.list(actor, query);
  }

  @Post('actions/:id/done')
  @HttpCode(204)
  @ApiOperation({ summary: 'Report an action as done' })
  @ApiNoContentResponse()
  done(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: doneSchema }) done: Done,
  ): Promise<void> {
    return this.works.done(actor, id, done);
  }

  @Post('actions/:id/hand-over')
  @HttpCode(204)
  @ApiOperation({ summary: 'Give an action another owner or due date' })
  @ApiNoContentResponse()
  handOver(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: handOverSchema }) to: HandOver,
  ): Promise<void> {
    return this.works.handOver(actor, { kind: 'action', id }, to);
  }

  @Post('actions/:id/drop')
  @HttpCode(204)
  @ApiOperation({ summary: 'Drop an action with its reason' })
  @ApiNoContentResponse()
  drop(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: dropSchema }) { reason }: z.infer<typeof dropSchema>,
  ): Promise<void> {
    return this.works.drop(actor, { kind: 'action', id }, reason);
  }

  @Post('conditions/:id/met')
  @HttpCode(204)
  @ApiOperation({ summary: 'Report a condition as met' })
  @ApiNoContentResponse()
  met(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: doneSchema }) done: Done,
  ): Promise<void> {
    return this.works.met(actor, id, done);
  }

  @Post('conditions/:id/unmet')
  @HttpCode(204)
  @ApiOperation({ summary: 'Report a condition as not met: its case comes back to the board' })
  @ApiNoContentResponse()
  unmet(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: unmetSchema }) unmet: Unmet,
  ): Promise<void> {
    return this.works.unmet(actor, id, unmet);
  }

  @Post('conditions/:id/hand-over')
  @HttpCode(204)
  @ApiOperation({ summary: 'Give a condition another owner' })
  @ApiNoContentResponse()
  handConditionOver(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: handOverSchema }) to: HandOver,
  ): Promise<void> {
    return this.works.handOver(actor, { kind: 'condition', id }, to);
  }

  @Post('conditions/:id/drop')
  @HttpCode(204)
  @ApiOperation({ summary: 'Drop a condition with its reason' })
  @ApiNoContentResponse()
  dropCondition(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: dropSchema }) { reason }: z.infer<typeof dropSchema>,
  ): Promise<void> {
    return this.works.drop(actor, { kind: 'condition', id }, reason);
  }

  @Get('follow-ups')
  @RequireRole('coordinator', 'chair', 'member')
  @ApiOperation({ summary: 'Signed decisions whose cases are not closed, with what became of each; the oldest first' })
  @ApiOkResponse({ standardSchema: followedDecisionListSchema })
  followed(
    @CurrentActor() actor: Actor,
    @Query({ schema: followedQuerySchema }) query: FollowedQuery,
  ): Promise<Page<FollowedDecision>> {
    return this.followUps.list(actor, query);
  }

  @Post('cases/:id/follow-up')
  @HttpCode(200)
  @ApiOperation({ summary: 'Report what became of the decision of a case' })
  @ApiOkResponse({ standardSchema: decisionSchema })
  report(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) caseId: string,
    @Body({ schema: followUpWriteSchema }) report: FollowUpWrite,
  ): Promise<ShownDecision> {
    return this.followUps.report(actor, caseId, report);
  }
}
