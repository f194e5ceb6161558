import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import { z } from 'zod';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { idSchema } from '../../../platform/http/index.js';
import { AnswersInReadersLanguage } from '../../triage/index.js';
import { type ChangedOnAgenda, type ChangedSince, Preparations } from './preparations.service.js';
import {
  changedOnAgendaSchema,
  changedSinceSchema,
  preparationSchema,
  type Prepared,
  preparedSchema,
  type Preparing,
  preparingSchema,
  type ShownPreparation,
} from './preparation-views.js';

const numberSchema = z.coerce.number().int().min(1).max(1_000_000_000);

@ApiTags('Decisions')
@Controller('api')
@RequireRole('coordinator', 'chair', 'member')
export class PreparationController {
  constructor(private readonly preparations: Preparations) {}

  @Post('meetings/:id/prepare')
  @HttpCode(200)
  @RequireRole('coordinator', 'chair')
  @ApiOperation({ summary: 'Freeze what the board will be shown of the cases of an agenda, all or those named' })
  @ApiOkResponse({ standardSchema: preparedSchema })
  prepare(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) meetingId: string,
    @Body({ schema: preparingSchema }) preparing: Preparing,
  ): Promise<Prepared> {
    return this.preparations.prepare(actor, meetingId, preparing);
  }

  @Get('meetings/:id/changed-since')
  @AnswersInReadersLanguage()
  @ApiOperation({ summary: 'What changed since the prepared cases of an agenda were frozen, in words and numbers' })
  @ApiOkResponse({ standardSchema: changedOnAgendaSchema })
  changedOnAgenda(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) meetingId: string,
  ): Promise<ChangedOnAgenda> {
    return this.preparations.changedOnAgenda(actor, meetingId);
  }

  @Get('cases/:id/preparations/:number')
  @ApiOperation({ summary: 'What was frozen of a case, as it was, with its hash' })
  @ApiOkResponse({ standardSchema: preparationSchema })
  read(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) caseId: string,
    @Param('number', { schema: numberSchema }) number: number,
  ): Promise<ShownPreparation> {
    return this.preparations.read(actor, caseId, number);
  }

  @Get('cases/:id/changed-since')
  @AnswersInReadersLanguage()
  @ApiOperation({ summary: 'What changed since a case was prepared, in words and numbers' })
  @ApiOkResponse({ standardSchema: changedSinceSchema })
  changedSince(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) caseId: string): Promise<ChangedSince> {
    return this.preparations.changedSince(actor, caseId);
  }
}
