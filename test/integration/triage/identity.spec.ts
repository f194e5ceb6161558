import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseRaising } from '../../../src/modules/boards/cases/case-raising.service.js';
import { openTriageFixture, type TriageFixture } from './triage-fixture.js';

let fixture: TriageFixture;
let coordinator: string;
let addresses: readonly string[];
const cohort = ['HN-01', 'HN-02', 'HN-03', 'HN-07', 'HN-11'];

beforeAll(async () => {
  fixture = await openTriageFixture();
  coordinator = await fixture.person('coordinator');
  for (const patient of cohort) await fixture.classify(await fixture.receive(patient));
  const { boardId } = fixture.context;
  const meeting = await send<{ id: string }>('POST', `/api/boards/${boardId}/meetings`, {
    startsAt: new Date(Date.now() + 864e5).toISOString(),
    minutes: 60,
  });
  const { items } = await send<{ items: { id: string; patient: { id: string } }[] }>('GET', '/api/items?state=draft');
  for (const { id } of items.slice(0, 4)) await send('POST', `/api/items/${id}/accept`, {}, '"1"');
  const [first] = items;
  await fixture.application.get(CaseRaising).raise();
  const { items: cases } = await send<{ items: { id: string }[] }>('GET', '/api/cases');
  await send('POST', `/api/meetings/${meeting.id}/agenda`, { caseId: cases[0]?.id }, '"1"');
  addresses = [
    '/api/flags',
    '/api/flags?tier=watch',
    '/api/watches/summary',
    '/api/items',
    `/api/items/${first?.id}`,
    '/api/patients',
    `/api/patients/${items[0]?.patient.id}/case`,
    '/api/cases',
    `/api/cases/${cases[0]?.id}`,
    `/api/cases/${cases[0]?.id}/reading`,
    `/api/boards/${boardId}/meetings`,
    `/api/meetings/${meeting.id}/agenda`,
  ];
});
afterAll(() => fixture.close());

async function send<Answer>(method: 'GET' | 'POST', url: string, payload?: object, ifMatch?: string): Promise<Answer> {
  const answer = await fixture.send(method, url, coordinator, payload, ifMatch);
  if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.body}`);
  return answer.json<Answer>();
}

describe('who a patient is', () => {
  it('stands in no list and not in the case', async () => {
    for (const address of addresses) {
      const answer = await fixture.send('GET', address, coordinator);
      expect([address, answer.statusCode]).toEqual([address, 200]);
      expect(answer.body.length).toBeGreaterThan(100);
      for (const number of cohort) expect([address, answer.body.includes(number)]).toEqual([address, false]);
    }
  });

  it('is told to who asks, and the audit keeps that it was asked', async () => {
    const {
      items: [row],
    } = await send<{ items: { patient: { id: string } }[] }>('GET', '/api/cases');
    const identity = await send<{ issuer: string; patientId: string }>(
      'GET',
      `/api/patients/${row?.patient.id}/identity`,
    );
    expect(cohort).toContain(identity.patientId);
    const [audited] = await fixture.query<{ patient_ids: string[] }>(
      `SELECT patient_ids FROM audit_event WHERE action = 'patient.identify'`,
    );
    expect(audited?.patient_ids).toEqual([row?.patient.id]);
  });
});
