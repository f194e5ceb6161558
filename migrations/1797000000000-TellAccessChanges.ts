import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may do what, and which changes of it make a process forget whom it knows. New sessions and keys concern nobody who is known. */
const told = [
  ['account', 'UPDATE OR DELETE'],
  ['account_role', 'INSERT OR UPDATE OR DELETE'],
  ['session', 'UPDATE OR DELETE'],
  ['api_key', 'UPDATE OR DELETE'],
  ['board_membership', 'INSERT OR UPDATE OR DELETE'],
  ['seat_deputy', 'INSERT OR UPDATE OR DELETE'],
] as const;

/** Every change of access is told to all processes, whoever makes it, by a trigger: what one process knows of a sender is forgotten in all. */
export class TellAccessChanges1797000000000 implements MigrationInterface {
  name = 'TellAccessChanges1797000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION "tell_access_change"() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('consilium_access', '');
        RETURN NULL;
      END
      $$`);
    for (const [table, events] of told)
      await queryRunner.query(`
        CREATE TRIGGER "${table}_tells_access_change" AFTER ${events} ON "${table}"
        FOR EACH STATEMENT EXECUTE FUNCTION "tell_access_change"()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table] of told) await queryRunner.query(`DROP TRIGGER "${table}_tells_access_change" ON "${table}"`);
    await queryRunner.query(`DROP FUNCTION "tell_access_change"()`);
  }
}
