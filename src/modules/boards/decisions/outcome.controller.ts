import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { entityTag, idSchema } from '../../../platform/http/index.js';
import { AnswersInReadersLanguage } from '../../triage/index.js';
import { boardCaseSchema, type ShownBoardCase } from '../cases/case-views.js';
import { Discussions } from './discussion.service.js';
import { type OutcomeContent, outcomeContentSchema } from './outcome-content.js';
import {
  type ClockChange,
  clockChangeSchema,
  decisionSchema,
  type Deferral,
  deferralSchema,
  type OpinionWrite,
  opinionWriteSchema,
  opinionsSchema,
  outcomeSchema,
  outcomeTextsSchema,
  type ShownDecision,
  type ShownOpinions,
  type ShownOutcome,
  type ShownOutcomeTexts,
  type Signing,
  signingSchema,
} from './outcome-views.js';
import { Outcomes } from './outcomes.service.js';
import { Signatures } from './signing.service.js';

/** What this controller does to an answer; Fastify's replies fit. */
interface OutgoingAnswer {
  header(name: string, value: string): unknown;
}

@ApiTags('Decisions')
@Controller('api/cases/:id')
@AnswersInReadersLanguage()
@RequireRole('coordinator', 'chair', 'member')
export class OutcomeController {
  constructor(
    private readonly discussions: Discussions,
    private readonly outcomes: Outcomes,
    private readonly signatures: Signatures,
  ) {}

  @Post('discuss')
  @HttpCode(200)
  @RequireRole('coordinator', 'chair')
  @ApiOperation({ summary: 'Begin the discussion of a case in session; one that is not prepared is frozen now' })
  @ApiOkResponse({ standardSchema: boardCaseSchema })
  discuss(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) caseId: string): Promise<ShownBoardCase> {
    return this.discussions.discuss(actor, caseId);
  }

  @Put('clock')
  @RequireRole('coordinator', 'chair')
  @ApiOperation({ summary: 'Halt the clock of a case in session, or let it go on, on every screen of the meeting' })
  @ApiOkResponse({ standardSchema: boardCaseSchema })
  setClock(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) caseId: string,
    @Body({ schema: clockChangeSchema }) change: ClockChange,
  ): Promise<ShownBoardCase> {
    return this.discussions.setClock(actor, caseId, change);
  }

  @Post('defer')
  @HttpCode(200)
  @RequireRole('coordinator', 'chair')
  @ApiOperation({ summary: 'Put a case off with a coded reason: it leaves the agenda, what was typed is kept' })
  @ApiOkResponse({ standardSchema: boardCaseSchema })
  defer(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) caseId: string,
    @Body({ schema: deferralSchema }) deferral: Deferral,
  ): Promise<ShownBoardCase> {
    return this.discussions.defer(actor, caseId, deferral);
  }

  @Get('opinions')
  @ApiOperation({ summary: 'Opinions on a case at its meeting; those of others when you may read them' })
  @ApiOkResponse({ standardSchema: opinionsSchema })
  readOpinions(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) caseId: string,
  ): Promise<ShownOpinions> {
    return this.discussions.readOpinions(actor, caseId);
  }

  @Put('opinion')
  @ApiOperation({ summary: 'Your own opinion, for your discipline; committed, it stays' })
  @ApiOkResponse({ standardSchema: opinionsSchema })
  writeOpinion(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) caseId: string,
    @Body({ schema: opinionWriteSchema }) opinion: OpinionWrite,
  ): Promise<ShownOpinions> {
    return this.discussions.writeOpinion(actor, caseId, opinion);
  }

  @Post('opinions/open')
  @HttpCode(200)
  @RequireRole('coordinator', 'chair')
  @ApiOperation({ summary: 'Open the opinions of all to all' })
  @ApiOkResponse({ standardSchema: opinionsSchema })
  openOpinions(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) caseId: string,
  ): Promise<ShownOpinions> {
    return this.discussions.openOpinions(actor, caseId);
  }

  @Get('outcome')
  @ApiOperation({ summary: 'The outcome as it stands, and what it lacks to be read back' })
  @ApiOkResponse({ standardSchema: outcomeSchema })
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) caseId: string,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ShownOutcome> {
    return tagged(await this.outcomes.read(actor, caseId), answer);
  }

  @Get('outcome/texts')
  @ApiOperation({ summary: 'Everything that was typed as the outcome, by whom and when' })
  @ApiOkResponse({ standardSchema: outcomeTextsSchema })
  readTexts(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) caseId: string,
  ): Promise<ShownOutcomeTexts> {
    return this.outcomes.texts(actor, caseId);
  }

  @Put('outcome')
  @RequireRole('coordinator', 'chair')
  @ApiOperation({ summary: 'Type the outcome; on an older version it is kept, and refused with the other text whole' })
  @ApiHeader({ name: 'If-Match', required: true, description: 'ETag of the outcome; "0" for the first text' })
  @ApiOkResponse({ standardSchema: outcomeSchema })
  async write(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) caseId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: outcomeContentSchema }) content: OutcomeContent,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ShownOutcome> {
    return tagged(await this.outcomes.write(actor, { caseId, ifMatch, content }), answer);
  }

  @Post('outcome/read-back')
  @HttpCode(200)
  @RequireRole('coordinator', 'chair')
  @ApiOperation({ summary: 'Keep that the outcome was read back; what is missing is named' })
  @ApiOkResponse({ standardSchema: outcomeSchema })
  async readBack(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) caseId: string,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ShownOutcome> {
    return tagged(await this.outcomes.readBack(actor, caseId), answer);
  }

  @Post('outcome/sign')
  @HttpCode(200)
  @RequireRole('chair')
  @ApiOperation({ summary: 'Sign what was read back; a text that changed since is refused with the difference' })
  @ApiOkResponse({ standardSchema: decisionSchema })
  sign(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) caseId: string,
    @Body({ schema: signingSchema }) signing: Signing,
  ): Promise<ShownDecision> {
    return this.signatures.sign(actor, caseId, signing);
  }
}

function tagged(shown: ShownOutcome, answer: OutgoingAnswer): ShownOutcome {
  answer.header('etag', entityTag(shown.version));
  return shown;
}
