export { backup, type BackupOptions, type BackupSummary } from './backup.js';
export { BackupError } from './backup-format.js';
export { columnTypes, dataSourceOptions, type DatabaseOptions, type MigrationClass } from './connection.js';
export { copyRows } from './copy-rows.js';
export {
  type AskingAccount,
  Database,
  duties,
  type Duty,
  type Isolation,
  reading,
  snapshot,
  type TransactionOptions,
} from './database.js';
export { DatabaseModule } from './database.module.js';
export { EmbeddedServerError } from './embedded/embedded-server-error.js';
export { startEmbeddedServer, type EmbeddedServer, type EmbeddedServerOptions } from './embedded/embedded-server.js';
export { assertSchemaIsCurrent, migrate, SchemaTooOldError } from './migrate.js';
export { restore, type RestoreOptions, type RestoreSummary } from './restore.js';
export { foreignKeysAcrossRooms, type TableName, type TableOwner, tableOwners } from './table-owners.js';
export { sqlWords } from './sql-words.js';
export { assertServerAnswers } from './server-answers.js';
export { sqlState } from './sql-state.js';
