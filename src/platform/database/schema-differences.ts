import type { DataSource } from 'typeorm';
import { foreignKeysAcrossRooms } from './table-owners.js';

/**
 * How the schema of a migrated database differs from what the entities describe.
 *
 * No entity declares a foreign key to a table of another room, so TypeORM would drop each of them: exactly these statements are what
 * is expected, and one of them that is missing is a difference too.
 * @returns one line a difference: a statement that would bring the schema to the entities, or a foreign key that is not as listed
 */
export async function schemaDifferences(source: DataSource): Promise<readonly string[]> {
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  const found = upQueries.map(({ query }) => query);
  const expected = Object.entries(foreignKeysAcrossRooms).flatMap(([table, names]) =>
    names.map((name) => ({ name, drop: `ALTER TABLE "${table}" DROP CONSTRAINT "${name}"` })),
  );
  const ignored = new Set(expected.map(({ drop }) => drop));
  return [
    ...found.filter((query) => !ignored.has(query)),
    ...expected
      .filter(({ drop }) => !found.includes(drop))
      .map(
        ({ name }) =>
          `${name}: expected in the migrations and in no entity, since it points to a table of another room`,
      ),
  ];
}
