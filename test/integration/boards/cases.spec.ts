import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import type { CaseListRow, ShownBoardCase } from '../../../src/modules/boards/cases/case-views.js';
import type { ShownReferral } from '../../../src/modules/boards/referrals/referral-views.js';
import { openBoardFixture, type BoardFixture, type Person } from './board-fixture.js';

let fixture: BoardFixture;
let boardId: string;
let coordinator: Person;
let member: Person;
let boardCount = 0;

beforeAll(async () => {
  fixture = await openBoardFixture();
});
afterAll(() => fixture.service.close());
beforeEach(async () => {
  boardId = await fixture.service.board(`Cases ${(boardCount += 1)}`);
  coordinator = await fixture.person('coordinator', boardId);
  member = await fixture.person('member', boardId);
});

const waiting = async (waitsFor: string, more = ''): Promise<string[]> =>
  (await fixture.send('GET', `/api/cases?boardId=${boardId}&waitsFor=${waitsFor}${more}`, coordinator))
    .json<{ items: CaseListRow[] }>()
    .items.map(({ id }) => id);
const read = async (caseId: string, person = coordinator): Promise<ShownBoardCase> =>
  (await fixture.send('GET', `/api/cases/${caseId}`, person)).json<ShownBoardCase>();
const move = async (caseId: string, body: object, person = coordinator): Promise<LightMyRequestResponse> => {
  const { version } = await read(caseId, person);
  return fixture.send('POST', `/api/cases/${caseId}/transitions`, person, body, `"${version}"`);
};
const moved = async (caseId: string, body: object, person = coordinator): Promise<ShownBoardCase> => {
  const answer = await move(caseId, body, person);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<ShownBoardCase>();
};
/** The patient's death as the record keeps it: every question of the patient is closed with it. */
async function died(patientId: string): Promise<void> {
  const { database } = fixture.service;
  await database.query(
    `INSERT INTO case_fact (patient_id, issuer, source_id, revision, ordinal, name, state, value, recorded_by)
    VALUES ($1, 'urn:test', $2, 1, 0, 'died', 'known', '{}', $3)`,
    [patientId, `death of ${patientId}`, coordinator.accountId],
  );
  await database.query(
    `UPDATE discussion_item SET state = 'closed', state_reason = 'patient-died' WHERE treatment_line_id IN (SELECT id FROM treatment_line WHERE patient_id = $1)`,
    [patientId],
  );
}
const asked = { what: 'The dose of the first radiotherapy', from: 'Radiation oncology', until: '2031-07-08' };
const referrer = async (): Promise<Person> => {
  const machine = await fixture.service.machine('referrer');
  await fixture.service.database.query(`UPDATE account SET display_name = 'Rita Referrer' WHERE id = $1`, [
    machine.accountId,
  ]);
  return machine;
};
const refer = async (person: Person, form: object, patientId?: string): Promise<ShownReferral> => {
  const begun = await fixture.send('POST', '/api/referrals', person, {
    boardId,
    form,
    ...(patientId === undefined ? {} : { patientId }),
  });
  if (begun.statusCode !== 201) throw new Error(begun.body);
  const { id, version } = begun.json<ShownReferral>();
  const sent = await fixture.send('POST', `/api/referrals/${id}/send`, person, undefined, `"${version}"`);
  if (sent.statusCode !== 200) throw new Error(sent.body);
  return sent.json<ShownReferral>();
};
const whole = (id: string): object => ({
  patient: { issuer: 'hospital', id },
  question: 'Is surgery of the neck to be discussed?',
  presenter: 'Dr. A',
});

