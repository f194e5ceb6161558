/** One board's work from end to end: over HTTP with five accounts, then on the screens by two people. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Browser, Locator, Page } from 'playwright-core';
import { soon, until } from '../support/until.js';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { agendaCases, chooseFact, openPage, signIn } from './support/pages.js';
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

/** The scans of the first patient as a file of rows: one lesion grows while three shrink. */
const rows = (patient: string, line: string): string =>
  [
    'patient_issuer,patient,treatment_line,evaluator,reader,modality,timepoint,date,baseline,lesion,role,organ,axis,size_mm,synthetic',
    ...(
      [
        ['baseline', '2026-01-07', 'yes', [18, 24, 18, 20]],
        ['week 9', '2026-03-16', 'no', [19, 16, 13, 15]],
        ['week 18', '2026-05-18', 'no', [26, 12, 9, 11]],
      ] as const
    ).flatMap(([timepoint, date, baseline, sizes]) =>
      sizes.map((size, index) => {
        const [lesion, organ, axis] = [
          ['N', 'lymph-node', 'short-axis'],
          ['L1', 'lung', 'longest-diameter'],
          ['L2', 'lung', 'longest-diameter'],
          ['H', 'liver', 'longest-diameter'],
        ][index]!;
        return `consilium-demo,${patient},${patient}/${line},radiology,reader 1,CT,${timepoint},${date},${baseline},${lesion},target,${organ},${axis},${size},yes`;
      }),
    ),
  ].join('\n');

/** That a patient died, as a register sends it. */
const deathOf = (patient: string, line: string): object => ({
  issuer: 'consilium-demo',
  sourceId: `${patient}/death`,
  synthetic: true,
  patient: { issuer: 'consilium-demo', id: patient },
  treatmentLine: `${patient}/${line}`,
  facts: [{ name: 'died', state: 'known', value: { on: '2026-04-01' }, source: 'register' }],
});

async function inDatabase<Row>(sql: string, values: readonly unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: service.databaseUrl });
  await client.connect();
  try {
    return (await client.query(sql, [...values])).rows as Row[];
  } finally {
    await client.end();
  }
}

/** What was done with a case; that evidence joined it depends on how much of the file was worked off when it was raised. */
const stepsOf = ({ history }: SeenCase): string[] =>
  history.map(({ event }) => event).filter((event) => event !== 'evidence-joined');

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
    expect(flagged).toMatchObject({ state: 'raised', reasons: expect.arrayContaining(['flag']) });
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
    await call('sender', 'POST', '/api/facts', [deathOf('W-1', 'first')]);
    await until('the case ends with its patient', async () => (await read(first)).state === 'closed');
    expect((await read(first)).stateReason).toBe('patient-died');
    expect(await casesOn(early)).toEqual([referred]);

    expect(stepsOf(await read(first))).toEqual([
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
    expect(audited.filter(({ action }) => audits.has(action)).map(({ action, who }) => `${action} by ${who}`)).toEqual([
      'case.raise by service',
      'referral.begin by Rita Referrer',
      'referral.send by Rita Referrer',
      'case.return by Carla Coordinator',
      'case.answer by Rita Referrer',
      'case.raise by service',
      'case.comment by Mia Member',
      'case.merge by Carla Coordinator',
      'agenda-item.place by Carla Coordinator',
      'agenda-item.place by Carla Coordinator',
      'agenda.carry-over by Carla Coordinator',
      'meeting.cancel by Carla Coordinator',
      'agenda-item.place by Carla Coordinator',
      'agenda-item.place by Carla Coordinator',
      'case.end by service',
    ]);
  });
});

/** The steps that are played; reading and planning stand in the audit beside them. */
const audits: ReadonlySet<string> = new Set([
  ...['case.raise', 'case.return', 'case.answer', 'case.comment', 'case.merge', 'case.end'],
  ...['referral.begin', 'referral.send', 'agenda-item.place', 'agenda.carry-over', 'meeting.cancel'],
]);

/** More than stand on any page between its beginning and its end. */
const mostSteps = 80;

interface PageGlobals {
  readonly document: { readonly activeElement: unknown };
}
const hasFocus = (element: unknown): boolean =>
  element === (globalThis as unknown as PageGlobals).document.activeElement;

