export { type AuditActor, type AuditActorKind, AuditContext } from './audit-context.js';
export { AuditEvent } from './audit-event.entity.js';
export { AuditModule } from './audit.module.js';
export { type AuditDetail, type AuditEntry, AuditTrail } from './audit-trail.service.js';
export { type AuditChainVerdict, verifyAuditChain } from './verify-audit-chain.js';
