import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Views that now tell more, or of more seats: a deputy who stands in now has the seat. Columns are only added, after those there were. */
const views = {
  access_site: 'SELECT id, name FROM site',
  access_account: 'SELECT id, kind, display_name, site_id, disabled_at FROM account',
  access_board_membership: `
    SELECT board_id, account_id, role, until, discipline FROM board_membership
    UNION ALL
    SELECT seat.board_id, deputy.account_id, seat.role, seat.until, seat.discipline
    FROM seat_deputy AS deputy JOIN board_membership AS seat ON seat.id = deputy.membership_id
    WHERE deputy.withdrawn_at IS NULL AND deputy.starts_at <= now() AND (deputy.ends_at IS NULL OR deputy.ends_at > now())`,
} as const;

const viewsBefore = {
  access_site: 'SELECT id FROM site',
  access_account: 'SELECT id, kind, display_name FROM account',
  access_board_membership: 'SELECT board_id, account_id, role, until FROM board_membership',
} as const;

const checkRoles = (table: string, name: string, roles: readonly string[], valid = ''): string => `
  ALTER TABLE "${table}" DROP CONSTRAINT "${name}";
  ALTER TABLE "${table}" ADD CONSTRAINT "${name}" CHECK ("role" IN (${roles.map((role) => `'${role}'`).join(', ')})) ${valid}`;

/**
 * The roles chair and referrer, what a seat speaks for, and who stands in for its holder. Expands: a process of release 0.1.0 gives seats
 * without a discipline, and knows of no deputies.
 */
export class SeatPeople1796410000000 implements MigrationInterface {
  name = 'SeatPeople1796410000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      checkRoles('account_role', 'ck_account_role_role', ['submitter', 'coordinator', 'member', 'chair', 'referrer', 'administrator']),
    );
    await queryRunner.query(checkRoles('board_membership', 'ck_board_membership_role', ['coordinator', 'member', 'chair']));
    await queryRunner.query('ALTER TABLE "board_membership" ADD COLUMN "discipline" text');
    await queryRunner.query(`
      CREATE TABLE "seat_deputy" (
        "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
        "membership_id" bigint NOT NULL,
        "account_id" bigint NOT NULL,
        "starts_at" timestamptz NOT NULL,
        "ends_at" timestamptz,
        "withdrawn_at" timestamptz,
        CONSTRAINT "pk_seat_deputy" PRIMARY KEY ("id"),
        CONSTRAINT "fk_seat_deputy_membership" FOREIGN KEY ("membership_id") REFERENCES "board_membership" ("id"),
        CONSTRAINT "fk_seat_deputy_account" FOREIGN KEY ("account_id") REFERENCES "account" ("id"),
        CONSTRAINT "ck_seat_deputy_time" CHECK ("ends_at" > "starts_at")
      );
      CREATE INDEX "ix_seat_deputy_membership" ON "seat_deputy" ("membership_id") WHERE "withdrawn_at" IS NULL;
      CREATE INDEX "ix_seat_deputy_account" ON "seat_deputy" ("account_id") WHERE "withdrawn_at" IS NULL`);
    for (const [name, columns] of Object.entries(views))
      await queryRunner.query(`CREATE OR REPLACE VIEW "${name}" AS ${columns}`);
  }

  /** Seats and roles of the new kinds stay: the old rule holds for new ones. */
  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [name, columns] of Object.entries(viewsBefore))
      await queryRunner.query(`DROP VIEW "${name}"; CREATE VIEW "${name}" AS ${columns}`);
    await queryRunner.query('DROP TABLE "seat_deputy"');
    await queryRunner.query('ALTER TABLE "board_membership" DROP COLUMN "discipline"');
    await queryRunner.query(checkRoles('board_membership', 'ck_board_membership_role', ['coordinator', 'member'], 'NOT VALID'));
    await queryRunner.query(
      checkRoles('account_role', 'ck_account_role_role', ['submitter', 'coordinator', 'member', 'administrator'], 'NOT VALID'),
    );
  }
}
