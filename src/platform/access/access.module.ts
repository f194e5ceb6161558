import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { AccessGuard } from './access.guard.js';
import { AccountAdministration } from './account-administration.service.js';
import { AccountController } from './account.controller.js';
import { AccountDirectory } from './account-directory.service.js';
import { AccessChanges } from './access-changes.service.js';
import { Account, AccountRole, ApiKey, Session, SignInAttempt } from './account.entity.js';
import { AccountService } from './account.service.js';
import { ActorReader } from './actor-reader.service.js';
import { BoardMembership } from './board-membership.entity.js';
import { KnownActors } from './known-actors.js';
import { PatientAccess } from './patient-access.service.js';
import { PatientBoard } from './patient-board.entity.js';
import { PatientPlacement } from './patient-placement.service.js';
import { PlacementController } from './placement.controller.js';
import { RouteAccessCheck } from './route-access-check.js';
import { SessionController } from './session.controller.js';
import { SignInService } from './sign-in.service.js';
import { SeatDeputy } from './seat-deputy.entity.js';
import { SeatService } from './seats.service.js';
import { Site } from './site.entity.js';

const entities = [
  Site,
  Account,
  AccountRole,
  Session,
  SignInAttempt,
  ApiKey,
  BoardMembership,
  SeatDeputy,
  PatientBoard,
];

/** Accounts, roles, seats on boards and patient scope; guards every route of the application. */
@Module({
  imports: [AuditModule, DiscoveryModule, TypeOrmModule.forFeature(entities)],
  controllers: [SessionController, AccountController, PlacementController],
  providers: [
    AccessChanges,
    AccountAdministration,
    AccountDirectory,
    AccountService,
    ActorReader,
    KnownActors,
    PatientAccess,
    PatientPlacement,
    RouteAccessCheck,
    SeatService,
    SignInService,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [AccountService, ActorReader, KnownActors, PatientAccess, PatientPlacement, SeatService, SignInService],
})
export class AccessModule {}
