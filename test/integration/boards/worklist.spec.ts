import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CaseListRow } from '../../../src/modules/boards/cases/case-views.js';
import { CaseRaising } from '../../../src/modules/boards/cases/case-raising.service.js';
import type { WorklistRow } from '../../../src/modules/boards/worklist/worklist-views.js';
import type { Page } from '../../../src/platform/http/index.js';
import { assessmentsOf, openTriageFixture, resized, type TriageFixture } from '../triage/triage-fixture.js';

let fixture: TriageFixture;
let coordinator: string;
beforeEach(async () => {
  fixture = await openTriageFixture();
  coordinator = await fixture.person('coordinator');
});
afterEach(() => fixture.close());

const read = async <Row>(path: string, person = coordinator): Promise<Page<Row>> => {
  const answer = await fixture.send('GET', path, person);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<Page<Row>>();
};
const beside = async (query = ''): Promise<readonly WorklistRow[]> =>
  (await read<WorklistRow>(`/api/worklist${query}`)).items;
const cases = async (query = ''): Promise<readonly CaseListRow[]> =>
  (await read<CaseListRow>(`/api/cases${query}`)).items;

const receiveAll = async (...patients: readonly string[]): Promise<Readonly<Record<string, string>>> => {
  const lines: Record<string, string> = {};
  for (const patient of patients) lines[patient] = await fixture.receive(patient);
  await fixture.classify(...Object.values(lines));
  await raise();
  return lines;
};
const raise = (): Promise<number> => fixture.application.get(CaseRaising).raise();
const meeting = async (inHours: number, minutes = 60): Promise<string> => {
  const startsAt = new Date(Date.now() + inHours * 3_600_000).toISOString();
  return (
    await fixture.send('POST', `/api/boards/${fixture.context.boardId}/meetings`, coordinator, { startsAt, minutes })
  ).json<{ id: string }>().id;
};
const place = async (meetingId: string, caseId: string, minutes = 5): Promise<void> => {
  const { version } = (await fixture.send('GET', `/api/meetings/${meetingId}`, coordinator)).json<{
    version: number;
  }>();
  const answer = await fixture.send(
    'POST',
    `/api/meetings/${meetingId}/agenda`,
    coordinator,
    { caseId, minutes },
    `"${version}"`,
  );
  if (answer.statusCode !== 201) throw new Error(answer.body);
};

/** What is asked of patients is answered elsewhere: their watches stand alone then. */
const dismissQuestions = async (...numbers: readonly string[]): Promise<void> => {
  const asked = await fixture.query<{ id: string; version: number }>(
    `SELECT item.id, item.version FROM discussion_item AS item JOIN treatment_line AS line ON line.id = item.treatment_line_id
    JOIN patient ON patient.id = line.patient_id WHERE patient.patient_id = ANY ($1) AND item.state = 'draft' AND item.superseded_at IS NULL`,
    numbers,
  );
  for (const { id, version } of asked) {
    const answer = await fixture.send(
      'POST',
      `/api/items/${id}/dismiss`,
      coordinator,
      { reason: 'answered-outside-the-board' },
      `"${version}"`,
    );
    if (answer.statusCode >= 300) throw new Error(answer.body);
  }
};

