import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import { catalogue, type CatalogueToRead, catalogueToRead } from '../../../core/discussion/index.js';
import { RequireRole } from '../../../platform/access/index.js';
import { rulesSchema } from './rules-views.js';
import { AnswersInReadersLanguage } from '../readers-language.js';

const shown = catalogueToRead(catalogue);

@ApiTags('Rules')
@Controller('api/rules')
@AnswersInReadersLanguage()
@RequireRole('coordinator', 'member', 'administrator')
export class RulesController {
  @Get()
  @ApiOperation({ summary: 'Every rule in plain language, with its evidence and what is never suggested' })
  @ApiOkResponse({ standardSchema: rulesSchema })
  read(): CatalogueToRead {
    return shown;
  }
}
