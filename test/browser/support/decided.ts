import type { ServiceUnderTest, SignIn } from './service.js';

export interface DecidedCase {
  readonly decisionId: string;
  readonly meetingId: string;
  readonly chair: SignIn;
  /** Calls the API as the chair. */
  ask<Answer>(method: string, path: string, body?: unknown, version?: number): Promise<Answer>;
}

interface Matrix {
  readonly options: readonly { readonly id: string }[];
  readonly lesions: readonly { readonly lesion: string }[];
}

const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** A person who chairs the board. */
async function addChair({ call, boardId }: ServiceUnderTest): Promise<SignIn & { readonly accountId: string }> {
  const chair = { email: 'chair@test.example', password: 'a long enough password' };
  const { id } = await call<{ id: string }>('POST', '/api/accounts', {
    as: 'administrator',
    body: { kind: 'person', displayName: 'Prof. Müller', ...chair },
  });
  await call('POST', `/api/boards/${boardId}/members`, { as: 'administrator', body: { accountId: id, role: 'chair' } });
  return { ...chair, accountId: id };
}

/** A case before its board through the API: accepted, placed, prepared, discussed, read back, signed. */
export async function decide(service: ServiceUnderTest, caseId: string): Promise<DecidedCase> {
  const chair = await addChair(service);
  const session = await fetch(`${service.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: chair.email, password: chair.password }),
  });
  const { token } = (await session.json()) as { token: string };
  const ask = async <Answer>(method: string, path: string, body?: unknown, version?: number): Promise<Answer> => {
    const answer = await fetch(`${service.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  };
  const { id: meetingId } = await service.call<{ id: string }>('POST', `/api/boards/${service.boardId}/meetings`, {
    body: { startsAt: new Date(Date.now() + 3_600_000).toISOString(), minutes: 30, place: 'Room 2.14' },
  });
  const versionOf = async (): Promise<number> =>
    (await ask<{ meeting: { version: number } }>('GET', `/api/meetings/${meetingId}/agenda`)).meeting.version;
  await service.call('POST', `/api/meetings/${meetingId}/agenda`, {
    body: { caseId },
    ifMatch: `"${await versionOf()}"`,
  });
  await ask('POST', `/api/meetings/${meetingId}/prepare`, {});
  await ask('POST', `/api/meetings/${meetingId}/open`, undefined, await versionOf());
  await ask('POST', `/api/meetings/${meetingId}/attendance`, {
    guestName: 'Dr. Rot',
    discipline: 'radiology',
    at: new Date(Date.now() - 60_000).toISOString(),
  });
  await ask('POST', `/api/cases/${caseId}/discuss`);
  const { bundle } = await ask<{ bundle: { line: { merged: { matrix: Matrix } } } }>(
    'GET',
    `/api/cases/${caseId}/preparations/1`,
  );
  const { options, lesions } = bundle.line.merged.matrix;
  await ask(
    'PUT',
    `/api/cases/${caseId}/outcome`,
    {
      kind: 'options-chosen',
      options: [{ id: options[0]!.id, words: null, lesions: [lesions[0]!.lesion] }],
      intent: 'local-control',
      rationale: 'It grew alone, beyond noise.',
      conditions: [
        { kind: 'if', words: 'the wish of the patient is asked', owner: 'Dr. Groß', expires: day(14) },
        { kind: 'until', words: 'the next planned scan', owner: 'radiology', expires: day(60) },
      ],
      actions: [
        { words: 'Ask for the plan of the earlier radiotherapy', owner: 'radiation-oncology', due: day(7) },
        { words: 'Tell the general practitioner', owner: 'Carla Coordinator', due: day(-1) },
      ],
      dissent: [{ by: 'ear-nose-throat-surgery', words: 'would have waited for the next scan' }],
      unknown: ['Dose in the field of 2023'],
    },
    0,
  );
  const { hash } = await ask<{ hash: string }>('POST', `/api/cases/${caseId}/outcome/read-back`);
  const { id: decisionId } = await ask<{ id: string }>('POST', `/api/cases/${caseId}/outcome/sign`, { hash });
  return { decisionId, meetingId, chair, ask };
}
