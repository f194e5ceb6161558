import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../platform/description/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../platform/access/index.js';
import { idSchema, type Page } from '../../platform/http/index.js';
import { type OtherNumbers, otherNumbersSchema } from './patient-merge-views.js';
import { PatientMerges } from './patient-merges.service.js';
import { PatientReader } from './patient-reader.service.js';
import {
  assessmentPageSchema,
  type AssessmentQuery,
  assessmentQuerySchema,
  type AssessmentView,
  assessmentViewSchema,
  foundPatientsSchema,
  type ListedPatient,
  type PatientDetail,
  patientDetailSchema,
  patientPageSchema,
  type PatientQuery,
  patientQuerySchema,
  type PatientSearch,
  patientSearchSchema,
  type PatientView,
} from './patient-views.js';

@ApiTags('Patients')
@Controller('api')
@RequireRole('coordinator', 'member')
export class PatientController {
  constructor(
    private readonly reader: PatientReader,
    private readonly merges: PatientMerges,
  ) {}

  @Get('patients')
  @ApiOperation({ summary: 'The patients of the boards on which one has a seat' })
  @ApiOkResponse({ standardSchema: patientPageSchema })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: patientQuerySchema }) query: PatientQuery,
  ): Promise<Page<ListedPatient>> {
    return this.reader.list(actor, query);
  }

  @Post('patients/search')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Find patients by the id that an issuer gave them; in a body, since addresses are written down on the way',
  })
  @ApiOkResponse({ standardSchema: foundPatientsSchema })
  search(
    @CurrentActor() actor: Actor,
    @Body({ schema: patientSearchSchema }) search: PatientSearch,
  ): Promise<{ items: PatientView[] }> {
    return this.reader.search(actor, search);
  }

  @Get('patients/:id')
  @ApiOperation({ summary: 'One patient with treatment lines, evaluators and current facts, without who it is' })
  @ApiOkResponse({ standardSchema: patientDetailSchema })
  patient(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<PatientDetail> {
    return this.reader.patient(actor, id);
  }

  @Get('patients/:id/other-numbers')
  @ApiOperation({
    summary: 'Other numbers of the patient by merges: what stands under them is not read together with this one',
  })
  @ApiOkResponse({ standardSchema: otherNumbersSchema })
  otherNumbers(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<OtherNumbers> {
    return this.merges.otherNumbers(actor, id);
  }

  @Get('patients/:id/assessments')
  @ApiOperation({ summary: 'Assessments of a patient, held ones among them' })
  @ApiOkResponse({ standardSchema: assessmentPageSchema })
  assessments(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: assessmentQuerySchema }) query: AssessmentQuery,
  ): Promise<Page<AssessmentView>> {
    return this.reader.assessments(actor, id, query);
  }

  @Get('assessments/:id')
  @ApiOperation({ summary: 'One revision of an assessment' })
  @ApiOkResponse({ standardSchema: assessmentViewSchema })
  assessment(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<AssessmentView> {
    return this.reader.assessment(actor, id);
  }
}
