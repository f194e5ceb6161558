import type { Client } from 'pg';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly identity: boolean;
}

interface Reference {
  readonly from: string;
  readonly columns: readonly string[];
  readonly to: string;
  readonly toColumns: readonly string[];
}

/** What COPY's text form could stumble over: its own marks, line ends, quotes, an empty text, letters of several bytes. */
const texts = [
  (name: string) => `Ångström\t${name}\n\\.\n"q", 'q'; {x} \\N\r\n🩻`,
  (name: string) => `\\.${name}`,
  (name: string) => `${name.length}`,
];
const textOf = (name: string, row: number): string => (texts[row] ?? texts[0])?.(name) ?? name;

/** Value of a column of this type in the given row, as PostgreSQL reads it. */
const values: Readonly<Record<string, (row: number, name: string) => string>> = {
  text: (row, name) => textOf(name, row),
  'text[]': (row, name) =>
    JSON.stringify([textOf(name, row), '', 'NULL', '{}'])
      .replace(/^\[(.*)\]$/s, '{$1}')
      .replaceAll('\\n', '\n')
      .replaceAll('\\t', '\t')
      .replaceAll('\\r', '\r'),
  smallint: (row) => `${row - 1}`,
  integer: (row) => `${(row * -2_147_483_648) / 2}`,
  bigint: (row) => `${9_223_372_036_854_775_000n + BigInt(row)}`,
  'double precision': (row) => `${row * 0.1 + 1e-300}`,
  'integer[]': (row) => `{${row},NULL,-1}`,
  'bigint[]': (row) => `{${row},9223372036854775807}`,
  numeric: (row) => `${row}.30000000000000000000000000000000004`,
  boolean: (row) => `${row === 0}`,
  date: (row) => `0${row + 1}99-02-28`,
  'timestamp with time zone': (row) => `2026-03-0${row + 1}T23:59:59.999999-03:30`,
  bytea: (row) => `\\x00ff5c2e0a0${row}`,
  json: (row, name) => JSON.stringify({ [name]: [row, textOf(name, row).replaceAll('\0', '')] }),
  jsonb: (row, name) => JSON.stringify({ [name]: [row, textOf(name, row).replaceAll('\0', ''), null, 0.1] }),
};

/** The rows are made from the catalog, which knows no meaning; what a CHECK asks of a value is not what a backup is about. */
export async function dropChecks(client: Client): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(`
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS statement
    FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace`);
  for (const { statement } of rows) await client.query(statement);
}

/** Puts three rows into every table: odd values first, NULL wherever it is allowed last; row n refers to row n of other tables. */
export async function fillEveryTable(client: Client): Promise<void> {
  const references = await readReferences(client);
  // The ends of the audit's chains follow its rows by themselves.
  const waiting = new Set((await tableNames(client)).filter((name) => name !== 'audit_chain'));
  while (waiting.size > 0) {
    const table = [...waiting].find((name) =>
      references.every(({ from, to }) => from !== name || to === name || !waiting.has(to)),
    );
    if (!table) throw new Error(`No order among ${[...waiting].join()}`);
    const columns = await readColumns(client, table);
    for (let row = 0; row < 3; row += 1)
      await insertRow(
        client,
        table,
        columns,
        references.filter(({ from }) => from === table),
        row,
      );
    waiting.delete(table);
  }
  await pointBackward(client, references);
}

/** A self reference that points at a row further down: the order of rows in a file must not matter. */
async function pointBackward(client: Client, references: readonly Reference[]): Promise<void> {
  for (const {
    from,
    columns: [column],
    to,
    toColumns: [key],
  } of references) {
    if (from !== to || !column || !key) continue;
    // Some of these tables are append-only.
    await client.query(`ALTER TABLE "${from}" DISABLE TRIGGER USER`);
    await client.query(
      `UPDATE "${from}" SET "${column}" = (SELECT max("${key}") FROM "${from}") WHERE "${key}" = (SELECT min("${key}") FROM "${from}")`,
    );
    await client.query(`ALTER TABLE "${from}" ENABLE TRIGGER USER`);
  }
}

async function insertRow(
  client: Client,
  table: string,
  columns: readonly Column[],
  references: readonly Reference[],
  row: number,
): Promise<void> {
  const referring = new Map<string, string>();
  for (const { from, columns: own, to, toColumns } of references) {
    own.forEach((column, index) => {
      if (from !== to)
        referring.set(column, `(SELECT "${toColumns[index]}" FROM "${to}" ORDER BY ctid OFFSET ${row} LIMIT 1)`);
    });
  }
  const parameters: string[] = [];
  const filled = columns.flatMap((column) => {
    const isSelfReference = references.some(({ from, to, columns: own }) => from === to && own.includes(column.name));
    if (column.identity || isSelfReference || (column.nullable && row === 2)) return [];
    const value = referring.get(column.name);
    if (value) return [{ name: column.name, value }];
    const make = values[column.type];
    if (!make) throw new Error(`every-table.ts makes no value of type ${column.type} yet (${table}.${column.name}).`);
    parameters.push(make(row, column.name));
    return [{ name: column.name, value: `$${parameters.length}` }];
  });
  await client.query(
    `INSERT INTO "${table}" (${filled.map(({ name }) => `"${name}"`).join()}) VALUES (${filled.map(({ value }) => value).join()})`,
    parameters,
  );
}

export interface Content {
  readonly tables: Readonly<Record<string, readonly string[]>>;
  readonly sequences: Readonly<Record<string, unknown>>;
}

/** Everything in schema public, as text, but for the list of migrations. */
export async function contentOf(client: Client): Promise<Content> {
  const tables: Record<string, string[]> = {};
  for (const name of await tableNames(client)) {
    const { rows } = await client.query<{ text: string }>(`SELECT t::text AS text FROM "${name}" t ORDER BY text`);
    tables[name] = rows.map(({ text }) => text);
  }
  const { rows: found } = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace AND relname <> 'migrations_id_seq' ORDER BY 1",
  );
  const sequences: Record<string, unknown> = {};
  for (const { name } of found)
    sequences[name] = (await client.query(`SELECT last_value, is_called FROM "${name}"`)).rows[0];
  return { tables, sequences };
}

async function tableNames(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'migrations' ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

async function readColumns(client: Client, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `
    SELECT attname AS name, format_type(atttypid, NULL) AS type, NOT attnotnull AS nullable, attidentity <> '' AS identity
    FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [`public."${table}"`],
  );
  return rows;
}

async function readReferences(client: Client): Promise<Reference[]> {
  const names = (keys: string, table: string) =>
    `(SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(${keys}) WITH ORDINALITY k(attnum, n) JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = k.attnum)`;
  const { rows } = await client.query<Reference>(`
    SELECT f.relname AS from, t.relname AS to, ${names('conkey', 'conrelid')} AS columns, ${names('confkey', 'confrelid')} AS "toColumns"
    FROM pg_constraint JOIN pg_class f ON f.oid = conrelid JOIN pg_class t ON t.oid = confrelid WHERE contype = 'f'`);
  return rows;
}
