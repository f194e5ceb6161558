export { backup, type BackupOptions, type BackupSummary } from './backup.js';
export { BackupError } from './backup-format.js';
export { columnTypes, dataSourceOptions, type DatabaseOptions, type MigrationClass } from './connection.js';
export { DatabaseModule } from './database.module.js';
export { EmbeddedServerError } from './embedded/embedded-server-error.js';
export { startEmbeddedServer, type EmbeddedServer, type EmbeddedServerOptions } from './embedded/embedded-server.js';
export { assertSchemaIsCurrent, migrate, SchemaTooOldError } from './migrate.js';
export { restore, type RestoreOptions, type RestoreSummary } from './restore.js';
export { inTransaction, sqlState, type Isolation } from './transaction.js';
