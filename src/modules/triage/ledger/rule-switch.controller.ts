import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import {
  ruleIdSchema,
  type RuleStanding,
  ruleStandingSchema,
  ruleStandingsSchema,
  type Shadowing,
  shadowingSchema,
  type Switching,
  switchingSchema,
} from './ledger-views.js';
import { RuleSwitches } from './rule-switches.service.js';
import { AnswersInReadersLanguage } from '../readers-language.js';

@ApiTags('Ledger of rules')
@Controller('api')
@AnswersInReadersLanguage()
export class RuleSwitchController {
  constructor(private readonly switches: RuleSwitches) {}

  @Get('rule-standings')
  @RequireRole('coordinator', 'member', 'administrator')
  @ApiOperation({
    summary: 'Every rule with how it is switched and how many questions it puts, those in shadow among them',
  })
  @ApiOkResponse({ standardSchema: ruleStandingsSchema })
  async standings(): Promise<{ items: RuleStanding[] }> {
    return { items: await this.switches.standings() };
  }

  @Post('rules/:id/switch')
  @HttpCode(200)
  @RequireRole('administrator')
  @ApiOperation({ summary: 'Switch one rule off at once, or on again' })
  @ApiOkResponse({ standardSchema: ruleStandingSchema })
  switch(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: ruleIdSchema }) id: string,
    @Body({ schema: switchingSchema }) { on, reason }: Switching,
  ): Promise<RuleStanding> {
    return this.switches.decide(actor, id, { isOn: on }, reason);
  }

  @Post('rules/:id/shadow')
  @HttpCode(200)
  @RequireRole('administrator')
  @ApiOperation({
    summary: 'Put one rule into the shadow, where it is computed and counted and shown to no board, or take it out',
  })
  @ApiOkResponse({ standardSchema: ruleStandingSchema })
  shadow(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: ruleIdSchema }) id: string,
    @Body({ schema: shadowingSchema }) { inShadow, reason }: Shadowing,
  ): Promise<RuleStanding> {
    return this.switches.decide(actor, id, { inShadow }, reason);
  }
}