/** Goes on with Tab until something has the focus, as who has no mouse does. */
async function reach(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let step = 0; step < mostSteps; step += 1) {
    if (await wanted.evaluate(hasFocus)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No Tab leads to ${String(wanted)}.`);
}
async function typeInto(page: Page, wanted: Locator, text: string): Promise<void> {
  await reach(page, wanted);
  await page.keyboard.type(text);
}
async function press(page: Page, wanted: Locator): Promise<void> {
  await reach(page, wanted);
  await page.keyboard.press('Enter');
}

describeInBrowser('the same on the screens', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser(findChromium() ?? '');
  });
  afterAll(() => browser?.close());

  it('is done by a coordinator, and by a referrer who uses the keyboard alone', async () => {
    const { page: rita, context: ofRita } = await openPage(browser);
    const { page: carla, context: ofCarla } = await openPage(browser);

    // The referrer signs in and refers a patient, without a mouse.
    await rita.goto(service.url);
    await typeInto(rita, rita.getByLabel('E-mail'), service.referrer.email);
    await typeInto(rita, rita.getByLabel('Password', { exact: true }), service.referrer.password);
    await rita.keyboard.press('Enter');
    await press(rita, rita.locator('main').getByRole('link', { name: 'Refer a patient' }).first());
    await press(rita, rita.getByRole('button', { name: 'Begin' }));
    await typeInto(rita, rita.getByLabel('Who gave the number'), 'consilium-demo');
    await typeInto(rita, rita.getByLabel('Patient number'), 'S-2');
    await typeInto(rita, rita.getByLabel('Question for the board'), 'Is surgery of the neck to be discussed?');
    await typeInto(rita, rita.getByLabel('Who presents'), 'Rita Referrer');
    await press(rita, rita.getByRole('button', { name: 'Send to the board' }));
    const sent = rita.getByRole('status').filter({ hasText: /^Sent: Case \d+\./ });
    await sent.waitFor();
    const referred = /Case \d+/.exec((await sent.textContent()) ?? '')?.[0] ?? '';

    // Two lines of another patient are sent meanwhile: the coordinator sees their flags come, and returns the referral.
    await signIn(carla, service, service.coordinator);
    const known = await service.call<{ items: SeenCase[] }>('GET', '/api/cases?limit=200');
    for (const line of ['first', 'second'])
      await service.call('POST', '/api/facts', { as: 'sender', body: await documentsOf('facts.jsonl', 'S-1', line) });
    await carla.goto(`${service.url}/imports`);
    await carla.getByLabel('On behalf of').fill('Radiology north');
    await carla.getByLabel('Files').setInputFiles({
      name: 'scans.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([rows('S-1', 'first'), ...rows('S-1', 'second').split('\n').slice(1)].join('\n')),
    });
    await carla.getByRole('button', { name: 'Send' }).click();
    await carla.getByRole('link', { name: 'Worklist' }).click();
    const fresh = async (): Promise<SeenCase[]> =>
      (await service.call<{ items: SeenCase[] }>('GET', '/api/cases?limit=200')).items.filter(
        ({ id, reasons }) => !known.items.some((one) => one.id === id) && reasons.includes('flag'),
      );
    await until('both lines have a case', async () => (await fresh()).length === 2);
    const [first = '', second = ''] = (await fresh()).map(({ number }) => `Case ${number}`);
    const row = (name: string): Locator =>
      carla.locator('tbody tr').filter({ has: carla.getByRole('link', { name, exact: true }) });
    await row(first).getByText('Flag', { exact: true }).waitFor();
    const mark = async (...names: readonly string[]): Promise<void> => {
      for (const name of names) await row(name).getByRole('checkbox').check();
    };
    await mark(referred);
    await carla.getByRole('button', { name: 'Return …' }).click();
    const dialogue = carla.getByRole('dialog');
    await dialogue.getByLabel('What has to be known').fill('The pathology report');
    await dialogue.getByLabel('Who can answer').fill('Referrer');
    await dialogue.getByLabel('Until when').fill('2031-07-08');
    await dialogue.getByRole('button', { name: 'Return it' }).click();
    await row(referred).waitFor({ state: 'detached' });

    // The referrer answers.
    await rita.reload();
    await rita.getByRole('heading', { name: 'The board asks' }).waitFor();
    await typeInto(rita, rita.getByLabel('Your answer'), 'It is in the record now.');
    await press(rita, rita.getByRole('button', { name: 'Send the answer' }));
    await rita.getByText('The answer is sent; the case waits for a coordinator.').waitFor();

    // It is back in the worklist by itself. One case goes into the other, and both patients on the agenda.
    await row(referred).waitFor();
    const merge = async (): Promise<void> => {
      await mark(second);
      await carla.getByRole('button', { name: 'Merge …' }).click();
      await dialogue.getByRole('radio', { name: new RegExp(`^${first} `) }).check();
      await dialogue.getByRole('button', { name: 'Merge', exact: true }).click();
      await row(second).waitFor({ state: 'detached' });
    };
    await merge();
    await carla.getByRole('button', { name: 'Undo' }).click();
    await carla.getByText('Undone: 1 case stands as before.').waitFor();
    await row(second).waitFor();
    await merge();
    const putOnAgenda = async (): Promise<void> => {
      await mark(first, referred);
      await carla.getByRole('button', { name: 'Put on a meeting' }).click();
      await carla.getByRole('button', { name: 'Put on the agenda' }).click();
      await carla.getByText('On the agenda of', { exact: false }).first().waitFor();
    };
    await putOnAgenda();

    // Both are carried over to a later meeting, and wait again when that one is cancelled.
    const early = `${service.url}/meetings/${service.meetingId}`;
    const { startsAt } = await service.call<{ startsAt: string }>('GET', `/api/meetings/${service.meetingId}`);
    const { id: late } = await service.call<{ id: string }>('POST', `/api/boards/${service.boardId}/meetings`, {
      body: { startsAt: new Date(Date.parse(startsAt) + 7 * 864e5).toISOString(), minutes: 60 },
    });
    const onAgenda = (...names: readonly string[]): Promise<void> =>
      soon(async () => expect(new Set(await agendaCases(carla))).toEqual(new Set(names)));
    await carla.goto(early);
    await onAgenda(first, referred);
    await carla.getByRole('button', { name: 'Carry over …' }).click();
    await carla
      .getByRole('dialog', { name: 'Carry 2 cases over' })
      .getByRole('button', { name: 'Carry over', exact: true })
      .click();
    await onAgenda();
    await carla.goto(`${service.url}/meetings/${late}`);
    await onAgenda(first, referred);
    await carla.goto(`${service.url}/meetings`);
    await carla
      .locator('tr, li')
      .filter({ has: carla.locator(`a[href="/meetings/${late}"]`) })
      .getByRole('button', { name: /^Cancel the meeting of/ })
      .click();
    await dialogue.getByLabel('Reason (needed)').fill('public holiday');
    await dialogue.getByRole('button', { name: 'Cancel the meeting' }).click();
    await carla.getByText(/is cancelled\. Please tell:/).waitFor();

    // The referrer sees where her patient's case stands, without a mouse too.
    await rita.reload();
    await press(rita, rita.getByRole('link', { name: 'Referrals', exact: true }).first());
    await rita.getByText(`${referred} accepted, waits for a meeting`).waitFor();

    // They are put on the first meeting again; then the other patient dies, whose case ends and leaves the agenda.
    await carla.goto(`${service.url}/worklist?waits=meeting`);
    await putOnAgenda();
    await carla.goto(early);
    await onAgenda(first, referred);
    await carla.locator('ol > li').getByRole('link', { name: first, exact: true }).click();
    await carla.getByRole('tab', { name: 'Facts' }).click();
    await carla.getByRole('button', { name: 'State a fact …' }).click();
    await chooseFact(carla, 'death', 'died');
    await dialogue.getByLabel('on', { exact: true }).fill('1.6.2026');
    await dialogue.getByRole('button', { name: 'Save' }).click();
    await dialogue.waitFor({ state: 'detached' });
    await carla.getByText('because: the patient has died').waitFor();
    await carla.goto(early);
    await onAgenda(referred);
    await ofRita.close();
    await ofCarla.close();
  });
});