describe('the list of cases, of the cohort', () => {
  it('has one case a patient, numbered, with its flag, its question, its points and its last scan', async () => {
    await receiveAll('HN-01');
    const [row, ...others] = await cases();
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      number: 1,
      siteAndStage: { en: expect.any(String), de: expect.any(String) },
      state: 'raised',
      reasons: ['flag'],
      pointCount: 4,
      questionProposed: true,
      finding: { tier: 'flag', definition: 'DR-A' },
      lineState: 'current',
      heldAssessments: 0,
      lastScan: { from: '2026-05-18', to: '2026-05-18' },
      meeting: null,
      proposedMeeting: null,
    });
    expect(row?.question).toMatch(/treated locally/);
    expect(await beside()).toEqual([]);
  });

  it('says of a case without a flag that it is a question', async () => {
    await receiveAll('HN-07');
    expect((await cases()).map(({ finding, reasons }) => [finding, reasons])).toEqual([[null, ['question']]]);
  });

  it('proposes the next meeting with time left, and tells on which a case stands', async () => {
    await receiveAll('HN-01', 'HN-11');
    const [full, free] = [await meeting(24, 8), await meeting(48)];
    const [one, other] = await cases();
    expect([one?.proposedMeeting?.id, other?.proposedMeeting?.id]).toEqual([full, full]);
    await place(full, one?.id ?? '');
    expect((await cases('?waitsFor=board')).map(({ id, meeting: on }) => [id, on?.id])).toEqual([[one?.id, full]]);
    expect((await cases('?waitsFor=coordinator')).map((row) => [row.id, row.proposedMeeting?.id])).toEqual([
      [other?.id, free],
    ]);
  });

  it('lets new evidence join the case that is open, and raises no other', async () => {
    const { 'HN-01': line = '' } = await receiveAll('HN-01');
    const [before] = await cases();
    await fixture.record(resized(assessmentsOf('HN-01').at(-1)!, { N: '29' }));
    await fixture.classify(line);
    await raise();
    const [after, ...others] = await cases();
    expect(others).toEqual([]);
    expect([after?.id, after?.version]).toEqual([before?.id, (before?.version ?? 0) + 1]);
  });

  it('holds no number of a patient, and stands in the audit', async () => {
    await receiveAll('HN-01');
    const answer = await fixture.send('GET', '/api/cases', await fixture.person('member'));
    expect(answer.body).not.toContain('HN-');
    expect((await fixture.send('GET', '/api/cases', await fixture.administrator())).statusCode).toBe(403);
    const [row] = await cases();
    const [audited] = await fixture.query<{ patient_ids: string[] }>(
      `SELECT patient_ids FROM audit_event WHERE action = 'case.list' ORDER BY id DESC LIMIT 1`,
    );
    expect(audited?.patient_ids).toEqual([row?.patient.id]);
  });
});

describe('what stands beside the cases', () => {
  it('is a line of which nothing could be computed, until it can', async () => {
    const line = await fixture.receive('HN-01');
    fixture.reader.broken.add(line);
    await fixture.classify(line);
    expect(await beside()).toMatchObject([
      { kind: 'failed', treatmentLineId: line, lineState: 'failed', finding: null },
    ]);
    fixture.reader.broken.clear();
    await fixture.record(resized(assessmentsOf('HN-01').at(-1)!, { N: '27' }));
    await fixture.classify(line);
    await raise();
    expect(await beside()).toEqual([]);
    expect((await cases()).map(({ lineState }) => lineState)).toEqual(['current']);
  });

  it('is a line with held scans of which nothing else is open; a case says of its own how many are held', async () => {
    await receiveAll('HN-01');
    const [first] = assessmentsOf('HN-03');
    await fixture.record(first!);
    await fixture.query(`UPDATE assessment SET state = 'held'`);
    const shown = await beside();
    expect(shown).toMatchObject([{ kind: 'held', lineState: 'being-classified', finding: null, heldAssessments: 1 }]);
    expect(await beside('?kind=held')).toEqual(shown);
    expect(await beside('?kind=failed')).toEqual([]);
    expect((await cases()).map(({ lineState }) => lineState)).toEqual(['held']);
    await fixture.query(`UPDATE assessment SET state = 'accepted'`);
    expect((await beside()).map(({ kind }) => kind)).not.toContain('held');
  });

  it('is a watch with why it is no flag, in the order of the last scans, the same in pages as whole', async () => {
    await receiveAll('HN-01', 'HN-02', 'HN-03', 'HN-13', 'HN-16', 'HN-07', 'HN-05');
    await dismissQuestions('HN-13', 'HN-16', 'HN-03');
    const whole = await beside('?limit=200');
    expect(whole.length).toBeGreaterThan(1);
    for (const row of whole) {
      expect(row.kind).toBe('watch');
      expect(row.finding?.definition).not.toBe('');
    }
    const scans = whole.map(({ lastScan }) => lastScan?.to ?? '9999');
    expect(scans).toEqual([...scans].sort());
    const paged: WorklistRow[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<WorklistRow> = await read(`/api/worklist?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
      paged.push(...page.items);
      cursor = page.next;
    }
    expect(paged).toEqual(whole);
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
  });

  it('is nothing to someone without a seat, holds no number of a patient, and stands in the audit', async () => {
    await receiveAll('HN-13');
    expect((await fixture.send('GET', '/api/worklist', await fixture.administrator())).statusCode).toBe(403);
    expect((await fixture.send('GET', '/api/worklist', await fixture.person('member'))).body).not.toContain('HN-');
    const shown = await beside();
    const [audited] = await fixture.query<{ patient_ids: string[] }>(
      `SELECT patient_ids FROM audit_event WHERE action = 'worklist.read' ORDER BY id DESC LIMIT 1`,
    );
    expect(audited?.patient_ids).toEqual([...new Set(shown.map(({ patient }) => patient.id))]);
  });
});