describe('cases by what they wait for', () => {
  it('go from the coordinator over information and a meeting to the board', async () => {
    const [one, two, three, four] = [
      await fixture.caseOf(boardId),
      await fixture.caseOf(boardId),
      await fixture.caseOf(boardId),
      await fixture.caseOf(boardId),
    ];
    const all = [one, two, three, four].map(({ caseId }) => caseId);
    expect(await waiting('coordinator')).toEqual(all);
    await moved(two.caseId, { transition: 'return', words: 'The dose is not known.', asked });
    await moved(three.caseId, { transition: 'accept' });
    await fixture.place(coordinator, await fixture.meeting(coordinator, boardId), four.caseId);
    expect({
      coordinator: await waiting('coordinator'),
      information: await waiting('information'),
      meeting: await waiting('meeting'),
      board: await waiting('board'),
      mine: await waiting('meeting', '&mine=yes'),
    }).toEqual({
      coordinator: [one.caseId],
      information: [two.caseId],
      meeting: [three.caseId],
      board: [four.caseId],
      mine: [three.caseId],
    });
    expect(await waiting('meeting', `&number=${(await read(one.caseId)).number}`)).toEqual([]);
    expect(await waiting('coordinator', `&number=${(await read(one.caseId)).number}`)).toEqual([one.caseId]);
  });

  it('are taken back: an acceptance put back, a dismissal reopened', async () => {
    const { caseId } = await fixture.caseOf(boardId);
    await moved(caseId, { transition: 'accept' });
    expect((await moved(caseId, { transition: 'put-back' })).state).toBe('raised');
    await moved(caseId, { transition: 'dismiss', reason: 'raised-by-mistake' });
    expect(await waiting('nothing')).toContain(caseId);
    expect((await moved(caseId, { transition: 'reopen' })).state).toBe('accepted');
    expect((await read(caseId)).history.map(({ event }) => event)).toEqual([
      'raise',
      'accept',
      'put-back',
      'dismiss',
      'reopen',
    ]);
  });
});

describe('a case', () => {
  it('keeps earlier wordings in its history', async () => {
    const { caseId } = await fixture.caseOf(boardId);
    const edit = (question: string | null, version: number): Promise<LightMyRequestResponse> =>
      fixture.send('PATCH', `/api/cases/${caseId}`, coordinator, { question }, `"${version}"`);
    const first = (await edit('First wording?', (await read(caseId)).version)).json<ShownBoardCase>();
    const second = (await edit('Second wording?', first.version)).json<ShownBoardCase>();
    expect([second.question, second.questionProposed]).toEqual(['Second wording?', false]);
    expect(second.history.filter(({ event }) => event === 'edited').map(({ detail }) => detail)).toEqual([
      { before: { question: null } },
      { before: { question: 'First wording?' } },
    ]);
    const proposed = (await edit(null, second.version)).json<ShownBoardCase>();
    expect([proposed.question, proposed.questionProposed]).toEqual([
      'Should the lymph node (N) be treated locally?',
      true,
    ]);
  });

  it('refuses what its way does not have with what is allowed now and who may', async () => {
    const { caseId } = await fixture.caseOf(boardId);
    const answer = await move(caseId, { transition: 'answer', reason: 'x', words: 'x' });
    expect(answer.statusCode).toBe(409);
    expect(answer.json<{ state: string; allowed: { transition: string; by: string[] }[] }>()).toMatchObject({
      state: 'raised',
      allowed: expect.arrayContaining([
        expect.objectContaining({ transition: 'accept', by: ['coordinator', 'chair'] }),
        expect.objectContaining({ transition: 'return' }),
      ]),
    });
    expect((await move(caseId, { transition: 'return', words: 'why' })).statusCode).toBe(409);
    expect((await move(caseId, { transition: 'dismiss', reason: 'no such code' })).statusCode).not.toBe(200);
    expect([403, 409]).toContain((await move(caseId, { transition: 'accept' }, member)).statusCode);
    expect((await read(caseId)).state).toBe('raised');
  });

  it('tells who was slower what changed', async () => {
    const { caseId } = await fixture.caseOf(boardId);
    const { version } = await read(caseId);
    await moved(caseId, { transition: 'accept' });
    const late = await fixture.send(
      'POST',
      `/api/cases/${caseId}/transitions`,
      coordinator,
      { transition: 'dismiss', reason: 'already-decided' },
      `"${version}"`,
    );
    expect(late.statusCode).toBe(412);
    expect(late.json<{ changes: unknown[] }>().changes).toEqual([
      expect.objectContaining({ event: 'accept', to: 'accepted', by: expect.stringMatching(/^Person/) }),
    ]);
    const without = await fixture.send('POST', `/api/cases/${caseId}/transitions`, coordinator, {
      transition: 'accept',
    });
    expect(without.statusCode).toBe(428);
  });

  it('keeps who proposes to take a point out and why, and the point stays', async () => {
    const { caseId, itemId } = await fixture.caseOf(boardId);
    const { caseId: another } = await fixture.caseOf(boardId);
    const member = await fixture.person('member', boardId);
    const propose = (of: string, body: object, person = member): Promise<LightMyRequestResponse> =>
      fixture.send('POST', `/api/cases/${of}/points/${itemId}/propose-taking-out`, person, body);
    expect((await propose(caseId, { reason: 'other' })).statusCode).toBe(422);
    expect((await propose(another, { reason: 'already-decided' })).statusCode).toBe(409);
    expect((await propose(caseId, { reason: 'already-decided' }, await referrer())).statusCode).toBe(403);
    expect((await propose(caseId, { reason: 'already-decided' })).json()).toMatchObject({
      state: 'raised',
      itemIds: [itemId],
      comments: [{ words: 'already-decided', proposes: true, takesOut: { itemId, question: expect.any(String) } }],
    });
    expect((await propose(caseId, { reason: 'other', words: 'The dentist first.' })).json()).toMatchObject({
      comments: [{ words: 'already-decided' }, { words: 'The dentist first.' }],
    });
    await fixture.service.database.query(`UPDATE discussion_item SET state = 'dismissed' WHERE id = $1`, [itemId]);
    expect((await propose(caseId, { reason: 'already-decided' })).statusCode).toBe(409);
  });

  it('ends with its patient, and leaves the agenda', async () => {
    const { caseId, patientId } = await fixture.caseOf(boardId);
    const meetingId = await fixture.meeting(coordinator, boardId);
    await fixture.place(coordinator, meetingId, caseId);
    await died(patientId);
    await fixture.endings.end();
    expect(await read(caseId)).toMatchObject({ state: 'closed', stateReason: 'patient-died' });
    expect((await fixture.agenda(coordinator, meetingId)).items).toEqual([]);
    expect((await fixture.send('GET', `/api/meetings/${meetingId}`, coordinator)).json()).toMatchObject({
      itemCount: 0,
    });
  });
});

