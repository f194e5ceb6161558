import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '../../../platform/description/index.js';
import type { z } from 'zod';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { entityTag, idSchema, type Page, pageQuerySchema } from '../../../platform/http/index.js';
import {
  boardsToReferToSchema,
  type BoardToReferTo,
  type NewReferral,
  newReferralSchema,
  referralChangeSchema,
  referralPageSchema,
  referralSchema,
  type ShownReferral,
} from './referral-views.js';
import { Referrals } from './referrals.service.js';

/** What this controller does to an answer; Fastify's replies fit. */
interface OutgoingAnswer {
  header(name: string, value: string): unknown;
}

const ifMatchHeader = { name: 'If-Match', required: true, description: 'ETag of the referral' };

@ApiTags('Referrals')
@Controller('api/referrals')
@RequireRole('referrer', 'coordinator', 'member', 'chair')
export class ReferralController {
  constructor(private readonly referrals: Referrals) {}

  @Get()
  @ApiOperation({ summary: 'Your referrals, the newest first' })
  @ApiOkResponse({ standardSchema: referralPageSchema })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuerySchema }) page: z.infer<typeof pageQuerySchema>,
  ): Promise<Page<ShownReferral>> {
    return this.referrals.list(actor, page);
  }

  @Get('boards')
  @ApiOperation({ summary: 'Boards of your site, to which a patient can be referred' })
  @ApiOkResponse({ standardSchema: boardsToReferToSchema })
  async boards(@CurrentActor() actor: Actor): Promise<{ items: BoardToReferTo[] }> {
    return { items: await this.referrals.boards(actor) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One referral of yours' })
  @ApiOkResponse({ standardSchema: referralSchema })
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ShownReferral> {
    return tagged(await this.referrals.read(actor, id), answer);
  }

  @Post()
  @ApiOperation({ summary: 'Begin a referral; it is kept as a draft' })
  @ApiCreatedResponse({ standardSchema: referralSchema })
  async begin(
    @CurrentActor() actor: Actor,
    @Body({ schema: newReferralSchema }) referral: NewReferral,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ShownReferral> {
    return tagged(await this.referrals.begin(actor, referral), answer);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Keep what was typed so far' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: referralSchema })
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: referralChangeSchema }) { form }: z.infer<typeof referralChangeSchema>,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ShownReferral> {
    return tagged(await this.referrals.save(actor, id, ifMatch, form), answer);
  }

  @Post(':id/send')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send a referral: it opens a case, or joins the one that is open' })
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ standardSchema: referralSchema })
  async send(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ShownReferral> {
    return tagged(await this.referrals.send(actor, id, ifMatch), answer);
  }
}

function tagged(referral: ShownReferral, answer: OutgoingAnswer): ShownReferral {
  answer.header('etag', entityTag(referral.version));
  return referral;
}
