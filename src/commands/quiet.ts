import { createLogger, type ServiceLogger } from '../platform/observability/index.js';

/** For a command that speaks for itself. */
export const quiet = (): ServiceLogger => createLogger({ logLevel: 'silent', role: 'all' });