describe('a case goes with its patient', () => {
  const query = (sql: string, values: readonly unknown[]): Promise<unknown> =>
    fixture.service.database.query(sql, [...values]);
  const leaveBoard = (patientId: string) =>
    query('UPDATE patient_board SET until = now() WHERE patient_id = $1 AND board_id = $2', [patientId, boardId]);
  const state = (patientId: string, name: string, value: string) =>
    query(
      `INSERT INTO case_fact (patient_id, issuer, source_id, revision, ordinal, name, state, value, recorded_by)
      VALUES ($1, 'urn:test', $2, 1, 0, $3, 'known', $4, $5)`,
      [patientId, `${name} of ${patientId}`, name, value, coordinator.accountId],
    );
  const endOf = async (caseId: string): Promise<readonly unknown[]> => {
    await fixture.endings.end();
    const [row] = (await query('SELECT state, state_reason FROM board_case WHERE id = $1', [caseId])) as {
      state: string;
      state_reason: string | null;
    }[];
    return [row?.state, row?.state_reason];
  };

  it('ends where the patient leaves the board, and the board that the patient comes to has a case of its own', async () => {
    const { caseId, patientId, itemId } = await fixture.caseOf(boardId);
    const elsewhere = await fixture.service.board(`Elsewhere ${(boardCount += 1)}`);
    await fixture.service.accounts.addBoardMember({
      boardId: elsewhere,
      accountId: coordinator.accountId,
      role: 'coordinator',
    });
    // As an administrator moves a patient: in one transaction.
    await query(
      `WITH gone AS (UPDATE patient_board SET until = now() WHERE patient_id = $1 AND board_id = $2)
      INSERT INTO patient_board (patient_id, board_id) VALUES ($1, $3)`,
      [patientId, boardId, elsewhere],
    );
    expect(await endOf(caseId)).toEqual(['closed', 'moved']);
    await fixture.raising.raise();
    const there = await fixture.send('GET', `/api/cases?boardId=${elsewhere}`, coordinator);
    expect(
      there.json<{ items: CaseListRow[] }>().items.map(({ state: now, itemIds, reasons }) => ({
        state: now,
        itemIds,
        moved: reasons.includes('moved-here'),
      })),
    ).toEqual([{ state: 'raised', itemIds: [itemId], moved: true }]);
    expect((await fixture.send('GET', `/api/cases/${caseId}`, coordinator)).statusCode).toBe(404);
  });

  it.each(['accepted', 'returned', 'deferred', 'listed'])(
    'ends while it is %s, when the follow-up has ended',
    async (at) => {
      const { caseId, patientId } = await fixture.caseOf(boardId);
      await query('UPDATE board_case SET state = $2 WHERE id = $1', [caseId, at]);
      await state(patientId, 'follow-up-ended', '{"why": "transferred"}');
      expect(await endOf(caseId)).toEqual(['closed', 'follow-up-ended']);
    },
  );

  it('is decided still after a move: what was decided stays', async () => {
    const { caseId, patientId } = await fixture.caseOf(boardId);
    await query(`UPDATE board_case SET state = 'decided' WHERE id = $1`, [caseId]);
    await leaveBoard(patientId);
    expect(await endOf(caseId)).toEqual(['decided', null]);
  });

  it('ends where every question was about what turned out to be another tumour, off its agenda too', async () => {
    const { caseId, itemId } = await fixture.caseOf(boardId);
    const meetingId = await fixture.meeting(coordinator, boardId);
    await fixture.place(coordinator, meetingId, caseId);
    await query(`UPDATE discussion_item SET state = 'closed', state_reason = 'second-primary' WHERE id = $1`, [itemId]);
    expect(await endOf(caseId)).toEqual(['closed', 'second-primary']);
    expect((await fixture.agenda(coordinator, meetingId)).items).toEqual([]);
  });

  it('goes on where another question of it stands beside the other tumour', async () => {
    const { caseId, itemId } = await fixture.caseOf(boardId);
    await query(
      `INSERT INTO discussion_item (treatment_line_id, rule, rule_version, question, content, evidence_hash, input_hash, engine_version, rule_set_version, history_version, state)
      SELECT treatment_line_id, 'T7', rule_version, question, content, evidence_hash, input_hash, engine_version, rule_set_version, 1, 'draft' FROM discussion_item WHERE id = $1`,
      [itemId],
    );
    await fixture.raising.raise();
    await query(`UPDATE discussion_item SET state = 'closed', state_reason = 'second-primary' WHERE id = $1`, [itemId]);
    expect(await endOf(caseId)).toEqual(['raised', null]);
  });

  it('ends with a referral that is withdrawn', async () => {
    const person = await referrer();
    const { caseId } = await refer(person, whole('R-9'));
    expect((await move(caseId ?? '', { transition: 'withdraw' }, person)).json()).toMatchObject({ why: 'no-reason' });
    expect(await moved(caseId ?? '', { transition: 'withdraw', words: 'The patient declined.' }, person)).toMatchObject(
      {
        state: 'closed',
        history: expect.arrayContaining([expect.objectContaining({ event: 'withdraw', by: 'Rita Referrer' })]),
        referrals: [expect.objectContaining({ referrer: 'Rita Referrer' })],
      },
    );
    const { items } = (await fixture.send('GET', '/api/referrals', person)).json<{ items: object[] }>();
    expect(items).toEqual([expect.objectContaining({ state: 'withdrawn', caseState: 'closed', caseId })]);
    expect(await read(caseId ?? '')).toMatchObject({ state: 'closed' });
  });

  it('does not end with a referral where a question of the patient stands beside it', async () => {
    const { caseId, patientId } = await fixture.caseOf(boardId);
    const person = await referrer();
    await query(
      `INSERT INTO referral (board_id, referrer_id, patient_id, case_id, form, state) VALUES ($1, $2, $3, $4, '{"question": "?"}', 'sent')`,
      [boardId, person.accountId, patientId, caseId],
    );
    await moved(caseId, { transition: 'accept' });
    const refused = await move(caseId, { transition: 'withdraw', words: 'The patient declined.' }, person);
    expect([refused.statusCode, refused.json<{ detail: string }>().detail]).toEqual([
      409,
      expect.stringContaining('nothing stands in it but the one referral'),
    ]);
    expect(await read(caseId)).toMatchObject({ state: 'accepted', pointCount: 1 });
  });
});

