import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiResponse, ApiTags } from '../../platform/description/index.js';
import { z } from 'zod';
import { type Actor, CurrentActor, RequireRole } from '../../platform/access/index.js';
import { ChecksTextsByElement } from '../../platform/http/index.js';
import { AssessmentIntake } from './assessment-intake.service.js';
import { FactIntake } from './fact-intake.service.js';
import {
  assessmentBatchSchema,
  assessmentsBodySchema,
  factBatchSchema,
  factsBodySchema,
  type IntakeAnswer,
  recordedAssessmentSchema,
  recordedFactsSchema,
} from './intake-answers.js';

/** What this controller does to an answer; Fastify's replies fit. */
interface OutgoingAnswer {
  code(status: number): unknown;
  header(name: string, value: string): unknown;
}

@ApiTags('Intake')
@Controller('api')
export class IntakeController {
  constructor(
    private readonly assessments: AssessmentIntake,
    private readonly facts: FactIntake,
  ) {}

  @Post('assessments')
  @RequireRole('submitter')
  @HttpCode(202)
  @ChecksTextsByElement()
  @ApiOperation({
    summary: 'Send one assessment, or a list of them',
    description:
      'Of one, a fault refuses it with 422 and a pointer for each; of a list, the right ones are kept and each element is answered.',
  })
  @ApiAcceptedResponse({
    standardSchema: z.union([recordedAssessmentSchema, assessmentBatchSchema]),
    description: 'Recorded; Location names it where one was sent.',
  })
  @ApiResponse({
    status: 207,
    standardSchema: assessmentBatchSchema,
    description: 'Of the list, some elements are not recorded.',
  })
  async receiveAssessments(
    @CurrentActor() actor: Actor,
    @Body({ schema: assessmentsBodySchema }) body: unknown,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<IntakeAnswer['body']> {
    return sent(await this.assessments.receive(actor, body), answer);
  }

  @Post('facts')
  @RequireRole('submitter', 'coordinator')
  @HttpCode(202)
  @ChecksTextsByElement()
  @ApiOperation({
    summary: 'State facts about a patient, a treatment line or a lesion; one statement, or a list of them',
  })
  @ApiAcceptedResponse({ standardSchema: z.union([recordedFactsSchema, factBatchSchema]), description: 'Recorded.' })
  @ApiResponse({
    status: 207,
    standardSchema: factBatchSchema,
    description: 'Of the list, some statements are not recorded.',
  })
  async receiveFacts(
    @CurrentActor() actor: Actor,
    @Body({ schema: factsBodySchema }) body: unknown,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<IntakeAnswer['body']> {
    return sent(await this.facts.receive(actor, body), answer);
  }
}

function sent({ httpStatus, location, body }: IntakeAnswer, answer: OutgoingAnswer): IntakeAnswer['body'] {
  answer.code(httpStatus);
  if (location !== null) answer.header('location', location);
  return body;
}
