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

/** Puts the cases of patients on a meeting that begins in an hour. */
export async function meetingSoon(service: ServiceUnderTest, patients: readonly string[]): Promise<BoardMeeting> {
  const { call, boardId } = service;
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
  const { id: meetingId } = await call<{ id: string }>('POST', `/api/boards/${boardId}/meetings`, {
    body: { startsAt: new Date(Date.now() + 3_600_000).toISOString(), minutes: 30 },
  });
  for (const patient of patients) {
    const { version } = await call<{ version: number }>('GET', `/api/meetings/${meetingId}`);
    await call('POST', `/api/meetings/${meetingId}/agenda`, {
      body: { caseId: cases.get(patient)!.id },
      ifMatch: `"${version}"`,
    });
  }
  return {
    meetingId,
    cases,
    chair: await seated(service, 'Prof. Christa Chair', 'chair', 'medical-oncology'),
    radiologist: await seated(service, 'Dr. Rita Rot', 'member', 'radiology'),
  };
}
