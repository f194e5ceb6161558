import { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '../../platform/description/index.js';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { importWorkflow, rolesFor } from '../../core/workflow/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../platform/access/index.js';
import { idSchema, type Page, pageQuerySchema } from '../../platform/http/index.js';
import { HeldInReadersLanguage } from './held-language.js';
import { importFieldsSchema } from './import-options.js';
import { ImportReader } from './import-reader.service.js';
import { ImportUpload } from './import-upload.service.js';
import {
  heldPageSchema,
  type HeldQuery,
  heldQuerySchema,
  type HeldRow,
  importPageSchema,
  importSchema,
  type ImportView,
  type UploadReceiptView,
  uploadReceiptSchema,
} from './import-views.js';

/** What this controller does to an answer; Fastify's replies fit. */
interface OutgoingAnswer {
  header(name: string, value: string): unknown;
}

const heldFileQuerySchema = z.strictObject({ kind: heldQuerySchema.shape.kind });

const fields = z.toJSONSchema(importFieldsSchema, { target: 'draft-2020-12', io: 'input' });
const uploadDescription = {
  type: 'object',
  properties: {
    ...fields.properties,
    file: {
      type: 'array',
      items: { type: 'string', format: 'binary' },
      description: 'The files, plain or gzip, behind all fields.',
    },
  },
  required: ['format', 'file'],
} as Extract<Parameters<typeof ApiBody>[0], { schema: unknown }>['schema'];

@ApiTags('Imports')
@Controller('api/imports')
@RequireRole(...rolesFor(importWorkflow, 'upload'))
export class ImportController {
  constructor(
    private readonly uploads: ImportUpload,
    private readonly reader: ImportReader,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Upload files of assessments: a CSV, or SDTM TU and TR together',
    description:
      'Senders upload for the site, coordinators for patients of their boards: what they send of others is listed as not recorded. Answered when the rows are stored; assessments are made of them by jobs. A file that cannot be read as a whole refuses the upload and nothing of it is stored.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: uploadDescription })
  @ApiAcceptedResponse({ standardSchema: uploadReceiptSchema })
  async upload(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<UploadReceiptView> {
    try {
      const receipt = await this.uploads.receive(actor, request.parts());
      const location = `/api/imports/${receipt.id}`;
      answer.header('location', location);
      return { ...receipt, location };
    } finally {
      // Of a refused upload the rest is read and dropped: a client that is still sending would not see the answer.
      request.raw.unpipe().resume();
    }
  }

  @Get()
  @ApiOperation({ summary: 'Uploads, the newest first' })
  @ApiOkResponse({ standardSchema: importPageSchema })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) query: z.infer<typeof pageQuerySchema>,
  ): Promise<Page<ImportView>> {
    return this.reader.list(actor, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'How far an upload is' })
  @ApiOkResponse({ standardSchema: importSchema })
  import(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<ImportView> {
    return this.reader.import(actor, id);
  }

  @Get(':id/held')
  @HeldInReadersLanguage()
  @ApiOperation({ summary: 'What of an upload waits for its sender, with file, row, column and reason' })
  @ApiOkResponse({ standardSchema: heldPageSchema })
  held(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: heldQuerySchema }) query: HeldQuery,
  ): Promise<Page<HeldRow>> {
    return this.reader.held(actor, id, query);
  }

  @Get(':id/held.csv')
  @ApiOperation({ summary: 'The same, whole, as a CSV file' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  async heldAsCsv(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: heldFileQuerySchema }) { kind }: z.infer<typeof heldFileQuerySchema>,
  ): Promise<StreamableFile> {
    const records = await this.reader.heldAsCsv(actor, id, kind);
    return new StreamableFile(Readable.from(records), {
      type: 'text/csv; charset=utf-8; header=present',
      disposition: `attachment; filename="import-${id}-held.csv"`,
    });
  }
}
