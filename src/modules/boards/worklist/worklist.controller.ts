import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import type { Page } from '../../../platform/http/index.js';
import { AnswersInReadersLanguage } from '../../triage/index.js';
import { Worklist } from './worklist.service.js';
import { worklistPageSchema, type WorklistQuery, worklistQuerySchema, type WorklistRow } from './worklist-views.js';

@ApiTags('Boards')
@Controller('api/worklist')
@AnswersInReadersLanguage()
@RequireRole('coordinator', 'member')
export class WorklistController {
  constructor(private readonly worklist: Worklist) {}

  @Get()
  @ApiOperation({
    summary: 'The worklist: flags, questions without a flag, lines that failed, watches',
    description:
      'In this order of kinds, and in each the oldest last scan first: an order of dates, which ranks no patient.',
  })
  @ApiOkResponse({ standardSchema: worklistPageSchema })
  read(
    @CurrentActor() actor: Actor,
    @Query({ schema: worklistQuerySchema }) query: WorklistQuery,
  ): Promise<Page<WorklistRow>> {
    return this.worklist.read(actor, query);
  }
}
