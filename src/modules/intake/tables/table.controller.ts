import { Controller, Get, HttpCode, Param, Post, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { tableTemplate, templateNames, type TemplateName } from '../../../core/formats/index.js';
import { importWorkflow, rolesFor } from '../../../core/workflow/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { AnswersIn } from '../../../platform/http/index.js';
import { previewInGerman } from './preview-view.js';
import { TablePreviews } from './table-preview.service.js';
import { tablePreviewSchema, type TablePreviewView } from './table-views.js';

const form = {
  type: 'object',
  properties: {
    issuer: { type: 'string', description: 'The sending system.' },
    mapping: { type: 'string', description: 'What is confirmed already, as a mapping document (JSON).' },
    sheet: { type: 'string', description: 'Sheet of a workbook with several.' },
    file: { type: 'string', format: 'binary', description: 'One table, plain or gzip, behind all fields.' },
  },
  required: ['file'],
} as Extract<Parameters<typeof ApiBody>[0], { schema: unknown }>['schema'];

const templateSchema = z.enum(templateNames);

@ApiTags('Imports')
@Controller('api/imports')
@RequireRole(...rolesFor(importWorkflow, 'upload'))
export class TableController {
  constructor(private readonly previews: TablePreviews) {}

  @Post('preview')
  @HttpCode(200)
  @AnswersIn({
    languages: ['en', 'de'] as const,
    render: (body, language) => (language === 'en' ? body : previewInGerman(body as TablePreviewView)),
  })
  @ApiOperation({
    summary: 'How a table could be read, and its first patients as they would be taken',
    description:
      'Nothing of the file is kept. What could mean two things is a doubt with its readings; sent again with a mapping that answers it, the preview shows what becomes of it.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: form })
  @ApiOkResponse({ standardSchema: tablePreviewSchema })
  async preview(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<TablePreviewView> {
    try {
      return await this.previews.preview(actor, request.parts());
    } finally {
      request.raw.unpipe().resume();
    }
  }

  @Get('templates/:name')
  @ApiOperation({ summary: 'An empty table to fill in, with two invented patients as examples' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  template(@Param('name', { schema: templateSchema }) name: TemplateName): StreamableFile {
    return new StreamableFile(Buffer.from(tableTemplate(name)), {
      type: 'text/csv; charset=utf-8; header=present',
      disposition: `attachment; filename="consilium-${name}.csv"`,
    });
  }
}
