import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from '../../../src/platform/http/index.js';
import type { WorklistRow } from '../../../src/modules/boards/worklist/worklist-views.js';
import { assessmentsOf, openTriageFixture, resized, type TriageFixture } from '../triage/triage-fixture.js';

let fixture: TriageFixture;
let coordinator: string;
beforeEach(async () => {
  fixture = await openTriageFixture();
  coordinator = await fixture.person('coordinator');
});
afterEach(() => fixture.close());

const read = async (query = '', person = coordinator): Promise<Page<WorklistRow>> => {
  const answer = await fixture.send('GET', `/api/worklist${query}`, person);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<Page<WorklistRow>>();
};
const rows = async (query = '', person = coordinator): Promise<readonly WorklistRow[]> =>
  (await read(query, person)).items;

const receiveAll = async (...patients: readonly string[]): Promise<Readonly<Record<string, string>>> => {
  const lines: Record<string, string> = {};
  for (const patient of patients) lines[patient] = await fixture.receive(patient);
  await fixture.classify(...Object.values(lines));
  return lines;
};
const numbersOf = async (shown: readonly WorklistRow[]): Promise<string[]> => {
  const found = await fixture.query<{ id: string; number: string }>(
    'SELECT line.id, patient.patient_id AS number FROM treatment_line AS line JOIN patient ON patient.id = line.patient_id',
  );
  return shown.map(({ treatmentLineId }) => found.find(({ id }) => id === treatmentLineId)?.number ?? '');
};
const meeting = async (inHours: number, minutes = 60): Promise<string> => {
  const startsAt = new Date(Date.now() + inHours * 3_600_000).toISOString();
  return (
    await fixture.send('POST', `/api/boards/${fixture.context.boardId}/meetings`, coordinator, { startsAt, minutes })
  ).json<{ id: string }>().id;
};
const place = async (meetingId: string, itemId: string, minutes = 5): Promise<void> => {
  const { version, state } = (await fixture.send('GET', `/api/items/${itemId}`, coordinator)).json<{
    version: number;
    state: string;
  }>();
  if (state === 'draft') await fixture.send('POST', `/api/items/${itemId}/accept`, coordinator, {}, `"${version}"`);
  const agenda = (await fixture.send('GET', `/api/meetings/${meetingId}`, coordinator)).json<{ version: number }>();
  const answer = await fixture.send(
    'POST',
    `/api/meetings/${meetingId}/agenda`,
    coordinator,
    { itemId, minutes },
    `"${agenda.version}"`,
  );
  if (answer.statusCode !== 201) throw new Error(answer.body);
};

