import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allowedFrom, itemWorkflow } from '../../../src/core/workflow/index.js';
import type { ItemView } from '../../../src/modules/triage/triage-views.js';
import type { Page } from '../../../src/platform/http/index.js';
import { assessmentsOf, openTriageFixture, resized, type TriageFixture } from './triage-fixture.js';

let fixture: TriageFixture;
let lineId: string;
let coordinators: readonly [string, string];
let administrator: string;

beforeAll(async () => {
  fixture = await openTriageFixture();
  lineId = await fixture.receive('HN-01');
  await noteEveryStep();
  await fixture.classify(lineId);
  coordinators = [await fixture.person('coordinator'), await fixture.person('coordinator')];
  administrator = await fixture.administrator();
});
afterAll(() => fixture.close());

/** The database itself notes every step of every item, whoever makes it. */
async function noteEveryStep(): Promise<void> {
  const stateOf = (row: string): string =>
    `CASE WHEN ${row}.superseded_at IS NOT NULL THEN 'replaced' WHEN ${row}.set_aside IS NOT NULL THEN 'set-aside' ELSE ${row}.state END`;
  await fixture.query(`
    CREATE TABLE item_step (number bigint GENERATED ALWAYS AS IDENTITY, item_id bigint, came_from text, went_to text, version integer, by bigint);
    CREATE FUNCTION note_item_step() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO item_step (item_id, came_from, went_to, version, by)
      VALUES (NEW.id, CASE WHEN TG_OP = 'INSERT' THEN 'new' ELSE ${stateOf('OLD')} END, ${stateOf('NEW')}, NEW.version, NEW.state_changed_by);
      RETURN NULL;
    END
    $$;
    CREATE TRIGGER note_item_step AFTER INSERT OR UPDATE ON discussion_item FOR EACH ROW EXECUTE FUNCTION note_item_step()`);
}

interface Step {
  readonly item_id: string;
  readonly came_from: string;
  readonly went_to: string;
  readonly version: number;
}

interface PersonsAct {
  readonly act: 'accept' | 'dismiss';
  /** Which of the items that the person sees. */
  readonly which: number;
  /** Whether the person decides on what was read before the others began. */
  readonly onOldPage: boolean;
}
interface Round {
  readonly people: readonly [PersonsAct, PersonsAct];
  readonly service: { readonly size: string } | { readonly rule: string; readonly on: boolean };
}

const personsAct: fc.Arbitrary<PersonsAct> = fc.record({
  act: fc.constantFrom('accept', 'dismiss'),
  which: fc.nat({ max: 3 }),
  onOldPage: fc.boolean(),
});
const round: fc.Arbitrary<Round> = fc.record({
  people: fc.tuple(personsAct, personsAct),
  service: fc.oneof(
    fc.record({ size: fc.constantFrom('26', '27', '33', '40', '19') }),
    fc.record({ rule: fc.constantFrom('T3a', 'T2'), on: fc.boolean() }),
  ),
});

/** One of everything: a rule goes and comes back, the evidence changes, and people decide meanwhile. */
const firstWalk: Round[] = [{ rule: 'T3a', on: false }, { rule: 'T3a', on: true }, { size: '33' }].map(
  (service, which) => ({
    people: [
      { act: 'accept', which, onOldPage: false },
      { act: 'dismiss', which: which + 1, onOldPage: true },
    ],
    service,
  }),
);

/** What was answered 200: the item as it then was. */
const done: Pick<ItemView, 'id' | 'state' | 'version'>[] = [];

const page = async (authorization: string): Promise<readonly ItemView[]> =>
  (await fixture.send('GET', '/api/items?limit=200', authorization)).json<Page<ItemView>>().items;

