import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditChain } from './audit-chain.entity.js';
import { AuditEvent } from './audit-event.entity.js';
import { AuditReadsInterceptor } from './audit-reads.interceptor.js';
import { AuditTrail } from './audit-trail.service.js';

/** Keeps the audit. Every module that reads or changes a patient imports it. */
@Module({
  imports: [TypeOrmModule.forFeature([AuditEvent, AuditChain])],
  providers: [AuditTrail, { provide: APP_INTERCEPTOR, useClass: AuditReadsInterceptor }],
  exports: [AuditTrail],
})
export class AuditModule {}