describe('the worklist', () => {
  it('has flags first, then questions without a flag, then watches, each with the oldest last scan first', async () => {
    await receiveAll('HN-01', 'HN-02', 'HN-03', 'HN-07', 'HN-11', 'HN-12');
    const shown = await rows();
    const order = ['flag', 'question', 'failed', 'held', 'watch'];
    expect(shown.map(({ kind }) => order.indexOf(kind))).toEqual(
      shown.map(({ kind }) => order.indexOf(kind)).sort((one, other) => one - other),
    );
    expect(await numbersOf(shown.filter(({ kind }) => kind === 'flag'))).toEqual(['HN-02', 'HN-03', 'HN-01']);
    const questions = shown.filter(({ kind }) => kind === 'question');
    expect((await numbersOf(questions)).sort()).toEqual(['HN-07', 'HN-11', 'HN-12']);
    const scans = questions.map(({ lastScan }) => lastScan?.to ?? '9999');
    expect(scans).toEqual([...scans].sort());
  });

  it('tells of a flag what it is, why, and what is asked', async () => {
    await receiveAll('HN-01');
    const [flag, ...others] = await rows();
    expect(others).toEqual([]);
    expect(flag).toMatchObject({
      kind: 'flag',
      lineState: 'current',
      heldAssessments: 0,
      lastScan: { from: '2026-05-18', to: '2026-05-18' },
      meeting: null,
      proposedMeeting: null,
      finding: { tier: 'flag', definition: 'DR-A', holds: [] },
    });
    expect(flag?.reason).toContain('N (lymph nodes) grew 18 to 26 mm');
    expect(flag?.questions.map(({ rule, state, meetingId }) => [rule, state, meetingId])).toEqual([
      ['T3a', 'draft', null],
      ['T4', 'draft', null],
      ['T5', 'draft', null],
      ['T2', 'draft', null],
    ]);
  });

  it('tells the end of the window that a question names, and of no other', async () => {
    await receiveAll('HN-02');
    const [flag] = await rows();
    expect(flag?.questions.map(({ rule, windowEnds }) => [rule, windowEnds]).sort()).toEqual([
      ['T1', '2026-05-11'],
      ['T10', null],
      ['T2', null],
      ['T3b', null],
    ]);
  });

  it('shows one row for a case whose questions have no flag, with why the first of them is asked; what a report names leads', async () => {
    await receiveAll('HN-07');
    const [row, ...others] = await rows('?kind=question');
    expect(others).toEqual([]);
    expect(row?.finding).toBeNull();
    expect(row?.questions.map(({ rule }) => rule)).toEqual(['T9', 'T7', 'T8']);
    expect(row?.questions[0]).toMatchObject({
      question: expect.stringContaining('carotid contact 200 degrees'),
      title: 'A report names an organ at risk',
    });
    expect(row?.reason).toContain('carotid');
  });

  it('loses the row when the last question is dismissed, and has it again when that is taken back', async () => {
    await receiveAll('HN-11');
    const [row] = await rows('?kind=question');
    const itemId = row?.questions[0]?.id ?? '';
    await fixture.send('POST', `/api/items/${itemId}/dismiss`, coordinator, { reason: 'discussed elsewhere' }, '"1"');
    expect(await rows()).toEqual([]);
    await fixture.send('POST', `/api/items/${itemId}/accept`, coordinator, {}, '"2"');
    expect((await rows()).map(({ kind, questions }) => [kind, questions[0]?.state])).toEqual([
      ['question', 'accepted'],
    ]);
  });

  it('proposes the next meeting with time left, and tells on which a question stands', async () => {
    await receiveAll('HN-01', 'HN-11');
    const [full, free] = [await meeting(24, 8), await meeting(48)];
    const [flagged, asked] = await rows();
    expect(asked?.proposedMeeting?.id).toBe(full);
    await place(full, asked?.questions[0]?.id ?? '');
    expect((await rows('?placed=placed')).map(({ treatmentLineId, meeting: on }) => [treatmentLineId, on?.id])).toEqual(
      [[asked?.treatmentLineId, full]],
    );
    const [left, ...others] = await rows('?placed=open');
    expect([others.length, left?.treatmentLineId, left?.proposedMeeting?.id]).toEqual([
      0,
      flagged?.treatmentLineId,
      free,
    ]);

    await place(free, left?.questions[1]?.id ?? '');
    const [partly] = await rows('?placed=open');
    expect(partly?.meeting?.id).toBe(free);
    expect(partly?.questions.map(({ meetingId }) => meetingId)).toEqual([null, null, null, free]);
    expect(await rows('?placed=placed')).toHaveLength(2);
    for (const { id, meetingId } of partly?.questions ?? []) if (meetingId === null) await place(free, id);
    expect(await rows('?placed=open')).toEqual([]);
  });

  it('forgets a meeting that was cancelled', async () => {
    await receiveAll('HN-11');
    const meetingId = await meeting(24);
    const [row] = await rows();
    await place(meetingId, row?.questions[0]?.id ?? '');
    await fixture.send('POST', `/api/meetings/${meetingId}/cancel`, coordinator, { reason: 'holiday' }, '"2"');
    expect((await rows('?placed=open')).map((shown) => [shown.meeting, shown.proposedMeeting])).toEqual([[null, null]]);
  });

  it('moves a case that a later scan flags, and keeps its order by the scan that is now the last', async () => {
    const { 'HN-02': line = '' } = await receiveAll('HN-01', 'HN-02');
    expect(await numbersOf(await rows())).toEqual(['HN-02', 'HN-01']);
    const last = assessmentsOf('HN-02').at(-1)!;
    await fixture.record({
      ...last,
      sourceId: `${last.sourceId}/later`,
      timepoint: { label: 'later', date: '2026-06-20' },
    });
    await fixture.classify(line);
    const shown = (await rows()).filter(({ kind }) => kind === 'flag');
    expect((await numbersOf(shown)).at(-1)).toBe('HN-02');
  });

  it('has a row for a line of which nothing could be computed', async () => {
    const line = await fixture.receive('HN-01');
    fixture.reader.broken.add(line);
    await fixture.classify(line);
    expect(await rows()).toMatchObject([
      { kind: 'failed', treatmentLineId: line, lineState: 'failed', finding: null, questions: [] },
    ]);
    fixture.reader.broken.clear();
    await fixture.record(resized(assessmentsOf('HN-01').at(-1)!, { N: '27' }));
    await fixture.classify(line);
    expect((await rows()).map(({ kind, lineState }) => [kind, lineState])).toEqual([['flag', 'current']]);
  });

  it('has a row for a line of which nothing but held scans are there, and none of its own beside a flag', async () => {
    await receiveAll('HN-01');
    const [first] = assessmentsOf('HN-03');
    await fixture.record(first!);
    await fixture.query(`UPDATE assessment SET state = 'held'`);
    const shown = await rows();
    expect(shown.map(({ kind, lineState }) => [kind, lineState])).toEqual([
      ['flag', 'held'],
      ['held', 'being-classified'],
    ]);
    expect(shown[1]).toMatchObject({ finding: null, reason: null, questions: [], heldAssessments: 1 });
    expect(await rows('?kind=held')).toEqual([shown[1]]);
    await fixture.query(`UPDATE assessment SET state = 'accepted'`);
    expect((await rows()).map(({ kind }) => kind)).toEqual(['flag']);
  });

  it('puts a question whose window has passed after the others of its case', async () => {
    await receiveAll('HN-02');
    const [flag] = await rows();
    expect(flag?.questions.map(({ rule }) => rule)).toEqual(['T3b', 'T2', 'T10', 'T1']);
  });

  it.each([1, 2, 3])('is the same in pages of %i as whole', async (limit) => {
    await receiveAll('HN-01', 'HN-02', 'HN-03', 'HN-07', 'HN-11', 'HN-12', 'HN-16');
    const whole = await rows('?limit=200');
    const paged: WorklistRow[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<WorklistRow> = await read(`?limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`);
      paged.push(...page.items);
      cursor = page.next;
    }
    expect(paged).toEqual(whole);
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
    expect(whole.length).toBeGreaterThan(5);
  });

  it('shows nothing to someone without a seat, holds no number of a patient, and stands in the audit', async () => {
    await receiveAll('HN-01');
    expect((await fixture.send('GET', '/api/worklist', await fixture.administrator())).statusCode).toBe(403);
    const answer = await fixture.send('GET', '/api/worklist', await fixture.person('member'));
    expect(answer.body).not.toContain('HN-');
    const [row] = await rows();
    const [audited] = await fixture.query<{ patient_ids: string[] }>(
      `SELECT patient_ids FROM audit_event WHERE action = 'worklist.read' ORDER BY id DESC LIMIT 1`,
    );
    expect(audited?.patient_ids).toEqual([row?.patient.id]);
  });
});
