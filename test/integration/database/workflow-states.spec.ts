import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import {
  actionWorkflow,
  conditionWorkflow,
  decisionWorkflow,
  dryRunWorkflow,
  importWorkflow,
  itemWorkflow,
  statesBefore,
  storedStates,
  unfinishedImportStates,
} from '../../../src/core/workflow/index.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** The words in quotes of what the database says of a constraint or an index, in alphabetical order. */
async function wordsOf(definition: string): Promise<string[]> {
  const { rows } = await client.query<{ text: string }>(`SELECT ${definition} AS text`);
  return [...(rows[0]?.text ?? '').matchAll(/'([^']+)'/g)].map(([, word]) => word ?? '').sort();
}
const checkOf = (name: string): string =>
  `(SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '${name}')`;
const indexOf = (name: string): string => `pg_get_indexdef('${name}'::regclass)`;

describe('the migrated database', () => {
  it.each([
    ['ck_discussion_item_state', storedStates(itemWorkflow)],
    ['ck_dry_run_state', storedStates(dryRunWorkflow)],
    ['ck_import_state', storedStates(importWorkflow)],
    ['ck_outcome_state', storedStates(decisionWorkflow)],
    ['ck_decision_action_state', storedStates(actionWorkflow)],
    ['ck_decision_condition_state', storedStates(conditionWorkflow)],
  ])('checks in %s the states of the table, no more and no fewer', async (name, states) => {
    expect(await wordsOf(checkOf(name))).toEqual([...states].sort());
  });

  it('lets only one dry run be in a state that the table guards by no other one, and only a released one name its release', async () => {
    const guarded = dryRunWorkflow.transitions.filter(({ needs = [] }) => needs.includes('no-other-runs'));
    expect(await wordsOf(indexOf('ux_dry_run_running'))).toEqual([...new Set(guarded.map(({ to }) => to))]);
    const [released] = dryRunWorkflow.transitions.filter(({ name }) => name === 'release');
    expect(await wordsOf(checkOf('ck_dry_run_release'))).toEqual([released?.to]);
  });

  it('finds what waits for a job by an index over the states that a job takes up', async () => {
    expect(await wordsOf(indexOf('ix_import_unfinished'))).toEqual([...unfinishedImportStates].sort());
    expect(await wordsOf(indexOf('ux_dry_run_running'))).toEqual(statesBefore(dryRunWorkflow, 'finish'));
  });

  it('keeps an item that is set aside as closed', async () => {
    expect(await wordsOf(checkOf('ck_discussion_item_set_aside'))).toEqual(['closed']);
  });
});
