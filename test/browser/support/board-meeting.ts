import { until } from '../../support/until.js';
import type { ServiceUnderTest, SignIn } from './service.js';

/** A meeting that may be opened now, with cases on its agenda and people who speak for disciplines. */
export interface BoardMeeting {
  readonly meetingId: string;
  /** By the number of their patients. */
  readonly cases: ReadonlyMap<string, { readonly id: string; readonly number: number }>;
  readonly chair: SignIn;
  readonly radiologist: SignIn;
}

const password = 'a long enough password';

async function seated(
  { call, boardId }: ServiceUnderTest,
  displayName: string,
  role: 'chair' | 'member',
  discipline: string,
): Promise<SignIn> {
  const email = `${discipline}@test.example`;
  const { id } = await call<{ id: string }>('POST', '/api/accounts', {
    as: 'administrator',
    body: { kind: 'person', email, displayName, password },
  });
  await call('POST', `/api/boards/${boardId}/seats`, {
    as: 'administrator',
    body: { accountId: id, role, discipline },
  });
  return { email, password };
}

/** Refers patients of whom nothing was measured, and accepts them. @returns the ids of their cases */
export async function referUnmeasured({ call, boardId }: ServiceUnderTest, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let place = 1; place <= count; place += 1) {
    const form = {
      patient: { issuer: 'consilium-demo', id: `unmeasured-${place}` },
      question: `Is surgery of the neck to be discussed? (synthetic ${place})`,
      proposal: 'Neck dissection',
      patientKnows: 'Would rather wait',
      by: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
      presenter: 'Dr. A',
    };
    const draft = await call<{ id: string; version: number }>('POST', '/api/referrals', {
      as: 'referrer',
      body: { boardId, form },
    });
    const { caseId } = await call<{ caseId: string }>('POST', `/api/referrals/${draft.id}/send`, {
      as: 'referrer',
      ifMatch: `"${draft.version}"`,
    });
    const { version } = await call<{ version: number }>('GET', `/api/cases/${caseId}`);
    await call('POST', `/api/cases/${caseId}/transitions`, { body: { transition: 'accept' }, ifMatch: `"${version}"` });
    ids.push(caseId);
  }
  return ids;
}

/** Plans a meeting some hours from now, with cases on its agenda in this order. @returns its id */
export async function planMeeting(
  { call, boardId }: ServiceUnderTest,
  {
    inHours,
    minutes,
    caseIds,
  }: { readonly inHours: number; readonly minutes: number; readonly caseIds: readonly string[] },
): Promise<string> {
  const { id } = await call<{ id: string }>('POST', `/api/boards/${boardId}/meetings`, {
    body: { startsAt: new Date(Date.now() + inHours * 3_600_000).toISOString(), minutes },
  });
  for (const caseId of caseIds) {
    const { version } = await call<{ version: number }>('GET', `/api/meetings/${id}`);
    await call('POST', `/api/meetings/${id}/agenda`, { body: { caseId }, ifMatch: `"${version}"` });
  }
  return id;
}

/** Puts the cases of patients on a meeting that begins in an hour. */
export async function meetingSoon(service: ServiceUnderTest, patients: readonly string[]): Promise<BoardMeeting> {
  const { call } = service;
  const cases = new Map<string, { readonly id: string; readonly number: number }>();
  await until('the cases are raised', async () => {
    const { items } = await call<{ items: { id: string; number: number; patient: { id: string } }[] }>(
      'GET',
      '/api/cases?limit=200',
    );
    for (const { id, number, patient } of items) {
      const { patientId } = await call<{ patientId: string }>('GET', `/api/patients/${patient.id}/identity`);
      cases.set(patientId, { id, number });
    }
    return patients.every((patient) => cases.has(patient));
  });
  const caseIds = patients.map((patient) => cases.get(patient)!.id);
  const meetingId = await planMeeting(service, { inHours: 1, minutes: 30, caseIds });
  return {
    meetingId,
    cases,
    chair: await seated(service, 'Prof. Christa Chair', 'chair', 'medical-oncology'),
    radiologist: await seated(service, 'Dr. Rita Rot', 'member', 'radiology'),
  };
}