describe('a case of which nothing is asked any more', () => {
  const settle = (itemId: string, state: string): Promise<unknown> =>
    fixture.service.database.query('UPDATE discussion_item SET state = $2 WHERE id = $1', [itemId, state]);

  it('falls away while nobody has worked on it', async () => {
    const { caseId, itemId } = await fixture.caseOf(boardId);
    await settle(itemId, 'closed');
    await fixture.endings.end();
    expect(await read(caseId)).toMatchObject({ state: 'closed', stateReason: 'question-gone' });
  });

  it('stays where a person took its points out: they may come in again', async () => {
    const { caseId, itemId } = await fixture.caseOf(boardId);
    await settle(itemId, 'dismissed');
    await fixture.endings.end();
    expect(await read(caseId)).toMatchObject({ state: 'raised', pointCount: 0 });
    await settle(itemId, 'accepted');
    expect(await read(caseId)).toMatchObject({ state: 'raised', itemIds: [itemId] });
  });
});

describe('a referral', () => {
  it('is kept as a draft, names what is missing, and raises a case of a patient of whom nothing was known', async () => {
    const person = await referrer();
    const begun = (await fixture.send('POST', '/api/referrals', person, { boardId, form: {} })).json<ShownReferral>();
    expect(begun).toMatchObject({ state: 'draft', missing: ['patient', 'question', 'presenter'], version: 1 });
    const early = await fixture.send('POST', `/api/referrals/${begun.id}/send`, person, undefined, '"1"');
    expect(early.statusCode).toBe(422);
    expect(early.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)).toEqual([
      '/form/patient',
      '/form/question',
      '/form/presenter',
    ]);
    const saved = await fixture.send('PUT', `/api/referrals/${begun.id}`, person, { form: whole('R-1') }, '"1"');
    expect(saved.json<ShownReferral>()).toMatchObject({ version: 2, missing: [] });
    expect((await fixture.send('PUT', `/api/referrals/${begun.id}`, person, { form: {} }, '"1"')).statusCode).toBe(412);
    const sent = (
      await fixture.send('POST', `/api/referrals/${begun.id}/send`, person, undefined, '"2"')
    ).json<ShownReferral>();
    expect(sent).toMatchObject({ state: 'sent', caseState: 'referred' });
    expect(await waiting('coordinator')).toEqual([sent.caseId]);
    expect(await read(sent.caseId ?? '')).toMatchObject({
      question: 'Is surgery of the neck to be discussed?',
      reasons: ['referral'],
      treatmentLineId: null,
    });
  });

  it('names the boards of the site to whom may refer', async () => {
    const answer = await fixture.send('GET', '/api/referrals/boards', await referrer());
    expect(answer.json<{ items: { id: string }[] }>().items.map(({ id }) => id)).toContain(boardId);
    const submitter = await fixture.service.machine('submitter');
    expect((await fixture.send('GET', '/api/referrals/boards', submitter)).statusCode).toBe(403);
  });

  it('joins the case of the patient that is open', async () => {
    const { caseId, patientId } = await fixture.caseOf(boardId);
    const sent = await refer(member, { question: 'And the lung?', presenter: 'Dr. B' }, patientId);
    expect(sent.caseId).toBe(caseId);
    expect((await read(caseId)).reasons).toEqual(expect.arrayContaining(['referral']));
    expect(await waiting('coordinator')).toEqual([caseId]);
  });

  it('comes back for information, is answered by who referred, and nobody else without a seat sees it', async () => {
    const person = await referrer();
    const { id, caseId } = await refer(person, whole('R-2'));
    await moved(caseId ?? '', { transition: 'return', words: 'The dose is not known.', asked });
    expect((await fixture.send('GET', `/api/referrals/${id}`, person)).json()).toMatchObject({
      asked,
      caseState: 'returned',
    });
    const answered = await moved(caseId ?? '', { transition: 'answer', words: '70 Gy in 35 fractions' }, person);
    expect(answered).toMatchObject({ state: 'raised', asked: null });
    expect(answered.history.at(-1)).toMatchObject({
      event: 'answer',
      words: '70 Gy in 35 fractions',
      by: 'Rita Referrer',
    });
    const stranger = await referrer();
    expect((await fixture.send('GET', `/api/cases/${caseId}`, stranger)).statusCode).toBe(404);
    expect((await fixture.send('GET', `/api/referrals/${id}`, stranger)).statusCode).toBe(404);
  });

  it('goes into another open case of the patient, which then has its words', async () => {
    const { caseId, from } = await twoCases();
    await fixture.send('POST', `/api/cases/${from}/comments`, coordinator, { words: 'Said there', proposes: false });
    const merged = await moved(from, { transition: 'merge', intoCaseId: caseId });
    expect(merged).toMatchObject({ state: 'merged', mergedInto: { id: caseId } });
    const into = await read(caseId);
    expect(into.comments.map(({ words }) => words)).toEqual(['Said there']);
    expect(into.history.at(-1)).toMatchObject({ event: 'took-in' });
    expect(into).toMatchObject({ tookIn: [{ id: from, pointsElsewhere: 0 }] });
    expect((await move(caseId, { transition: 'merge', intoCaseId: from })).statusCode).toBe(409);
  });

  it('of another treatment line says how many points are not read there', async () => {
    const { caseId, from } = await twoCases();
    await moved(caseId, { transition: 'merge', intoCaseId: from });
    expect(await read(from)).toMatchObject({ tookIn: [{ id: caseId, pointsElsewhere: 1 }] });
  });
});

