import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '../../platform/description/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../platform/access/index.js';
import { idSchema, type Page } from '../../platform/http/index.js';
import {
  type FactHistoryQuery,
  factHistoryQuerySchema,
  type FactToState,
  factToStateSchema,
  statedFactPageSchema,
  statedFactSchema,
  type StatedFactView,
} from './fact-views.js';
import { StatedFacts } from './stated-facts.service.js';

@ApiTags('Patients')
@Controller('api/patients/:id/facts')
export class FactController {
  constructor(private readonly facts: StatedFacts) {}

  @Post()
  @RequireRole('coordinator', 'member', 'chair')
  @ApiOperation({
    summary: 'State a fact about a patient of a board on which one sits, or correct one',
    description: 'That a patient died or that the follow-up ended, which ends cases, coordinators and chairs state.',
  })
  @ApiCreatedResponse({ standardSchema: statedFactSchema })
  state(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: factToStateSchema }) fact: FactToState,
  ): Promise<StatedFactView> {
    return this.facts.state(actor, id, fact);
  }

  @Get()
  @RequireRole('coordinator', 'member', 'chair')
  @ApiOperation({
    summary: 'Every statement of facts about a patient, those that others replaced too, the newest first',
  })
  @ApiOkResponse({ standardSchema: statedFactPageSchema })
  history(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: factHistoryQuerySchema }) query: FactHistoryQuery,
  ): Promise<Page<StatedFactView>> {
    return this.facts.history(actor, id, query);
  }
}
