import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '../../../platform/description/index.js';
import { itemWorkflow, rolesFor } from '../../../core/workflow/index.js';
import { type Actor, CurrentActor, RequireRole } from '../../../platform/access/index.js';
import { idSchema, type Page } from '../../../platform/http/index.js';
import { ItemHistories } from './item-histories.service.js';
import { Items } from './items.service.js';
import { type ItemHistory, itemHistorySchema } from '../ledger/ledger-views.js';
import { type OutgoingAnswer, tagged } from '../outgoing-answer.js';
import {
  type Dismissal,
  dismissalSchema,
  itemPageSchema,
  type ItemQuery,
  itemQuerySchema,
  itemSchema,
  type ItemView,
} from '../triage-views.js';
import { AnswersInReadersLanguage } from '../readers-language.js';

@ApiTags('Discussion items')
@Controller('api/items')
@AnswersInReadersLanguage()
export class ItemController {
  constructor(
    private readonly items: Items,
    private readonly histories: ItemHistories,
  ) {}

  @Get()
  @RequireRole('coordinator', 'member')
  @ApiOperation({ summary: 'Current discussion items, the newest first' })
  @ApiOkResponse({ standardSchema: itemPageSchema })
  list(@CurrentActor() actor: Actor, @Query({ schema: itemQuerySchema }) query: ItemQuery): Promise<Page<ItemView>> {
    return this.items.list(actor, query);
  }

  @Get(':id')
  @RequireRole('coordinator', 'member')
  @ApiOperation({ summary: 'One discussion item, with its version as ETag' })
  @ApiOkResponse({ standardSchema: itemSchema })
  async item(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ItemView> {
    return tagged(await this.items.item(actor, id), answer);
  }

  @Get(':id/history')
  @RequireRole('coordinator', 'member')
  @ApiOperation({ summary: 'An item and those whose place it took: then, now, because' })
  @ApiOkResponse({ standardSchema: itemHistorySchema })
  history(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<ItemHistory> {
    return this.histories.read(actor, id);
  }

  @Post(':id/accept')
  @HttpCode(200)
  @RequireRole(...rolesFor(itemWorkflow, 'accept'))
  @ApiOperation({ summary: 'Accept an item: it may stand on an agenda' })
  @ApiHeader({ name: 'If-Match', required: true, description: 'ETag of the item' })
  @ApiOkResponse({ standardSchema: itemSchema })
  async accept(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) itemId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ItemView> {
    return tagged(await this.items.change(actor, { act: 'accept', itemId, ifMatch, reason: null }), answer);
  }

  @Post(':id/dismiss')
  @HttpCode(200)
  @RequireRole(...rolesFor(itemWorkflow, 'dismiss'))
  @ApiOperation({ summary: 'Dismiss an item with a reason: silent until a further 5 mm, a new lesion or a new fact' })
  @ApiHeader({ name: 'If-Match', required: true, description: 'ETag of the item' })
  @ApiOkResponse({ standardSchema: itemSchema })
  async dismiss(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) itemId: string,
    @Body({ schema: dismissalSchema }) { reason, words }: Dismissal,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) answer: OutgoingAnswer,
  ): Promise<ItemView> {
    return tagged(await this.items.change(actor, { act: 'dismiss', itemId, ifMatch, reason, words }), answer);
  }
}
