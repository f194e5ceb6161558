import { cookieToken, forgetSession, isMeant, keepSession } from '../../../../src/platform/access/browser-session.js';
import { presentedToken, type IncomingRequest } from '../../../../src/platform/access/incoming-request.js';

const token = 'css_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ';
const cookies = { consilium_session: token };
const request = (
  headers: Record<string, string>,
  { method = 'POST', cookies = {} }: Partial<Pick<IncomingRequest, 'method' | 'cookies'>> = {},
): IncomingRequest => ({ method, headers, cookies, socket: {} });

/** The one cookie that `work` sets. */
function setBy(work: (answer: Parameters<typeof keepSession>[0]) => void): unknown[] {
  const set: unknown[][] = [];
  work({ setCookie: (...cookie) => set.push(cookie) });
  expect(set).toHaveLength(1);
  return set[0]!;
}

describe("a browser's session", () => {
  const expiresAt = new Date('2026-05-04T12:00:00Z');
  const kept = (host: string) => setBy((answer) => keepSession(answer, request({ host }), { token, expiresAt }));

  it('travels in a cookie that no script reads, no other site sends and no plain network carries', () => {
    const attributes = { path: '/api', httpOnly: true, sameSite: 'strict', secure: true };
    expect(kept('boards.example')).toEqual(['consilium_session', token, { ...attributes, expires: expiresAt }]);
    expect(setBy((answer) => forgetSession(answer, request({ host: 'boards.example' })))).toEqual([
      'consilium_session',
      '',
      { ...attributes, maxAge: 0 },
    ]);
  });

  it.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000'])(
    'is kept by a browser on the same machine, %s',
    (host) => {
      expect(kept(host)[2]).toMatchObject({ secure: false });
    },
  );

  it.each(['localhost.example', '127.0.0.1.example', 'notlocalhost'])('takes %s for a host of the network', (host) => {
    expect(kept(host)[2]).toMatchObject({ secure: true });
  });

  it('is found among other cookies', () => {
    expect(cookieToken(request({}, { cookies: { a: 'b', ...cookies } }))).toBe(token);
    for (const others of [{}, { consilium_session: '' }, { my_consilium_session: token }])
      expect(cookieToken(request({}, { cookies: others }))).toBeUndefined();
  });
});

describe('a change signed by a cookie', () => {
  it.each<Record<string, string>>([
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'http://localhost:3000', host: 'localhost:3000' },
  ])('is taken from a page of the service: %j', (headers) => {
    expect(presentedToken(request(headers, { cookies }))).toBe(token);
  });

  it.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000', host: 'localhost:3000' },
    { origin: 'http://localhost:4000', host: 'localhost:3000' },
    { origin: 'null', host: 'localhost:3000' },
    { host: 'localhost:3000' },
  ])('is refused from anywhere else: %j', (headers) => {
    expect(() => presentedToken(request(headers, { cookies }))).toThrow('only from a page of this service');
  });

  it('is not asked about where nothing changes, nor where a program sends a bearer', () => {
    expect(presentedToken(request({ 'sec-fetch-site': 'cross-site' }, { method: 'GET', cookies }))).toBe(token);
    expect(
      presentedToken(request({ authorization: 'Bearer csk_x', 'sec-fetch-site': 'cross-site' }, { cookies })),
    ).toBe('csk_x');
    expect(isMeant(request({ 'sec-fetch-site': 'cross-site' }, { method: 'DELETE' }))).toBe(false);
  });
});
