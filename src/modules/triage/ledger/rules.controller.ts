import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { catalogue, catalogueInWords, type CatalogueInWords } from '../../../core/discussion/index.js';
import { RequireRole } from '../../../platform/access/index.js';
import { rulesSchema } from './rules-views.js';

const shown = catalogueInWords(catalogue);

@ApiTags('Rules')
@Controller('api/rules')
@RequireRole('coordinator', 'member', 'administrator')
export class RulesController {
  @Get()
  @ApiOperation({ summary: 'Every rule in plain language, with its evidence and what is never suggested' })
  @ApiOkResponse({ standardSchema: rulesSchema })
  read(): CatalogueInWords {
    return shown;
  }
}
