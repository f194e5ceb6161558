import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { idSchema, type Page } from '../../../platform/http/index.js';
import { ClassificationReader } from '../classify/classification-reader.service.js';
import { FlagReader } from './flag-reader.service.js';
import {
  classificationsSchema,
  type ClassificationView,
  flagPageSchema,
  type FlagQuery,
  flagQuerySchema,
  type FlagView,
  type WatchSummary,
  watchSummarySchema,
} from '../triage-views.js';
import { AnswersInReadersLanguage } from '../readers-language.js';

@ApiTags('Triage')
@Controller('api')
@AnswersInReadersLanguage()
@RequireRole('coordinator', 'member')
export class FlagController {
  constructor(
    private readonly flags: FlagReader,
    private readonly classifications: ClassificationReader,
  ) {}

  @Get('flags')
  @ApiOperation({ summary: 'The worklist: open flags, or open watches, the newest first' })
  @ApiOkResponse({ standardSchema: flagPageSchema })
  list(@CurrentActor() actor: Actor, @Query({ schema: flagQuerySchema }) query: FlagQuery): Promise<Page<FlagView>> {
    return this.flags.list(actor, query);
  }

  @Get('watches/summary')
  @ApiOperation({ summary: 'Open watches as counts by reason' })
  @ApiOkResponse({ standardSchema: watchSummarySchema })
  watches(@CurrentActor() actor: Actor): Promise<WatchSummary> {
    return this.flags.watches(actor);
  }

  @Get('patients/:id/classifications')
  @ApiOperation({ summary: 'Current verdicts of a patient by line and evaluator, with their traces in words' })
  @ApiOkResponse({ standardSchema: classificationsSchema })
  ofPatient(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<{ items: ClassificationView[] }> {
    return this.classifications.ofPatient(actor, id);
  }
}
