import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { ChecksTextsByElement } from '../../../platform/http/index.js';
import { bodyBytes } from './body-bytes.js';
import { Hl7Answers } from './hl7-answers.service.js';

const body = { schema: { type: 'string', description: 'One message.' } } as Parameters<typeof ApiBody>[0];

@ApiTags('Doors for machines')
@Controller('hl7v2')
@RequireRole('submitter')
export class Hl7Controller {
  constructor(private readonly answers: Hl7Answers) {}

  @Post()
  @HttpCode(200)
  @ChecksTextsByElement()
  @ApiOperation({
    summary: 'Send a message of HL7 v2',
    description:
      'Answered by its acknowledgement: AA taken, AE something of it is held, AR it cannot be read; ERR says why, and what is not sure or not read.',
  })
  @ApiConsumes('application/hl7-v2', 'x-application/hl7-v2+er7')
  @ApiBody(body)
  @ApiOkResponse({ content: { 'application/hl7-v2': { schema: { type: 'string' } } } })
  async receive(
    @CurrentActor() actor: Actor,
    @Body() sent: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) answer: FastifyReply,
  ): Promise<string> {
    const text = await this.answers.answer(actor, bodyBytes(sent, request));
    void answer.header('content-type', 'application/hl7-v2; charset=utf-8');
    return text;
  }
}
