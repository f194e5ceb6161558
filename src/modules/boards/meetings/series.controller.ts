import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '../../../platform/description/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { entityTag, idSchema } from '../../../platform/http/index.js';
import { SeriesChanges } from './series-changes.service.js';
import { SeriesService } from './series.service.js';
import {
  changedSeriesSchema,
  newSeriesSchema,
  seriesChangeSchema,
  seriesEndSchema,
  seriesPreviewQuerySchema,
  seriesPreviewSchema,
  seriesSchema,
  type ChangedSeries,
  type NewSeries,
  type SeriesChange,
  type SeriesEnd,
  type SeriesPreview,
  type SeriesPreviewQuery,
  type ShownSeries,
} from './series-views.js';

/** What this controller does to an answer; Fastify's replies fit. */
interface OutgoingAnswer {
  header(name: string, value: string): unknown;
}

const ifMatchHeader = { name: 'If-Match', required: true, description: 'ETag of the series that is changed.' };

/** Meetings that repeat. */
@ApiTags('Boards')
@Controller('api')
@RequireRole('coordinator')
export class SeriesController {
  constructor(
    private readonly series: SeriesService,
    private readonly changes: SeriesChanges,
  ) {}

  @Get('boards/:id/meeting-series/preview')
  @ApiOperation({ summary: 'The next times that a series would have' })
  @ApiOkResponse({ standardSchema: seriesPreviewSchema })
  async preview(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) boardId: string,
    @Query({ schema: seriesPreviewQuerySchema }) query: SeriesPreviewQuery,
  ): Promise<SeriesPreview> {
    return this.series.preview(actor, boardId, query);
  }

  @Post('boards/:id/meeting-series')
  @ApiOperation({ summary: 'Plan meetings that repeat' })
  @ApiCreatedResponse({ standardSchema: seriesSchema })
  async plan(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) boardId: string,
    @Body({ schema: newSeriesSchema }) series: NewSeries,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ShownSeries> {
    return tagged(await this.series.plan(actor, boardId, series), answer);
  }

  @Get('meeting-series/:id')
  @RequireRole('coordinator', 'member')
  @ApiOperation({ summary: 'A series with its meetings and its exceptions' })
  @ApiOkResponse({ standardSchema: seriesSchema })
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) seriesId: string,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ShownSeries> {
    return tagged(await this.series.read(actor, seriesId), answer);
  }

  @Post('meeting-series/:id/change')
  @HttpCode(200)
  @ApiOperation({ summary: 'Change one meeting of the series and those that follow: a new series takes over' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: changedSeriesSchema })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) seriesId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: seriesChangeSchema }) change: SeriesChange,
  ): Promise<ChangedSeries> {
    return this.changes.change(actor, { seriesId, ifMatch }, change);
  }

  @Post('meeting-series/:id/end')
  @HttpCode(200)
  @ApiOperation({ summary: 'Cancel one meeting of the series and those that follow' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: changedSeriesSchema })
  async end(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) seriesId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: seriesEndSchema }) ending: SeriesEnd,
  ): Promise<ChangedSeries> {
    return this.changes.end(actor, { seriesId, ifMatch }, ending);
  }
}

function tagged(series: ShownSeries, answer: OutgoingAnswer): ShownSeries {
  answer.header('etag', entityTag(series.version));
  return series;
}
