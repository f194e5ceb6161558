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
import type { ListedMembership } from './account-directory.service.js';
import {
  createdSchema,
  idSchema,
  membershipListSchema,
  newMembershipSchema,
  patientMoveSchema,
  type PatientMoveBody,
} from './access-schemas.js';
import type { Actor } from './actor.js';
import { CurrentActor, RequireRole } from './route-access.js';

/** Who sits on a board, and which patients stand on it. */
@ApiTags('Access')
@Controller('api')
@RequireRole('administrator')
export class PlacementController {
  constructor(private readonly administration: AccountAdministration) {}

  @Get('boards/:id/members')
  @ApiOperation({ summary: 'Seats on a board, those in force first' })
  @ApiOkResponse({ standardSchema: membershipListSchema })
  async members(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) boardId: string,
  ): Promise<{ items: readonly ListedMembership[] }> {
    return { items: await this.administration.members(actor, boardId) };
  }

  @Post('boards/:id/members')
  @ApiOperation({ summary: 'Give an account a seat on a board' })
  @ApiCreatedResponse({ standardSchema: createdSchema })
  async addMember(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) boardId: string,
    @Body({ schema: newMembershipSchema }) membership: z.infer<typeof newMembershipSchema>,
  ): Promise<{ id: string }> {
    return { id: await this.administration.addMember(actor, { ...membership, boardId }) };
  }

  @Delete('boards/:id/members/:membershipId')
  @HttpCode(204)
  @ApiOperation({ summary: 'End a seat; that it was held stays known' })
  @ApiNoContentResponse()
  async endMembership(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) boardId: string,
    @Param('membershipId', { schema: idSchema }) membershipId: string,
  ): Promise<void> {
    await this.administration.endMembership(actor, boardId, membershipId);
  }

  @Post('patients/:id/board')
  @HttpCode(204)
  @ApiOperation({ summary: 'Move a patient from one board to another' })
  @ApiNoContentResponse()
  async movePatient(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) patientId: string,
    @Body({ schema: patientMoveSchema }) move: PatientMoveBody,
  ): Promise<void> {
    await this.administration.movePatient(actor, patientId, move);
  }
}
