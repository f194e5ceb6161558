import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { EntityManager } from 'typeorm';

/**
 * Runs COPY ... FROM STDIN on the connection of a transaction.
 * @param write ends or destroys the stream that it gets
 */
export async function copyRows(
  manager: EntityManager,
  statement: string,
  write: (copy: ReturnType<typeof copyFrom>) => Promise<void>,
): Promise<void> {
  const client: PoolClient = await manager.queryRunner?.connect();
  let connectionIsLost = (): void => undefined;
  const lost = new Promise<void>((resolve) => {
    connectionIsLost = resolve;
  });
  client.once('end', connectionIsLost);
  const copy = client.query(copyFrom(statement));
  try {
    await write(copy);
  } finally {
    // The connection is free only when the server has answered, also to a COPY that was broken off; a lost connection never answers.
    if (!copy.closed) await Promise.race([lost, new Promise<void>((resolve) => copy.once('close', resolve))]);
    client.off('end', connectionIsLost);
  }
}
