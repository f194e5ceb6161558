import { Body, Controller, Get, Headers, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import { type Actor, CurrentActor, RequireRole, RequireSignIn } from '../../../platform/access/index.js';
import { entityTag, idSchema, type Page } from '../../../platform/http/index.js';
import { AnswersInReadersLanguage, type Dismissal, dismissalSchema } from '../../triage/index.js';
import { CaseList } from './case-list.service.js';
import {
  boardCaseSchema,
  type CaseEdit,
  caseEditSchema,
  caseListSchema,
  type CaseListRow,
  type CaseQuery,
  caseQuerySchema,
  type CaseTransitionRequest,
  caseTransitionSchema,
  type NewComment,
  newCommentSchema,
  type ShownBoardCase,
} from './case-views.js';
import { caseReadingSchema, type ShownReading } from './case-reading-views.js';
import { CaseReadings } from './case-readings.service.js';
import { Cases } from './cases.service.js';

/** What this controller does to an answer; Fastify's replies fit. */
interface OutgoingAnswer {
  header(name: string, value: string): unknown;
}

const ifMatchHeader = { name: 'If-Match', required: true, description: 'ETag of the case' };

@ApiTags('Cases')
@Controller('api/cases')
@AnswersInReadersLanguage()
@RequireSignIn()
export class BoardCaseController {
  constructor(
    private readonly cases: Cases,
    private readonly list: CaseList,
    private readonly readings: CaseReadings,
  ) {}

  @Get()
  @RequireRole('coordinator', 'member', 'chair')
  @ApiOperation({ summary: 'Cases of your boards, by what they wait for' })
  @ApiOkResponse({ standardSchema: caseListSchema })
  readList(
    @CurrentActor() actor: Actor,
    @Query({ schema: caseQuerySchema }) query: CaseQuery,
  ): Promise<Page<CaseListRow>> {
    return this.list.read(actor, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One case with its history, comments and referrals' })
  @ApiOkResponse({ standardSchema: boardCaseSchema })
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) caseId: string,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ShownBoardCase> {
    return tagged(await this.cases.read(actor, caseId), answer);
  }

  @Get(':id/reading')
  @ApiOperation({ summary: 'The case in one reading: its first screen, and the merged lists behind it' })
  @ApiOkResponse({ standardSchema: caseReadingSchema })
  readReading(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) caseId: string): Promise<ShownReading> {
    return this.readings.read(actor, caseId);
  }

  @Patch(':id')
  @RequireRole('coordinator', 'chair')
  @ApiOperation({ summary: 'Word the question, set deadline, minutes, owner and images' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: boardCaseSchema })
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) caseId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: caseEditSchema }) edit: CaseEdit,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ShownBoardCase> {
    return tagged(await this.cases.edit(actor, { caseId, ifMatch }, edit), answer);
  }

  @Post(':id/transitions')
  @HttpCode(200)
  @ApiOperation({ summary: 'Move a case on; what is allowed and who may stands in docs/workflow.md' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: boardCaseSchema })
  async move(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) caseId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: caseTransitionSchema }) wanted: CaseTransitionRequest,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ShownBoardCase> {
    return tagged(await this.cases.move(actor, { caseId, ifMatch }, wanted), answer);
  }

  @Post(':id/comments')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say something about a case, or propose: kept and dated, in no letter unless taken over' })
  @ApiOkResponse({ standardSchema: boardCaseSchema })
  async comment(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) caseId: string,
    @Body({ schema: newCommentSchema }) comment: NewComment,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ShownBoardCase> {
    return tagged(await this.cases.comment(actor, caseId, comment), answer);
  }

  @Post(':id/points/:itemId/propose-taking-out')
  @HttpCode(200)
  @RequireRole('coordinator', 'member', 'chair')
  @ApiOperation({
    summary: 'Propose to take a point out, with a coded reason: it stays until a coordinator takes it out',
  })
  @ApiOkResponse({ standardSchema: boardCaseSchema })
  async proposeTakingOut(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) caseId: string,
    @Param('itemId', { schema: idSchema }) itemId: string,
    @Body({ schema: dismissalSchema }) reason: Dismissal,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ShownBoardCase> {
    return tagged(await this.cases.proposeTakingOut(actor, { caseId, itemId }, reason), answer);
  }
}

function tagged(shown: ShownBoardCase, answer: OutgoingAnswer): ShownBoardCase {
  answer.header('etag', entityTag(shown.version));
  return shown;
}
