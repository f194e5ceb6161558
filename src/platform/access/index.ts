export { AccessError, type AccessErrorReason } from './access-error.js';
export { type AccountKind, type Actor, actorOf, type BoardRole, boardRoles, type Role, roles } from './actor.js';
export { patientScope, type ScopeCondition } from './patient-scope.js';
export { CurrentActor, OpenToLoopback, PublicRoute, RequireRole, RequireSignIn } from './route-access.js';
