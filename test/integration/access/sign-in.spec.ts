import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApplication, type TestApplication } from '../http/test-application.js';

const email = 'Anna.Berg@hospital.example';
const password = 'correct horse battery';

let service: TestApplication;
let accountId: string;
beforeAll(async () => {
  service = await startTestApplication();
  accountId = await service.accounts.addPerson({
    siteId: service.siteId,
    email,
    displayName: 'Anna Berg',
    password,
    roles: ['coordinator'],
  });
});
afterAll(() => service.close());
afterEach(() => service.database.query('DELETE FROM sign_in_attempt'));

const signIn = (body: { email: string; password: string }) =>
  service.application.inject({ method: 'POST', url: '/api/session', payload: body });
const me = (token: string) =>
  service.application.inject({ method: 'GET', url: '/api/me', headers: { authorization: `Bearer ${token}` } });
const tokenOf = async (): Promise<string> => (await signIn({ email, password })).json<{ token: string }>().token;

describe('signing in', () => {
  it('opens a session of 12 hours, whatever the case of the address', async () => {
    const answer = await signIn({ email: ` ${email.toUpperCase()} `, password });
    expect(answer.statusCode).toBe(201);
    const { token, expiresAt } = answer.json<{ token: string; expiresAt: string }>();
    expect(token).toMatch(/^css_[\w-]{43}$/);
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 12 * 3_600_000)).toBeLessThan(60_000);
    expect((await me(token)).json()).toEqual({
      accountId,
      kind: 'person',
      siteId: service.siteId,
      displayName: 'Anna Berg',
      roles: ['coordinator'],
      boardIds: [],
      coordinatorOf: [],
      chairOf: [],
    });
  });

  it('keeps passwords as argon2id with 19 MiB and two passes, and of tokens only their hash', async () => {
    const token = await tokenOf();
    const [{ stored }] = await service.database.query<[{ stored: string }]>(
      'SELECT password_hash AS stored FROM account WHERE id = $1',
      [accountId],
    );
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const [{ content }] = await service.database.query<[{ content: string }]>(`
      SELECT (SELECT string_agg(to_jsonb(row)::text, '') FROM account AS row) || (SELECT string_agg(to_jsonb(row)::text, '') FROM session AS row)
        || (SELECT string_agg(to_jsonb(row)::text, '') FROM audit_event AS row) AS content`);
    expect(content).not.toContain(token.slice(4));
    expect(content).not.toContain(password);
  });

  it('refuses a wrong password, an unknown address and a disabled account in the same words', async () => {
    const disabled = await service.accounts.addPerson({
      siteId: service.siteId,
      email: 'gone@hospital.example',
      displayName: 'Gone',
      password,
      roles: [],
    });
    await service.accounts.disableAccount(disabled);
    const answers = [
      await signIn({ email, password: 'wrong' }),
      await signIn({ email: 'nobody@hospital.example', password }),
      await signIn({ email: 'gone@hospital.example', password }),
    ];
    for (const answer of answers) {
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="consilium"');
      expect({ ...answer.json(), traceId: '' }).toEqual({
        type: 'about:blank',
        title: 'Unauthorized',
        status: 401,
        detail: 'The e-mail address or the password is wrong.',
        traceId: '',
      });
    }
    const refusals = (await service.auditRows()).filter(({ action }) => action === 'session.refuse').slice(-3);
    expect(refusals.map(({ subject_id, detail }) => [subject_id, detail])).toEqual([
      [accountId, { disabled: false }],
      [null, { disabled: false }],
      [disabled, { disabled: true }],
    ]);
  });

  it('is slowed down after five failures, for known and unknown addresses alike, and from any process', async () => {
    for (const address of [email, 'nobody@hospital.example']) {
      for (let attempt = 0; attempt < 5; attempt += 1)
        expect((await signIn({ email: address, password: 'wrong' })).statusCode).toBe(401);
      const slowed = await signIn({ email: address, password });
      expect(slowed.statusCode).toBe(429);
      expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(slowed.headers['retry-after'])).toBeLessThanOrEqual(30);
      expect(slowed.json()).toMatchObject({
        status: 429,
        detail: expect.stringMatching(/Try again in \d+ seconds\.$/),
      });
    }
  });

  it('counts attempts that are sent all at once', async () => {
    const answers = await Promise.all(
      [...Array(20).keys()].map((index) => signIn({ email, password: `wrong ${index}` })),
    );
    const statuses = answers.map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  });

  it('waits twice as long after each further failure, a quarter of an hour at most, and forgets after success or an hour', async () => {
    const fail = async (): Promise<number> => {
      await service.database.query(`UPDATE sign_in_attempt SET blocked_until = now()`);
      await signIn({ email, password: 'wrong' });
      const [{ seconds }] = await service.database.query<[{ seconds: number }]>(
        'SELECT round(extract(epoch FROM blocked_until - last_at))::int AS seconds FROM sign_in_attempt',
      );
      return seconds;
    };
    const waits = [];
    for (let attempt = 0; attempt < 12; attempt += 1) waits.push(await fail());
    expect(waits).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
    await service.database.query(`UPDATE sign_in_attempt SET last_at = now() - interval '61 minutes'`);
    expect(await fail()).toBe(0);
    await service.database.query(`UPDATE sign_in_attempt SET failures = 9, blocked_until = now()`);
    expect((await signIn({ email, password })).statusCode).toBe(201);
    expect(await service.database.query('SELECT FROM sign_in_attempt')).toHaveLength(0);
  });
});