async function decide(
  authorization: string,
  { act, which, onOldPage }: PersonsAct,
  old: readonly ItemView[],
): Promise<void> {
  const items = onOldPage ? old : await page(authorization);
  const item = items[which % Math.max(items.length, 1)];
  if (item === undefined) return;
  const body = act === 'dismiss' ? { reason: 'answered-outside-the-board' } : undefined;
  const answer = await fixture.send('POST', `/api/items/${item.id}/${act}`, authorization, body, `"${item.version}"`);
  expect([200, 409, 412]).toContain(answer.statusCode);
  if (answer.statusCode === 200) done.push(answer.json<ItemView>());
  if (answer.statusCode !== 409) return;
  const { state, allowed } = answer.json<{ state: string; allowed: unknown }>();
  const possible = [state, 'set-aside', 'replaced'].map((from) => allowedFrom(itemWorkflow, from));
  expect(possible).toContainEqual(allowed);
}

async function work(service: Round['service']): Promise<void> {
  if ('size' in service) await fixture.record(resized(assessmentsOf('HN-01').at(-1)!, { N: service.size }));
  else
    await fixture.send('POST', `/api/rules/${service.rule}/switch`, administrator, {
      on: service.on,
      reason: 'under review',
    });
  await fixture.classify(lineId);
}

const isInTable = ({ came_from: from, went_to: to }: Step): boolean =>
  itemWorkflow.transitions.some((row) => (row.from as readonly string[]).includes(from) && row.to === to);

describe('two coordinators and the service at the same items', () => {
  it('on any walk leave each item where its table leads, lose nothing, and tell who was late what is allowed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 3, maxLength: 6 }), async (rounds) => {
        for (const { people, service } of rounds) {
          const old = await page(coordinators[0]);
          await Promise.all([
            decide(coordinators[0], people[0], old),
            decide(coordinators[1], people[1], old),
            work(service),
          ]);
        }
        await fixture.classify(lineId);
        await expectAsTheTableSays();
      }),
      { numRuns: 15, endOnFailure: true, examples: [[firstWalk]] },
    );
    expect(done.length).toBeGreaterThan(10);
  });

  it('between them took steps of people and of the service', async () => {
    const steps = await fixture.query<Step>('SELECT DISTINCT came_from, went_to FROM item_step');
    expect(steps.map(({ went_to: to }) => to)).toEqual(
      expect.arrayContaining(['draft', 'accepted', 'dismissed', 'replaced', 'set-aside']),
    );
    expect(steps.map(({ came_from: from }) => from)).toContain('set-aside');
  });
});

async function expectAsTheTableSays(): Promise<void> {
  const steps = await fixture.query<Step>('SELECT item_id, came_from, went_to, version FROM item_step ORDER BY number');
  expect(steps.filter((step) => !isInTable(step))).toEqual([]);
  // Each item goes on from where it was: no step was written over another one.
  const last = new Map<string, string>();
  for (const { item_id: id, came_from: from, went_to: to } of steps) {
    expect([id, from]).toEqual([id, last.get(id) ?? 'new']);
    last.set(id, to);
  }
  for (const { id, version, state } of done)
    expect(steps).toContainEqual(expect.objectContaining({ item_id: id, version, went_to: state }));
  expect(new Set(done.map(({ id, version }) => `${id} ${version}`)).size).toBe(done.length);
  const audited = await fixture.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM audit_event WHERE action IN ('discussion-item.accept', 'discussion-item.dismiss')`,
  );
  expect(audited).toEqual([{ count: done.length }]);
  expect(
    await fixture.query(`
      SELECT id FROM discussion_item AS item WHERE superseded_at IS NOT NULL
        AND (SELECT count(*) FROM discussion_item WHERE predecessor_id = item.id) <> 1`),
  ).toEqual([]);
  expect(
    await fixture.query<object>(`
      SELECT id FROM treatment_line AS line WHERE open_question <> EXISTS (
        SELECT FROM discussion_item WHERE treatment_line_id = line.id AND superseded_at IS NULL AND state IN ('draft', 'accepted'))`),
  ).toEqual([]);
}
