import { Client } from 'pg';
import { OperationalError } from '../observability/index.js';

/** Milliseconds that a process which starts waits for PostgreSQL to take its connection. */
export const longestConnect = 15_000;

/**
 * Tries the server of a setting before anything else needs it: a failed pool would tell of itself, not of the setting.
 * @throws OperationalError naming database and server, and what the operator can do
 */
export async function assertServerAnswers(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: longestConnect });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    // A name with several addresses fails with one error for each.
    const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
    const { hostname, port, pathname } = new URL(databaseUrl);
    const reason = first instanceof Error ? first.message : String(first);
    throw new OperationalError(
      `The database ${pathname.slice(1)} at ${hostname}:${port || 5432} cannot be used (${reason}). Start that server or mend DATABASE_URL; without it, the service brings a database of its own.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