describe('a session', () => {
  it('ends when its person signs out', async () => {
    const token = await tokenOf();
    const out = await service.application.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(out.statusCode).toBe(204);
    expect((await me(token)).json()).toMatchObject({
      status: 401,
      detail: expect.stringContaining('has expired or was revoked'),
    });
  });

  it('ends after its time and with its account, and each refusal is audited', async () => {
    const token = await tokenOf();
    await service.database.query('UPDATE session SET expires_at = now() WHERE revoked_at IS NULL');
    expect((await me(token)).statusCode).toBe(401);
    expect((await service.auditRows()).at(-1)).toMatchObject({
      action: 'access.refuse',
      actor_id: accountId,
      actor_kind: 'person',
      detail: { reason: 'not signed in', method: 'GET', route: '/api/me' },
    });
    const id = await service.accounts.addPerson({
      siteId: service.siteId,
      email: 'leaver@hospital.example',
      displayName: 'Leaver',
      password,
      roles: [],
    });
    const { token: second } = (await signIn({ email: 'leaver@hospital.example', password })).json<{ token: string }>();
    expect((await me(second)).statusCode).toBe(200);
    await service.accounts.disableAccount(id);
    expect((await me(second)).statusCode).toBe(401);
  });

  it.each(['', 'Bearer', 'Bearer x', 'Basic YTpi', `Bearer css_${'a'.repeat(43)}`, `Bearer csk_${'a'.repeat(43)}`])(
    'is not made up: "%s"',
    async (authorization) => {
      const before = (await service.auditRows()).length;
      const answer = await service.application.inject({ method: 'GET', url: '/api/me', headers: { authorization } });
      expect(answer.json()).toMatchObject({ status: 401, detail: expect.stringContaining('POST /api/session') });
      expect((await service.auditRows()).length).toBe(before);
    },
  );
});

describe('signing a browser in', () => {
  const fromOwnPage = { host: 'boards.example', 'sec-fetch-site': 'same-origin' };
  const signInBrowser = (headers: Record<string, string> = fromOwnPage) =>
    service.application.inject({
      method: 'POST',
      url: '/api/session/browser',
      headers,
      payload: { email, password },
    });
  const withCookie = (cookie: string, method: 'GET' | 'DELETE' = 'GET', headers: Record<string, string> = {}) =>
    service.application.inject({
      method,
      url: method === 'GET' ? '/api/me' : '/api/session',
      headers: { ...fromOwnPage, ...headers, cookie },
    });
  /** Name and value, then the attributes in the order of the alphabet: a browser gives it no meaning. */
  const parts = (header: unknown): string[] => {
    const [pair = '', ...attributes] = String(header).split('; ');
    return [pair, ...attributes.sort()];
  };

  it('sets a cookie that no script reads, no other site sends and no plain network carries, for as long as the session', async () => {
    const answer = await signInBrowser();
    expect(answer.statusCode).toBe(201);
    const { expiresAt } = answer.json<{ expiresAt: string }>();
    expect(answer.json()).toEqual({ accountId, expiresAt });
    expect(parts(answer.headers['set-cookie'])).toEqual([
      expect.stringMatching(/^consilium_session=css_[\w-]{43}$/),
      `Expires=${new Date(expiresAt).toUTCString()}`,
      'HttpOnly',
      'Path=/api',
      'SameSite=Strict',
      'Secure',
    ]);
  });

  it('lets a browser on the same machine keep the cookie without TLS', async () => {
    const answer = await signInBrowser({ ...fromOwnPage, host: 'localhost:3000' });
    expect(parts(answer.headers['set-cookie'])).not.toContain('Secure');
  });

  it('knows the person by the cookie among others, and by no other cookie', async () => {
    const [session = ''] = parts((await signInBrowser()).headers['set-cookie']);
    expect((await withCookie(`theme=dark; ${session}; a=b`)).json()).toMatchObject({ accountId });
    const strange = ['', '=', '=%E0%A4%A', '=%00', '=%ED%A0%80', `="${session}`].map(
      (end) => `consilium_session${end}`,
    );
    for (const cookie of [`my_${session}`, ...strange]) expect((await withCookie(cookie)).statusCode).toBe(401);
  });

  it('takes a change only from a page of the service', async () => {
    const [session = ''] = parts((await signInBrowser()).headers['set-cookie']);
    expect((await signInBrowser({ ...fromOwnPage, 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await withCookie(session, 'DELETE', { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await withCookie(session)).statusCode).toBe(200);
  });

  it('ends the session and makes the browser forget the cookie', async () => {
    const [session = ''] = parts((await signInBrowser()).headers['set-cookie']);
    const answer = await withCookie(session, 'DELETE');
    expect(answer.statusCode).toBe(204);
    expect(parts(answer.headers['set-cookie'])).toEqual([
      'consilium_session=',
      'HttpOnly',
      'Max-Age=0',
      'Path=/api',
      'SameSite=Strict',
      'Secure',
    ]);
    expect((await withCookie(session)).statusCode).toBe(401);
  });
});
