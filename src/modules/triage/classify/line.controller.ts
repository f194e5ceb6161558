import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { idSchema } from '../../../platform/http/index.js';
import { LineRetries } from './line-retries.service.js';

@ApiTags('Triage')
@Controller('api/treatment-lines/:id')
@RequireRole('coordinator')
export class LineController {
  constructor(private readonly retries: LineRetries) {}

  @Post('retry')
  @HttpCode(202)
  @ApiOperation({ summary: 'Try again to classify a line that failed; a job does it' })
  @ApiAcceptedResponse()
  async retry(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    await this.retries.retry(actor, id);
  }
}
