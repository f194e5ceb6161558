/** One board's work from end to end: over HTTP with five accounts, then on the screens by two people. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { until } from '../support/until.js';
import { startService, type ServiceUnderTest } from './support/service.js';

interface SeenCase {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly version: number;
  readonly reasons: readonly string[];
  readonly stateReason: string | null;
  readonly patient: { readonly id: string };
  readonly comments: readonly { readonly words: string }[];
  readonly history: readonly { readonly event: string }[];
}
interface SeenAgenda {
  readonly meeting: { readonly id: string; readonly version: number };
  readonly items: readonly { readonly content: { readonly case: { readonly id: string } } | null }[];
}
type Account = 'coordinator' | 'member' | 'sender' | 'administrator' | 'referrer';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service?.close());

const demo = new URL('../../demo/head-and-neck/', import.meta.url);

/** What is known of the first patient of the cohort, as another patient's, on a treatment line of that name. */
async function documentsOf(file: string, patient: string, line: string): Promise<object[]> {
  return (await readFile(new URL(file, demo), 'utf8'))
    .split('\n')
    .filter((text) => text.includes('"HN-01"'))
    .map(
      (text) =>
        JSON.parse(
          text
            .replaceAll('HN-01/immunotherapy', `${patient}/${line}`)
            .replaceAll('"HN-01/', `"${patient}/${line}/`)
            .replaceAll('HN-01', patient),
        ) as object,
    );
}

/** One lesion grows while three shrink. */
const rows = (patient: string, line: string): string =>
  [
    'patient_issuer,patient,treatment_line,evaluator,timepoint,date,lesion,role,organ,axis,size_mm,synthetic',
    ...(
      [
        ['baseline', '2026-01-07', [18, 24, 18, 20]],
        ['week 9', '2026-03-16', [26, 12, 9, 11]],
      ] as const
    ).flatMap(([timepoint, date, sizes]) =>
      sizes.map((size, index) => {
        const [lesion, organ, axis] = [
          ['N', 'lymph-node', 'short-axis'],
          ['L1', 'lung', 'longest-diameter'],
          ['L2', 'lung', 'longest-diameter'],
          ['H', 'liver', 'longest-diameter'],
        ][index]!;
        return `consilium-demo,${patient},${patient}/${line},radiology,${timepoint},${date},${lesion},target,${organ},${axis},${size},yes`;
      }),
    ),
  ].join('\n');

async function inDatabase<Row>(sql: string, values: readonly unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: service.databaseUrl });
  await client.connect();
  try {
    return (await client.query(sql, [...values])).rows as Row[];
  } finally {
    await client.end();
  }
}

