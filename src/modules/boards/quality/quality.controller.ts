import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { idSchema } from '../../../platform/http/index.js';
import { DiscussionScores } from './discussion-scores.service.js';
import {
  discussionScoresSchema,
  type ScoreWrite,
  scoreWriteSchema,
  type ShownScores,
  type ShownStandardOfCare,
  type StandardOfCareQuery,
  standardOfCareQuerySchema,
  standardOfCareSchema,
} from './quality-views.js';
import { StandardOfCare } from './standard-of-care.service.js';

/** How well a board discusses, and what it does not discuss. */
@ApiTags('Decisions')
@Controller('api')
@RequireRole('coordinator', 'chair', 'member')
export class QualityController {
  constructor(
    private readonly scores: DiscussionScores,
    private readonly standard: StandardOfCare,
  ) {}

  @Get('cases/:id/discussion-scores')
  @ApiOperation({ summary: 'How the discussion of a case was scored by MODe-LITE, the newest of each person' })
  @ApiOkResponse({ standardSchema: discussionScoresSchema })
  read(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) caseId: string): Promise<ShownScores> {
    return this.scores.read(actor, caseId);
  }

  @Post('cases/:id/discussion-scores')
  @HttpCode(200)
  @ApiOperation({ summary: 'Score the discussion of a case, where its board wants it' })
  @ApiOkResponse({ standardSchema: discussionScoresSchema })
  write(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) caseId: string,
    @Body({ schema: scoreWriteSchema }) score: ScoreWrite,
  ): Promise<ShownScores> {
    return this.scores.write(actor, caseId, score);
  }

  @Get('boards/:id/standard-of-care')
  @ApiOperation({ summary: 'Cases listed under a standard of care and not discussed, with a sample for an audit' })
  @ApiOkResponse({ standardSchema: standardOfCareSchema })
  list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) boardId: string,
    @Query({ schema: standardOfCareQuerySchema }) query: StandardOfCareQuery,
  ): Promise<ShownStandardOfCare> {
    return this.standard.read(actor, boardId, query);
  }
}
