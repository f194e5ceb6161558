import type { ClientBase } from 'pg';

/** One table as a backup carries it. */
export interface TableShape {
  readonly name: string;
  /** Columns that hold data of their own, not generated ones, in the table's order. */
  readonly columns: readonly string[];
}

export interface SequencePosition {
  readonly name: string;
  readonly lastValue: string;
  readonly isCalled: boolean;
}

/** The service's tables (schema public, without the list of migrations) so that each stands after all it refers to. */
export async function tablesInOrder(client: ClientBase): Promise<readonly TableShape[]> {
  const { rows: tables } = await client.query<TableShape>(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migrations'
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname`);
  // A deferrable reference is checked at the end of the transaction, one to the same table at the end of the statement.
  const { rows: references } = await client.query<{ from: string; to: string }>(`
    SELECT source.relname AS from, target.relname AS to
    FROM pg_constraint f JOIN pg_class source ON source.oid = f.conrelid JOIN pg_class target ON target.oid = f.confrelid
    WHERE f.contype = 'f' AND NOT f.condeferrable AND f.conrelid <> f.confrelid AND source.relnamespace = 'public'::regnamespace`);
  return inOrder(tables, references);
}

/**
 * Puts every table after those it refers to; among several that could come next, the first by name.
 * @throws Error naming the tables that refer to one another in a circle
 */
export function inOrder(
  tables: readonly TableShape[],
  references: readonly { readonly from: string; readonly to: string }[],
): readonly TableShape[] {
  const ordered: TableShape[] = [];
  let waiting = [...tables].sort((a, b) => (a.name < b.name ? -1 : 1));
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ name }) => name));
    const next = waiting.find((table) => references.every(({ from, to }) => from !== table.name || !names.has(to)));
    if (!next)
      throw new Error(
        `The tables ${[...names].join(', ')} refer to one another in a circle: one of the references must be deferrable.`,
      );
    ordered.push(next);
    waiting = waiting.filter((table) => table !== next);
  }
  return ordered;
}

/** Where each sequence of schema public stands. */
export async function sequencePositions(client: ClientBase): Promise<readonly SequencePosition[]> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' AND relname <> 'migrations_id_seq' ORDER BY relname`);
  const positions: SequencePosition[] = [];
  for (const { name } of rows) {
    const {
      rows: [position],
    } = await client.query<{ lastValue: string; isCalled: boolean }>(
      `SELECT last_value AS "lastValue", is_called AS "isCalled" FROM public.${client.escapeIdentifier(name)}`,
    );
    if (position) positions.push({ name, ...position });
  }
  return positions;
}

/** `public."table" ("a", "b")` as COPY takes it. */
export function copyTarget(client: ClientBase, table: TableShape): string {
  return `public.${client.escapeIdentifier(table.name)} (${table.columns.map((column) => client.escapeIdentifier(column)).join(', ')})`;
}

/** Makes COPY's text the same on every server, whatever its settings. */
export async function useNeutralText(client: ClientBase): Promise<void> {
  await client.query(`
    SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres'; SET bytea_output = 'hex';
    SET extra_float_digits = 1; SET client_encoding = 'UTF8'; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0`);
}
