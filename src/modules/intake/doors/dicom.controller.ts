import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { boundaryOf, relatedParts } from '../../../core/formats/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { ChecksTextsByElement } from '../../../platform/http/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { bodyBytes } from './body-bytes.js';
import { DicomStore, type StoreResponse } from './dicom-store.service.js';

const body = {
  schema: { type: 'string', format: 'binary', description: 'Instances, each a part of type application/dicom.' },
} as Parameters<typeof ApiBody>[0];

@ApiTags('Doors for machines')
@Controller('dicom-web/studies')
@RequireRole('submitter')
export class DicomController {
  constructor(private readonly store: DicomStore) {}

  @Post(['', ':study'])
  @HttpCode(200)
  @ChecksTextsByElement()
  @ApiOperation({
    summary: 'Store instances (STOW-RS): structured reports of measurements, TID 1500',
    description:
      'Answered as DICOM says (PS3.18 10.5.3): 200 all stored, 202 some or with warnings, 409 none. Instances that are no structured report are refused by name.',
  })
  @ApiConsumes('multipart/related')
  @ApiBody(body)
  @ApiOkResponse({ content: { 'application/dicom+json': { schema: { type: 'object' } } } })
  async receive(
    @CurrentActor() actor: Actor,
    @Body() sent: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) answer: FastifyReply,
  ): Promise<StoreResponse['body']> {
    const boundary = boundaryOf(request.headers['content-type'] ?? '');
    const found =
      boundary === null
        ? { fault: 'Content-Type names no boundary' }
        : relatedParts(bodyBytes(sent, request), boundary);
    if ('fault' in found)
      throw Problem.invalid([
        {
          in: 'body',
          pointer: '',
          code: 'unreadable',
          detail: `The body cannot be divided: ${found.fault}.`,
          expected: 'multipart/related; type="application/dicom"; boundary=..., with instances as its parts (PS3.18)',
        },
      ]);
    const { status, body: response } = await this.store.receive(actor, found.parts);
    void answer.status(status).header('content-type', 'application/dicom+json; charset=utf-8');
    return response;
  }
}
