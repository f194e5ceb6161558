import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, CurrentActor, RequireRole } from '../../platform/access/index.js';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../platform/description/index.js';
import { idSchema } from '../../platform/http/index.js';
import { patientMergeSchema, patientMergesSchema, type PatientMergeView } from './patient-merge-views.js';
import { PatientMerges } from './patient-merges.service.js';

@ApiTags('Patients')
@Controller('api/patient-merges')
@RequireRole('coordinator', 'administrator')
export class PatientMergeController {
  constructor(private readonly merges: PatientMerges) {}

  @Get()
  @ApiOperation({
    summary: 'Merges of patient numbers, the latest first',
    description: 'Administrators see those of their site, coordinators those of patients on their boards. At most 200.',
  })
  @ApiOkResponse({ standardSchema: patientMergesSchema })
  async list(@CurrentActor() actor: Actor): Promise<{ items: readonly PatientMergeView[] }> {
    return { items: await this.merges.list(actor) };
  }

  @Post(':id/undo')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Undo a merge: the merged number stands for its own patient again',
    description: 'What came under it meanwhile stays with the survivor and is named in `arrived`.',
  })
  @ApiOkResponse({ standardSchema: patientMergeSchema })
  undo(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<PatientMergeView> {
    return this.merges.undo(actor, id);
  }
}
