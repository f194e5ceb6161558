export { EmbeddedServerError } from './embedded/embedded-server-error.js';
export { startEmbeddedServer, type EmbeddedServer, type EmbeddedServerOptions } from './embedded/embedded-server.js';
