export { idSchema } from '../access/index.js';
export { ChecksTextsByElement } from './checked-texts.js';
export { configureHttp } from './configure-http.js';
export { createHttpAdapter, type HttpLimits } from './http-adapter.js';
export { type ApplicationModule, createHttpApplication, type HttpApplicationOptions } from './http-application.js';
export { HttpModule } from './http.module.js';
export { type ListeningAddress, listenOnFreePort } from './listen.js';
export { openApiDocument } from './open-api-document.js';
export {
  type CursorValue,
  decodeCursor,
  encodeCursor,
  inPostgresYears,
  type Page,
  pageOf,
  pageQuerySchema,
  pageSchema,
} from './pages.js';
export { problemSchema } from './problem-schema.js';
export { AnswersIn, languageFor, type TextRendering } from './reader-language.js';
export { schemaErrors } from './schema-errors.js';
export { textErrors, textFault, type TextFault } from './text-rule.js';
export { serveWebClient } from './web-client.js';
export { entityTag, requireIfMatch } from './versions.js';
