import {
  Body,
  Catch,
  type ArgumentsHost,
  Controller,
  type ExceptionFilter,
  HttpCode,
  Post,
  Req,
  Res,
  UseFilters,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type OperationOutcome, outcomeOfReceived, outcomeOfRefusal } from '../../../core/formats/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { ChecksTextsByElement, problemOf } from '../../../platform/http/index.js';
import { bodyBytes } from './body-bytes.js';
import { MessageIntake } from './message-intake.service.js';

const fhirContentType = 'application/fhir+json; charset=utf-8';

/** Whatever goes wrong behind /fhir is told as FHIR tells it. */
@Catch()
class AsOperationOutcome implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const { status, document } = problemOf(error);
    const faults = document.errors ?? [{ code: 'processing', detail: document.detail ?? document.title }];
    void host
      .switchToHttp()
      .getResponse<FastifyReply>()
      .status(status)
      .header('content-type', fhirContentType)
      .send(JSON.stringify(outcomeOfRefusal(faults)));
  }
}

const body = { schema: { type: 'object', description: 'A Bundle or a single resource of FHIR R4.' } } as Parameters<
  typeof ApiBody
>[0];

@ApiTags('Doors for machines')
@Controller('fhir')
@RequireRole('submitter')
@UseFilters(AsOperationOutcome)
export class FhirController {
  constructor(private readonly intake: MessageIntake) {}

  @Post(['', ':type'])
  @HttpCode(200)
  @ChecksTextsByElement()
  @ApiOperation({
    summary: 'Send a Bundle or a resource of FHIR R4',
    description:
      'Answered by an OperationOutcome: what was recorded, held or asked, and which elements were not read. What is held is stored all the same and waits for its sender under /api/imports.',
  })
  @ApiConsumes('application/fhir+json')
  @ApiBody(body)
  @ApiOkResponse({ content: { 'application/fhir+json': { schema: { type: 'object' } } } })
  async receive(
    @CurrentActor() actor: Actor,
    @Body() sent: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) answer: FastifyReply,
  ): Promise<OperationOutcome> {
    const received = await this.intake.receive(actor, { name: 'message.json', bytes: bodyBytes(sent, request) });
    void answer.headers({ 'content-type': fhirContentType, location: received.location });
    return outcomeOfReceived(received);
  }
}
