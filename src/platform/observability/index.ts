export { HealthChecks, type Readiness } from './health-checks.js';
export { loggedError, type LogFields } from './log-fields.js';
export { createLogger, LOGGER, type Logger, type ServiceLogger } from './logger.js';
export { METRICS, MetricsRegistry } from './metrics-registry.js';
export { ObservabilityModule } from './observability.module.js';
export { OperationalError } from './operational-error.js';
export type { LogDestination } from './plain-lines.js';
export { TimeLimitError, withinTimeLimit } from './time-limit.js';
export { currentTraceId, newTraceId, outgoingTraceparent, traceIdFromHeaders, withTrace } from './trace.js';