/** Two open cases of one patient, of a treatment line each; the second is there by a referral. */
async function twoCases(): Promise<{ readonly caseId: string; readonly from: string; readonly patientId: string }> {
  const { caseId, patientId } = await fixture.caseOf(boardId);
  const [line] = await fixture.service.database.query<{ id: string }[]>(
    `INSERT INTO treatment_line (patient_id, line_key, implied, open_question) VALUES ($1, 'second', false, false) RETURNING id`,
    [patientId],
  );
  const [other] = await fixture.service.database.query<{ id: string }[]>(
    `INSERT INTO board_case (board_id, patient_id, treatment_line_id, number, state, reasons, proposal, deadline, deadline_clock)
    SELECT board_id, patient_id, $2, number + 1000, 'raised', '{referral}', 'Surgery', '2031-07-01', 'the referral' FROM board_case WHERE id = $1 RETURNING id`,
    [caseId, line?.id],
  );
  const from = other?.id ?? '';
  const { database } = fixture.service;
  await database.query(
    `INSERT INTO referral (board_id, referrer_id, patient_id, case_id, form, state) VALUES ($1, $2, $3, $4, '{"question": "?"}', 'sent')`,
    [boardId, coordinator.accountId, patientId, from],
  );
  return { caseId, from, patientId };
}

