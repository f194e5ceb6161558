import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '../description/index.js';
import type { z } from 'zod';
import { AccountAdministration } from './account-administration.service.js';
import type { ListedAccount } from './account-directory.service.js';
import type { IssuedKey } from './account.service.js';
import {
  accountListSchema,
  accountSchema,
  idSchema,
  issuedKeySchema,
  newAccountSchema,
  newApiKeySchema,
  roleGrantSchema,
  type NewAccount,
} from './access-schemas.js';
import type { Actor } from './actor.js';
import { CurrentActor, RequireRole } from './route-access.js';

@ApiTags('Access')
@Controller('api/accounts')
@RequireRole('administrator')
export class AccountController {
  constructor(private readonly administration: AccountAdministration) {}

  @Get()
  @ApiOperation({ summary: 'All accounts of the site' })
  @ApiOkResponse({ standardSchema: accountListSchema })
  async list(@CurrentActor() actor: Actor): Promise<{ items: readonly ListedAccount[] }> {
    return { items: await this.administration.list(actor) };
  }

  @Post()
  @ApiOperation({ summary: 'Add a person or a machine' })
  @ApiCreatedResponse({ standardSchema: accountSchema })
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: newAccountSchema }) account: NewAccount,
  ): Promise<ListedAccount> {
    return this.administration.create(actor, account);
  }

  @Post(':id/roles')
  @HttpCode(204)
  @ApiOperation({ summary: 'Grant a role' })
  @ApiNoContentResponse()
  async grantRole(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: roleGrantSchema }) grant: z.infer<typeof roleGrantSchema>,
  ): Promise<void> {
    await this.administration.grantRole(actor, id, grant.role);
  }

  @Post(':id/disable')
  @HttpCode(204)
  @ApiOperation({ summary: 'End all access of an account; its past stays' })
  @ApiNoContentResponse()
  async disable(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    await this.administration.disable(actor, id);
  }

  @Post(':id/api-keys')
  @ApiOperation({ summary: 'Issue an API key to a machine; the key is shown this once' })
  @ApiCreatedResponse({ standardSchema: issuedKeySchema })
  async issueApiKey(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: newApiKeySchema }) key: z.infer<typeof newApiKeySchema>,
  ): Promise<IssuedKey> {
    return this.administration.issueApiKey(actor, id, key.name);
  }

  @Delete(':id/api-keys/:keyId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke an API key' })
  @ApiNoContentResponse()
  async revokeApiKey(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('keyId', { schema: idSchema }) keyId: string,
  ): Promise<void> {
    await this.administration.revokeApiKey(actor, id, keyId);
  }
}
