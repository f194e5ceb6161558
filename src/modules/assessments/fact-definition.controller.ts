import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../platform/description/index.js';
import { RequireRole } from '../../platform/access/index.js';
import { type FactDefinitionView, factDefinitionsSchema, statableFacts } from './fact-definitions.js';

@ApiTags('Patients')
@Controller('api/fact-definitions')
@RequireRole('coordinator', 'member')
export class FactDefinitionController {
  @Get()
  @ApiOperation({ summary: 'The closed list of facts that may be stated, with the fields of each value' })
  @ApiOkResponse({ standardSchema: factDefinitionsSchema })
  read(): { readonly items: readonly FactDefinitionView[] } {
    return { items: statableFacts };
  }
}