describe('a case, over HTTP with five accounts', () => {
  const call = <Answer>(as: Account, method: string, path: string, body?: object, ifMatch?: number): Promise<Answer> =>
    service.call<Answer>(method, path, { as, body, ...(ifMatch === undefined ? {} : { ifMatch: `"${ifMatch}"` }) });
  const read = (id: string): Promise<SeenCase> => call('coordinator', 'GET', `/api/cases/${id}`);
  const move = async (as: Account, id: string, body: object): Promise<SeenCase> =>
    call(
      as,
      'POST',
      `/api/cases/${id}/transitions`,
      body,
      (await call<SeenCase>(as, 'GET', `/api/cases/${id}`)).version,
    );
  const agenda = (meetingId: string): Promise<SeenAgenda> =>
    call('coordinator', 'GET', `/api/meetings/${meetingId}/agenda`);
  const onAgenda = async (meetingId: string, path: string, body: object): Promise<SeenAgenda> =>
    call('coordinator', 'POST', `/api/meetings/${meetingId}/${path}`, body, (await agenda(meetingId)).meeting.version);
  const casesOn = async (meetingId: string): Promise<(string | undefined)[]> =>
    (await agenda(meetingId)).items.map(({ content }) => content?.case.id);
  const meeting = async (days: number): Promise<string> => {
    const startsAt = new Date(Date.now() + days * 864e5).toISOString();
    const path = `/api/boards/${service.boardId}/meetings`;
    return (await call<{ id: string }>('coordinator', 'POST', path, { startsAt, minutes: 60 })).id;
  };
  /** Open cases of a patient, once there are so many. */
  async function casesOf(patient: string, count: number): Promise<SeenCase[]> {
    let found: SeenCase[] = [];
    await until(`${patient} has ${count} cases`, async () => {
      const [known] = (
        await call<{ items: { id: string }[] }>('coordinator', 'POST', '/api/patients/search', { patientId: patient })
      ).items;
      if (known !== undefined)
        found = (await call<{ items: SeenCase[] }>('coordinator', 'GET', `/api/cases?patientId=${known.id}`)).items;
      return found.length === count;
    });
    return found;
  }

  it('goes from an import to its end, and the audit has each step', async () => {
    // Import, and a flag.
    await call('sender', 'POST', '/api/facts', await documentsOf('facts.jsonl', 'W-1', 'first'));
    await service.uploadCsv(rows('W-1', 'first'));
    const [flagged] = await casesOf('W-1', 1);
    expect(flagged).toMatchObject({ state: 'raised', reasons: ['flag'] });
    const first = flagged!.id;

    // A clinician refers a second patient, of whom nothing was measured; it is returned for information and answered.
    const form = {
      patient: { issuer: 'consilium-demo', id: 'W-2' },
      question: 'Is surgery of the neck to be discussed?',
      presenter: 'Dr. A',
    };
    const draft = await call<{ id: string; version: number }>('referrer', 'POST', '/api/referrals', {
      boardId: service.boardId,
      form,
    });
    const { caseId: referred } = await call<{ caseId: string }>(
      'referrer',
      'POST',
      `/api/referrals/${draft.id}/send`,
      undefined,
      draft.version,
    );
    expect((await read(referred)).state).toBe('referred');
    const asked = { what: 'The dose of the first radiotherapy', from: 'Radiation oncology', until: '2031-07-08' };
    await move('coordinator', referred, { transition: 'return', words: 'The dose is not known.', asked });
    expect(await move('referrer', referred, { transition: 'answer', words: '70 Gy in 35 fractions' })).toMatchObject({
      state: 'raised',
    });

    // A second line of the first patient has a case of its own; a member comments, and it goes into the first.
    await call('sender', 'POST', '/api/facts', await documentsOf('facts.jsonl', 'W-1', 'second'));
    await call('sender', 'POST', '/api/assessments', await documentsOf('assessments.jsonl', 'W-1', 'second'));
    const second = (await casesOf('W-1', 2)).find(({ id }) => id !== first)!.id;
    await call('member', 'POST', `/api/cases/${second}/comments`, {
      words: 'One patient, one discussion',
      proposes: true,
    });
    await move('coordinator', second, { transition: 'merge', intoCaseId: first });
    expect((await read(first)).comments.map(({ words }) => words)).toEqual(['One patient, one discussion']);

    // Scheduled, carried over, and waiting again when that meeting is cancelled.
    const [early, late] = [await meeting(20), await meeting(27)];
    for (const caseId of [first, referred]) await onAgenda(early, 'agenda', { caseId });
    await onAgenda(early, 'agenda/carry-over', { toMeetingId: late });
    expect([await casesOn(early), await casesOn(late)]).toEqual([[], [first, referred]]);
    await onAgenda(late, 'cancel', { reason: 'public holiday' });
    expect([(await read(first)).state, (await read(referred)).state]).toEqual(['accepted', 'accepted']);

    // The patient dies: the case ends and leaves the agenda, the other one stays there.
    await onAgenda(early, 'agenda', { caseId: first });
    await onAgenda(early, 'agenda', { caseId: referred });
    await call('sender', 'POST', '/api/facts', [
      {
        issuer: 'consilium-demo',
        sourceId: 'W-1/death',
        synthetic: true,
        patient: { issuer: 'consilium-demo', id: 'W-1' },
        treatmentLine: 'W-1/first',
        facts: [{ name: 'died', state: 'known', value: true, date: '2026-04-01', source: 'registry' }],
      },
    ]);
    await until('the case ends with its patient', async () => (await read(first)).state === 'closed');
    expect((await read(first)).stateReason).toBe('patient-died');
    expect(await casesOn(early)).toEqual([referred]);

    expect((await read(first)).history.map(({ event }) => event)).toEqual([
      'raise',
      'took-in',
      ...['schedule', 'take-off', 'schedule', 'take-off', 'schedule', 'end'],
    ]);
    const audited = await inDatabase<{ action: string; who: string }>(
      `SELECT action, coalesce(account.display_name, actor_kind) AS who FROM audit_event LEFT JOIN account ON account.id = actor_id
      WHERE NOT action LIKE '%.read' AND NOT action LIKE '%.list' AND (
        (subject_type = 'case' AND subject_id = ANY ($1::bigint[])) OR (subject_type = 'meeting' AND subject_id = ANY ($2::bigint[]))
        OR (subject_type = 'referral' AND subject_id = $3)) ORDER BY audit_event.id`,
      [[first, second, referred], [early, late], draft.id],
    );
    expect(audited.map(({ action, who }) => `${action} ${who}`)).toEqual([]);
  });
});
