import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import { z } from 'zod';
import { importWorkflow, rolesFor } from '../../../core/workflow/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { idSchema } from '../../../platform/http/index.js';
import { importFieldsSchema } from '../import-options.js';
import { MessageIntake } from './message-intake.service.js';

const replaySchema = z.strictObject({ roleNotStated: importFieldsSchema.shape.roleNotStated }).meta({ id: 'Replay' });

const replayedSchema = z
  .object({
    location: z.string().meta({ description: 'Address of the new upload.' }),
    taken: z.int(),
    known: z.int(),
    held: z.int(),
  })
  .meta({ id: 'Replayed' });

@ApiTags('Imports')
@Controller('api/imports')
@RequireRole(...rolesFor(importWorkflow, 'upload'))
export class ReplayController {
  constructor(private readonly intake: MessageIntake) {}

  @Post(':id/replay')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Read a message that was kept once more',
    description:
      'After a mapping was corrected, or by a new release. What comes out the same is known; what comes out otherwise is a new revision.',
  })
  @ApiOkResponse({ standardSchema: replayedSchema })
  async replay(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: replaySchema }) options: z.infer<typeof replaySchema>,
  ): Promise<z.infer<typeof replayedSchema>> {
    const { location, taken, known, held } = await this.intake.replay(actor, id, options);
    return { location, taken, known, held };
  }
}
