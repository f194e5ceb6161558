import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Req } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '../../../platform/description/index.js';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { rolesFor, senderQueryWorkflow } from '../../../core/workflow/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { idSchema, type Page, pageQuerySchema } from '../../../platform/http/index.js';
import { HeldInReadersLanguage } from '../held-language.js';
import { ImportReader } from '../import-reader.service.js';
import {
  answeredFileSchema,
  type AnsweredFile,
  answerReceiptSchema,
  type AnswerReceipt,
  answerSchema,
  assignmentSchema,
  type HeldRow,
  openQueryPageSchema,
  type QueryAnswer,
  type QueryAssignment,
} from '../import-views.js';
import { AnsweredFiles } from './answered-files.service.js';
import { QueryAnswers } from './query-answers.service.js';

const form = {
  type: 'object',
  properties: { file: { type: 'string', format: 'binary', description: 'The list as downloaded, filled in.' } },
  required: ['file'],
} as Extract<Parameters<typeof ApiBody>[0], { schema: unknown }>['schema'];

@ApiTags('Imports')
@Controller('api/sender-queries')
@RequireRole(...rolesFor(senderQueryWorkflow, 'correct'))
export class SenderQueryController {
  constructor(
    private readonly reader: ImportReader,
    private readonly answers: QueryAnswers,
    private readonly files: AnsweredFiles,
  ) {}

  @Get()
  @HeldInReadersLanguage()
  @ApiOperation({ summary: 'Open questions of all uploads that one may see, the first due first' })
  @ApiOkResponse({ standardSchema: openQueryPageSchema })
  open(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) query: z.infer<typeof pageQuerySchema>,
  ): Promise<Page<HeldRow & { readonly importId: string }>> {
    return this.reader.openQueries(actor, query);
  }

  @Post('answers')
  @HttpCode(200)
  @ApiOperation({ summary: 'The list of questions, filled in and sent back as a file' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: form })
  @ApiOkResponse({ standardSchema: answeredFileSchema })
  async answerByFile(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<AnsweredFile> {
    try {
      return await this.files.receive(actor, request.parts());
    } finally {
      request.raw.unpipe().resume();
    }
  }

  @Post(':id/answer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Answer a question: by the cell as it should be, or in words' })
  @ApiOkResponse({ standardSchema: answerReceiptSchema })
  answer(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: answerSchema }) answer: QueryAnswer,
  ): Promise<AnswerReceipt> {
    return this.answers.answer(actor, id, answer);
  }

  @Patch(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a question over, or say by when it is due' })
  @ApiNoContentResponse()
  assign(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: assignmentSchema }) assignment: QueryAssignment,
  ): Promise<void> {
    return this.answers.assign(actor, id, assignment);
  }
}
