import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { idSchema } from '../../../platform/http/index.js';
import { AnswersInReadersLanguage } from '../readers-language.js';
import { RobustnessReader } from './robustness-reader.service.js';
import { robustnessSchema, type RobustnessView } from './robustness-views.js';

@ApiTags('Triage')
@Controller('api/treatment-lines')
@AnswersInReadersLanguage()
@RequireRole('coordinator', 'member')
export class RobustnessController {
  constructor(private readonly robustness: RobustnessReader) {}

  @Get(':id/robustness')
  @ApiOperation({
    summary: 'How little would alter the verdicts of the last scan: by single lesions, and by the choice of targets',
  })
  @ApiOkResponse({ standardSchema: robustnessSchema })
  read(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<RobustnessView> {
    return this.robustness.read(actor, id);
  }
}