describe('a case that went into another', () => {
  const comment = (caseId: string, words: string) =>
    fixture.send('POST', `/api/cases/${caseId}/comments`, coordinator, { words, proposes: false });

  it('comes out again with what it brought, and what came to the other one since stays there', async () => {
    const { caseId, from } = await twoCases();
    const before = await read(caseId);
    await comment(from, 'Said before');
    await moved(from, { transition: 'merge', intoCaseId: caseId });
    expect(await read(caseId)).toMatchObject({
      reasons: ['question', 'referral'],
      proposal: 'Surgery',
      deadline: '2031-07-01',
      referrals: [expect.anything()],
    });
    await comment(caseId, 'Said of the other one since');
    const { version } = await read(caseId);
    await fixture.send('PATCH', `/api/cases/${caseId}`, coordinator, { deadline: '2031-06-01' }, `"${version}"`);

    expect((await move(from, { transition: 'unmerge' }, member)).json()).toMatchObject({ why: 'not-by-you' });
    const out = await moved(from, { transition: 'unmerge' });
    expect(out).toMatchObject({ state: 'accepted', mergedInto: null, referrals: [expect.anything()] });
    expect(out.comments.map(({ words }) => words)).toEqual(['Said before']);
    const stayed = await read(caseId);
    expect(stayed).toMatchObject({
      reasons: before.reasons,
      proposal: null,
      deadline: '2031-06-01',
      deadlineClock: 'the referral',
      referrals: [],
      pointCount: 1,
    });
    expect(stayed.comments.map(({ words }) => words)).toEqual(['Said of the other one since']);
    expect(stayed.history.at(-1)).toMatchObject({ event: 'gave-back', detail: { caseId: from } });
  });

  it('takes the treatment line back that a referral without one had from it, with what was asked since', async () => {
    const { caseId, itemId, patientId } = await fixture.caseOf(boardId);
    const [referred] = await fixture.service.database.query<{ id: string }[]>(
      `INSERT INTO board_case (board_id, patient_id, treatment_line_id, number, state, reasons)
      SELECT board_id, patient_id, NULL, number + 1000, 'referred', '{referral}' FROM board_case WHERE id = $1 RETURNING id`,
      [caseId],
    );
    const into = referred?.id ?? '';
    await moved(caseId, { transition: 'merge', intoCaseId: into });
    expect(await read(into)).toMatchObject({ pointCount: 1 });
    const newer = await fixture.successor(itemId, 'draft');
    await fixture.raising.raise();
    expect(await read(into)).toMatchObject({ itemIds: [newer] });
    expect(await moved(caseId, { transition: 'unmerge' })).toMatchObject({ state: 'accepted', itemIds: [newer] });
    expect(await read(into)).toMatchObject({ treatmentLineId: null, state: 'referred', itemIds: [] });
    expect(await fixture.raising.raise()).toBe(0);
    expect(
      await fixture.service.database.query(
        'SELECT case_id FROM board_case_point JOIN board_case ON board_case.id = case_id WHERE patient_id = $1 AND discussion_item_id = $2',
        [patientId, newer],
      ),
    ).toEqual([{ case_id: caseId }]);
  });

  it.each(['prepared', 'discussed', 'listed', 'decided', 'closed'])(
    'stays there once that one is %s, and a refusal says so',
    async (state) => {
      const { caseId, from } = await twoCases();
      await moved(from, { transition: 'merge', intoCaseId: caseId });
      await fixture.service.database.query('UPDATE board_case SET state = $2 WHERE id = $1', [caseId, state]);
      const refused = await move(from, { transition: 'unmerge' });
      expect(refused.statusCode).toBe(409);
      expect(refused.json<{ detail: string; why: string }>()).toMatchObject({
        why: 'not-yet',
        detail: expect.stringContaining('was not prepared, listed, discussed or decided since'),
      });
      expect(await read(from)).toMatchObject({ state: 'merged', mergedInto: { id: caseId } });
    },
  );

  it('stays there after that one was made ready once, though it waits again', async () => {
    const { caseId, from } = await twoCases();
    await moved(from, { transition: 'merge', intoCaseId: caseId });
    await moved(caseId, { transition: 'accept' });
    await moved(caseId, { transition: 'list', protocol: 'Follow-up' });
    await moved(caseId, { transition: 'discuss-after-all', words: 'new symptoms' });
    expect((await read(caseId)).state).toBe('accepted');
    expect((await move(from, { transition: 'unmerge' })).statusCode).toBe(409);
  });
});
