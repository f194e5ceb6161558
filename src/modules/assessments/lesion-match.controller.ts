import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, CurrentActor, RequireRole } from '../../platform/access/index.js';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../platform/description/index.js';
import { idSchema } from '../../platform/http/index.js';
import {
  lesionMatchingSchema,
  type LesionMatchingView,
  type LesionMatchUndoing,
  lesionMatchUndoingSchema,
  type NewLesionMatch,
  newLesionMatchSchema,
} from './lesion-match-views.js';
import { LesionMatches } from './lesion-matches.service.js';

@ApiTags('Patients')
@Controller('api/patients/:id/lines/:lineId/lesion-matches')
export class LesionMatchController {
  constructor(private readonly matches: LesionMatches) {}

  @Get()
  @RequireRole('coordinator', 'member', 'chair')
  @ApiOperation({
    summary: 'Lesions of a treatment line that may be one under two names, what is proposed, and what was matched',
  })
  @ApiOkResponse({ standardSchema: lesionMatchingSchema })
  read(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) patientId: string,
    @Param('lineId', { schema: idSchema }) treatmentLineId: string,
  ): Promise<LesionMatchingView> {
    return this.matches.read(actor, { patientId, treatmentLineId });
  }

  @Post()
  @HttpCode(200)
  @RequireRole('coordinator')
  @ApiOperation({
    summary: 'Confirm that a label is a lesion which was there under another label',
    description:
      'What was sent stays as it is; the line is classified anew. Refused with its reason: two lesions of one timepoint, a chain or circle of matches, a label that is not there. 409 with `changes` where matches of the line were changed since `version`.',
  })
  @ApiOkResponse({ standardSchema: lesionMatchingSchema })
  confirm(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) patientId: string,
    @Param('lineId', { schema: idSchema }) treatmentLineId: string,
    @Body({ schema: newLesionMatchSchema }) match: NewLesionMatch,
  ): Promise<LesionMatchingView> {
    return this.matches.confirm(actor, { patientId, treatmentLineId }, match);
  }

  @Post(':matchId/undo')
  @HttpCode(200)
  @RequireRole('coordinator')
  @ApiOperation({
    summary: 'Undo a match: the label stands for itself again',
    description: 'That there was a match, and who undid it, is kept. The line is classified anew.',
  })
  @ApiOkResponse({ standardSchema: lesionMatchingSchema })
  undo(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) patientId: string,
    @Param('lineId', { schema: idSchema }) treatmentLineId: string,
    @Param('matchId', { schema: idSchema }) matchId: string,
    @Body({ schema: lesionMatchUndoingSchema }) { version }: LesionMatchUndoing,
  ): Promise<LesionMatchingView> {
    return this.matches.undo(actor, { patientId, treatmentLineId }, matchId, version);
  }
}
