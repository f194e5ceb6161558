import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource, Entity, PrimaryGeneratedColumn } from 'typeorm';
import {
  Assessment,
  CaseFact,
  Lesion,
  linkAssessmentsToLaterRooms,
  Measurement,
  MeasurementQuantity,
  Patient,
  SenderQuery,
  TreatmentLine,
} from '../../../src/modules/assessments/index.js';
import { Import, ImportedRow, ImportGroup, linkIntakeToLaterRooms } from '../../../src/modules/intake/index.js';
import { Account, Site } from '../../../src/platform/access/index.js';
import { dataSourceOptions } from '../../../src/platform/database/index.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

@Entity('board')
class BoardOfLaterRoom {
  @PrimaryGeneratedColumn('identity', {
    generatedIdentity: 'ALWAYS',
    type: 'bigint',
    primaryKeyConstraintName: 'pk_board',
  })
  id!: string;
}

const own = [
  Assessment,
  CaseFact,
  Import,
  ImportedRow,
  ImportGroup,
  Lesion,
  Measurement,
  MeasurementQuantity,
  Patient,
  SenderQuery,
  TreatmentLine,
];
const tables =
  'patient|treatment_line|lesion|assessment|measurement|measurement_quantity|case_fact|sender_query|import|import_row|import_group';
const ownTables = new RegExp(
  `^((ALTER|CREATE|DROP) TABLE|CREATE (UNIQUE )?INDEX "\\w+" ON) "(${tables})"|^DROP INDEX "public"\\."\\w\\w_(${tables})_(?!board)`,
);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('the entities of assessments and intake', () => {
  it('are what the migrations made', async () => {
    linkAssessmentsToLaterRooms();
    linkIntakeToLaterRooms();
    const source = new DataSource({
      ...dataSourceOptions({ connectionString: database.url, migrations: [] }),
      entities: [...own, Account, Site, BoardOfLaterRoom],
    });
    await source.initialize();
    const { upQueries } = await source.driver
      .createSchemaBuilder()
      .log()
      .finally(() => source.destroy());
    expect(upQueries.map(({ query }) => query).filter((query) => ownTables.test(query))).toEqual([]);
  });
});
