import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { beginning, caseWorkflow, statesOf, type Workflow } from '../../../src/core/workflow/index.js';
import { transitionsByHand, type ShownBoardCase } from '../../../src/modules/boards/cases/case-views.js';
import { openBoardFixture, type BoardFixture, type Person } from './board-fixture.js';

const walks = 200;

let fixture: BoardFixture;
let boardId: string;
let meetingId: string;
let actors: readonly [Person, Person, Person];
let caseIds: readonly string[];

beforeAll(async () => {
  fixture = await openBoardFixture();
  boardId = await fixture.service.board('Walks');
  const coordinators = [await fixture.person('coordinator', boardId), await fixture.person('coordinator', boardId)];
  actors = [coordinators[0]!, coordinators[1]!, await fixture.person('chair', boardId)];
  meetingId = await fixture.meeting(coordinators[0]!, boardId);
  for (let index = 0; index < walks; index += 1) await fixture.item('draft', boardId);
  await fixture.raising.raise();
  caseIds = (await fixture.service.database.query<{ id: string }[]>('SELECT id FROM board_case ORDER BY id')).map(
    ({ id }) => id,
  );
  await noteEveryStep();
});
afterAll(() => fixture.service.close());

/** The database itself notes every step of every case, whoever makes it. */
async function noteEveryStep(): Promise<void> {
  await fixture.service.database.query(`
    CREATE TABLE case_step (number bigint GENERATED ALWAYS AS IDENTITY, case_id bigint, came_from text, went_to text);
    CREATE FUNCTION note_case_step() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.state <> NEW.state THEN
        INSERT INTO case_step (case_id, came_from, went_to) VALUES (NEW.id, OLD.state, NEW.state);
      END IF;
      RETURN NULL;
    END
    $$;
    CREATE TRIGGER note_case_step AFTER UPDATE ON board_case FOR EACH ROW EXECUTE FUNCTION note_case_step()`);
}

type Act = (typeof transitionsByHand)[number] | 'place' | 'take-off' | 'edit';
interface Step {
  readonly act: Act;
  /** Decides on what was read before the others acted. */
  readonly onOldPage: boolean;
}
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom<Act>(...transitionsByHand, 'place', 'place', 'take-off', 'accept', 'edit'),
  onOldPage: fc.boolean(),
});
/** Rounds of three acts at once. */
const walk = fc.array(fc.tuple(step, step, step), { minLength: 2, maxLength: 4 });

const bodies: Readonly<Record<(typeof transitionsByHand)[number], object>> = {
  accept: {},
  'put-back': {},
  return: { words: 'Dose of 2023?', asked: { what: 'dose', from: 'radiotherapy', until: '2030-01-01' } },
  answer: { words: '70 Gy' },
  dismiss: { reason: 'raised-by-mistake' },
  reopen: {},
  merge: { intoCaseId: '1' },
  list: { protocol: 'Follow-up' },
  'discuss-after-all': { words: 'new symptoms' },
  withdraw: { words: 'no longer' },
  close: {},
  end: { reason: 'moved' },
};

const readCase = async (id: string): Promise<ShownBoardCase> =>
  (await fixture.send('GET', `/api/cases/${id}`, actors[0])).json<ShownBoardCase>();

async function take(id: string, seen: ShownBoardCase, { act }: Step, who: Person): Promise<number> {
  const tag = `"${seen.version}"`;
  if (act === 'edit') return (await fixture.send('PATCH', `/api/cases/${id}`, who, { minutes: 7 }, tag)).statusCode;
  if (act === 'place' || act === 'take-off') {
    const agenda = await fixture.agenda(who, meetingId);
    const entry = agenda.items.find(({ content }) => content?.case.id === id);
    const onAgenda = `"${agenda.meeting.version}"`;
    const rest = act === 'place' ? '' : `/${entry?.id ?? '999999'}/remove`;
    const body = act === 'place' ? { caseId: id } : { reason: 'later' };
    return (await fixture.send('POST', `/api/meetings/${meetingId}/agenda${rest}`, who, body, onAgenda)).statusCode;
  }
  const answer = await fixture.send(
    'POST',
    `/api/cases/${id}/transitions`,
    who,
    { transition: act, ...bodies[act] },
    tag,
  );
  if (answer.statusCode === 409) expect(Array.isArray(answer.json<{ allowed: unknown }>().allowed)).toBe(true);
  return answer.statusCode;
}

/** 404: a case that has left the agenda is no entry of it any more. */
const answersOfAWay: readonly number[] = [200, 201, 403, 404, 409, 412];

const { transitions }: Workflow = caseWorkflow;
const isInTable = (from: string, to: string): boolean =>
  transitions.some((row) => row.to === to && (row.from as readonly string[]).includes(from));

describe('cases that three people move at once', () => {
  it(`stay on their way over ${walks} random walks, and nothing is lost`, async () => {
    const drawn = fc.sample(walk, { numRuns: walks, seed: 12 });
    const taken = new Set<string>();
    for (const [index, rounds] of drawn.entries()) {
      const id = caseIds[index]!;
      let old = await readCase(id);
      for (const round of rounds) {
        const now = await readCase(id);
        const codes = await Promise.all(
          round.map((one, place) => take(id, one.onOldPage ? old : now, one, actors[place]!)),
        );
        for (const code of codes) expect(answersOfAWay).toContain(code);
        old = now;
      }
    }
    const steps = await fixture.service.database.query<{ case_id: string; came_from: string; went_to: string }[]>(
      'SELECT case_id, came_from, went_to FROM case_step ORDER BY number',
    );
    for (const { came_from: from, went_to: to } of steps) {
      expect([from, to, isInTable(from, to)]).toEqual([from, to, true]);
      taken.add(`${from} > ${to}`);
    }
    // The walks went somewhere: most of what people may do by hand was done.
    expect(steps.length).toBeGreaterThan(walks);
    expect(taken.size).toBeGreaterThan(12);
    await nothingIsLost();
  });
});

/** Every version of a case has its one row of the history, from its first to its last, and the last says the state it is in. */
async function nothingIsLost(): Promise<void> {
  const rows = await fixture.service.database.query<
    { id: string; state: string; version: number; events: { version: number; to: string; from: string | null }[] }[]
  >(
    `SELECT board_case.id, board_case.state, board_case.version,
      (SELECT json_agg(json_build_object('version', version, 'to', to_state, 'from', from_state) ORDER BY version) FROM board_case_event WHERE case_id = board_case.id) AS events
    FROM board_case ORDER BY board_case.id`,
  );
  for (const { state, version, events } of rows) {
    expect(statesOf(caseWorkflow)).toContain(state);
    expect(events.map((event) => event.version)).toEqual(Array.from({ length: version }, (_, place) => place + 1));
    expect(events.at(-1)?.to).toBe(state);
    for (const [place, event] of events.entries())
      expect(event.from ?? beginning).toBe(place === 0 ? beginning : events[place - 1]!.to);
  }
  const astray = await fixture.service.database.query<unknown[]>(
    `SELECT FROM board_case JOIN agenda_item ON agenda_item.case_id = board_case.id AND agenda_item.removed_at IS NULL
    WHERE board_case.state NOT IN ('scheduled', 'prepared', 'discussed', 'decided', 'followed-up')
    UNION ALL SELECT FROM board_case WHERE state = 'scheduled'
      AND NOT EXISTS (SELECT FROM agenda_item WHERE case_id = board_case.id AND removed_at IS NULL)`,
  );
  expect(astray).toEqual([]);
}
