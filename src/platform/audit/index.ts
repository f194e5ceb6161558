export { AuditChain } from './audit-chain.entity.js';
export { AuditContext } from './audit-context.js';
export { AuditEvent } from './audit-event.entity.js';
export { AuditModule } from './audit.module.js';
export { type AuditDetail, type AuditEntry, AuditTrail, type SignedEntry } from './audit-trail.service.js';
export { verifyAuditChain } from './verify-audit-chain.js';
