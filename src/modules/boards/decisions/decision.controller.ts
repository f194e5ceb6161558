import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import { z } from 'zod';
import { languages } from '../../../core/discussion/index.js';
import { type Actor, CurrentActor, RequireRole, RequireSignIn } from '../../../platform/access/index.js';
import { idSchema } from '../../../platform/http/index.js';
import { Documents } from '../letters/documents.service.js';
import { Decisions } from './decisions.service.js';
import {
  type AmendmentWrite,
  amendmentWriteSchema,
  decisionSchema,
  type ShownDecision,
  type Verification,
  verificationSchema,
} from './outcome-views.js';

const documentQuerySchema = z.strictObject({
  language: z.enum(languages).optional().meta({ description: 'Left out: that of the board.' }),
});
type DocumentQuery = z.infer<typeof documentQuerySchema>;

const pdf = { content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } } as const;

@ApiTags('Decisions')
@Controller('api')
@RequireSignIn()
export class DecisionController {
  constructor(
    private readonly decisions: Decisions,
    private readonly documents: Documents,
  ) {}

  @Get('decisions/:id')
  @ApiOperation({ summary: 'A signed decision with its amendments and what became of it' })
  @ApiOkResponse({ standardSchema: decisionSchema })
  read(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<ShownDecision> {
    return this.decisions.read(actor, id);
  }

  @Get('decisions/:id/verification')
  @ApiOperation({ summary: 'Whether the signed text, its bundle and its amendments are what their hashes say' })
  @ApiOkResponse({ standardSchema: verificationSchema })
  verify(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<Verification> {
    return this.decisions.verify(actor, id);
  }

  @Post('decisions/:id/amendments')
  @HttpCode(200)
  @RequireRole('chair')
  @ApiOperation({ summary: 'Amend a signed decision with a reason; what was signed stays' })
  @ApiOkResponse({ standardSchema: decisionSchema })
  amend(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: amendmentWriteSchema }) amendment: AmendmentWrite,
  ): Promise<ShownDecision> {
    return this.decisions.amend(actor, id, amendment);
  }

  @Get('decisions/:id/letter.pdf')
  @ApiOperation({ summary: 'The letter to the treating clinician; none goes out where the patient has died' })
  @ApiOkResponse(pdf)
  async letter(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: documentQuerySchema }) { language }: DocumentQuery,
  ): Promise<StreamableFile> {
    return fileOf((await this.documents.letter(actor, id, language)).pdf, `letter-${id}`);
  }

  @Get('meetings/:id/minutes.pdf')
  @RequireRole('coordinator', 'chair', 'member')
  @ApiOperation({ summary: 'The minutes of a meeting that is in session or ended' })
  @ApiOkResponse(pdf)
  async minutes(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: documentQuerySchema }) { language }: DocumentQuery,
  ): Promise<StreamableFile> {
    return fileOf((await this.documents.minutes(actor, id, language)).pdf, `minutes-${id}`);
  }
}

/** Names hold ids alone. */
const fileOf = (content: Buffer, name: string): StreamableFile =>
  new StreamableFile(content, { type: 'application/pdf', disposition: `inline; filename="${name}.pdf"` });
