import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { idSchema } from '../../../platform/http/index.js';
import { CaseReader } from './case-reader.service.js';
import { caseSchema, type CaseView, identitySchema, type IdentityView } from './case-views.js';
import { AnswersInReadersLanguage } from '../readers-language.js';

@ApiTags('Triage')
@Controller('api/patients/:id')
@AnswersInReadersLanguage()
@RequireRole('coordinator', 'member')
export class CaseController {
  constructor(private readonly cases: CaseReader) {}

  @Get('case')
  @ApiOperation({ summary: 'Everything of a patient that a board looks at, without who it is' })
  @ApiOkResponse({ standardSchema: caseSchema })
  read(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<CaseView> {
    return this.cases.read(actor, id);
  }

  @Get('identity')
  @ApiOperation({ summary: 'Who the patient is; the audit keeps that it was asked' })
  @ApiOkResponse({ standardSchema: identitySchema })
  identity(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<IdentityView> {
    return this.cases.identity(actor, id);
  }
}
