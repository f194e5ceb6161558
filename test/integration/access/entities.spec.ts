import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource, Entity, PrimaryGeneratedColumn } from 'typeorm';
import {
  Account,
  AccountRole,
  ApiKey,
  BoardMembership,
  linkAccessToLaterRooms,
  PatientBoard,
  Session,
  SignInAttempt,
  Site,
} from '../../../src/platform/access/index.js';
import { AuditEvent, linkAuditToLaterRooms } from '../../../src/platform/audit/index.js';
import { dataSourceOptions } from '../../../src/platform/database/index.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const identity = (table: string) =>
  ({ generatedIdentity: 'ALWAYS', type: 'bigint', primaryKeyConstraintName: `pk_${table}` }) as const;

@Entity('board')
class BoardOfLaterRoom {
  @PrimaryGeneratedColumn('identity', identity('board'))
  id!: string;
}

@Entity('patient')
class PatientOfLaterRoom {
  @PrimaryGeneratedColumn('identity', identity('patient'))
  id!: string;
}

const ownTables =
  /^(?!ALTER TABLE "(board|patient)").*(site|account|session|sign_in_attempt|api_key|board_membership|patient_board|audit_event)/;
const own = [Account, AccountRole, ApiKey, AuditEvent, BoardMembership, PatientBoard, Session, SignInAttempt, Site];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Statements that would make the tables of these rooms what their entities say. */
async function differences(entities: readonly (new () => object)[]): Promise<readonly string[]> {
  const source = new DataSource({
    ...dataSourceOptions({ connectionString: database.url, migrations: [] }),
    entities: [...entities],
  });
  await source.initialize();
  try {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query).filter((query) => ownTables.test(query));
  } finally {
    await source.destroy();
  }
}

describe('the entities of access and audit', () => {
  it('are what the migrations made, but for the foreign keys to later rooms', async () => {
    expect([...(await differences(own))].sort()).toEqual([
      'ALTER TABLE "audit_event" DROP CONSTRAINT "fk_audit_event_actor"',
      'ALTER TABLE "board_membership" DROP CONSTRAINT "fk_board_membership_board"',
      'ALTER TABLE "patient_board" DROP CONSTRAINT "fk_patient_board_board"',
      'ALTER TABLE "patient_board" DROP CONSTRAINT "fk_patient_board_patient"',
    ]);
    linkAuditToLaterRooms();
    linkAccessToLaterRooms();
    expect(await differences([...own, BoardOfLaterRoom, PatientOfLaterRoom])).toEqual([]);
  });
});
