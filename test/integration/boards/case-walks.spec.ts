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
/** The two open cases of each patient: one of them may go into the other, and come out again. */
let pairs: readonly (readonly [string, string])[];

beforeAll(async () => {
  fixture = await openBoardFixture();
  boardId = await fixture.service.board('Walks');
  const coordinators = [await fixture.person('coordinator', boardId), await fixture.person('coordinator', boardId)];
  actors = [coordinators[0]!, coordinators[1]!, await fixture.person('chair', boardId)];
  meetingId = await fixture.meeting(coordinators[0]!, boardId);
  for (let index = 0; index < walks; index += 1) await fixture.item('draft', boardId);
  await askOfSecondLines();
  while ((await fixture.raising.raise()) > 0);
  pairs = (
    await fixture.service.database.query<{ ids: [string, string] }[]>(
      'SELECT array_agg(id::text ORDER BY id) AS ids FROM board_case GROUP BY patient_id ORDER BY min(id)',
    )
  ).map(({ ids }) => ids);
  await sayOfSecondCases();
  await noteEveryStep();
});
afterAll(() => fixture.service.close());

/** Every patient has a second treatment line, of which something is asked too. */
async function askOfSecondLines(): Promise<void> {
  await fixture.service.database.query(`
    WITH second AS (
      INSERT INTO treatment_line (patient_id, line_key, implied, open_question) SELECT patient_id, 'second', false, true FROM treatment_line RETURNING id, patient_id
    )
    INSERT INTO discussion_item (treatment_line_id, rule, rule_version, question, content, evidence_hash, input_hash, engine_version, rule_set_version, history_version, state)
    SELECT second.id, rule, rule_version, question, content, evidence_hash, input_hash, engine_version, rule_set_version, 1, 'draft'
    FROM second JOIN treatment_line AS first ON first.patient_id = second.patient_id AND first.line_key = 'first' JOIN discussion_item AS item ON item.treatment_line_id = first.id`);
}

/** A referral and a comment, each of which names the case that it was said of. */
async function sayOfSecondCases(): Promise<void> {
  const seconds = pairs.map(([, second]) => second);
  await fixture.service.database.query(
    `INSERT INTO referral (board_id, referrer_id, patient_id, case_id, form, state)
    SELECT board_id, $2, patient_id, id, json_build_object('question', id::text), 'sent' FROM board_case WHERE id = ANY ($1::bigint[])`,
    [seconds, actors[0].accountId],
  );
  await fixture.service.database.query(
    'INSERT INTO board_case_comment (case_id, words, written_by) SELECT id, id::text, $2 FROM board_case WHERE id = ANY ($1::bigint[])',
    [seconds, actors[0].accountId],
  );
}

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
  /** Which of the patient's two cases it is about; most are about the first. */
  readonly of: 0 | 1;
}
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom<Act>(
    ...transitionsByHand,
    'place',
    'place',
    'take-off',
    'accept',
    'edit',
    'merge',
    'unmerge',
    'unmerge',
  ),
  onOldPage: fc.boolean(),
  of: fc.constantFrom<0 | 1>(0, 0, 1),
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
  merge: {},
  unmerge: {},
  list: { protocol: 'Follow-up' },
  'discuss-after-all': { words: 'new symptoms' },
  withdraw: { words: 'no longer' },
  close: {},
  end: { reason: 'moved' },
};

const readCase = async (id: string): Promise<ShownBoardCase> =>
  (await fixture.send('GET', `/api/cases/${id}`, actors[0])).json<ShownBoardCase>();

async function take(pair: readonly [string, string], seen: ShownBoardCase, step: Step, who: Person): Promise<number> {
  const { act, of } = step;
  const [id, intoCaseId] = of === 0 ? pair : [pair[1], pair[0]];
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
    { transition: act, ...bodies[act], ...(act === 'merge' ? { intoCaseId } : {}) },
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
      const pair = pairs[index]!;
      const readBoth = () => Promise.all(pair.map(readCase)) as Promise<[ShownBoardCase, ShownBoardCase]>;
      let old = await readBoth();
      for (const round of rounds) {
        const now = await readBoth();
        const codes = await Promise.all(
          round.map((one, place) => take(pair, (one.onOldPage ? old : now)[one.of], one, actors[place]!)),
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
    expect([...taken]).toEqual(expect.arrayContaining(['raised > merged', 'merged > accepted']));
    await nothingIsLost();
    await everythingIsInItsPlace();
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

/** What is asked, referred and said stands in its own case, and while that one is in another, there too. */
async function everythingIsInItsPlace(): Promise<void> {
  const { database } = fixture.service;
  const counts = await database.query<{ merged: string; referrals: string; comments: string; points: string }[]>(
    `SELECT count(*) FILTER (WHERE (state = 'merged') <> (merged_into IS NOT NULL)) AS merged, (SELECT count(*) FROM referral) AS referrals,
      (SELECT count(*) FROM board_case_comment) AS comments,
      (SELECT count(*) FROM discussion_item AS item WHERE NOT EXISTS (SELECT FROM board_case_point AS point JOIN board_case AS own ON own.id = point.case_id
        WHERE point.discussion_item_id = item.id AND own.treatment_line_id = item.treatment_line_id)) AS points FROM board_case`,
  );
  expect(counts).toEqual([{ merged: '0', referrals: String(walks), comments: String(walks), points: '0' }]);
  const referredElsewhere = await database.query<unknown[]>(
    `SELECT home.id FROM referral JOIN board_case AS home ON home.id = (referral.form ->> 'question')::bigint
    WHERE referral.case_id <> coalesce(home.merged_into, home.id)`,
  );
  expect(referredElsewhere).toEqual([]);
  const pointsElsewhere = await database.query<unknown[]>(
    `SELECT holder.id FROM board_case AS holder JOIN board_case AS home ON home.patient_id = holder.patient_id AND home.id <> holder.id
    JOIN discussion_item AS item ON item.treatment_line_id = home.treatment_line_id
    WHERE (home.merged_into IS NOT DISTINCT FROM holder.id) <>
      EXISTS (SELECT FROM board_case_point AS point WHERE point.case_id = holder.id AND point.discussion_item_id = item.id)`,
  );
  expect(pointsElsewhere).toEqual([]);
  for (const [first, second] of pairs) {
    const seen = await Promise.all([readCase(first), readCase(second)]);
    const saidOf = seen.map(({ comments }) => comments.map(({ words }) => words));
    expect(saidOf).toEqual([seen[1].state === 'merged' ? [second] : [], [second]]);
  }
}
