import {
  cookieToken,
  endedSessionCookie,
  isMeant,
  sessionCookie,
} from '../../../../src/platform/access/browser-session.js';
import { presentedToken, type IncomingRequest } from '../../../../src/platform/access/incoming-request.js';

const request = (headers: Record<string, string>, method = 'POST'): IncomingRequest => ({
  method,
  headers,
  socket: {},
});
const token = 'css_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ';

describe("a browser's session", () => {
  it('travels in a cookie that no script reads, no other site sends and no plain network carries', () => {
    const cookie = sessionCookie(request({ host: 'boards.example' }), token, new Date('2026-05-04T12:00:00Z'));
    expect(cookie).toBe(
      `consilium_session=${token}; Path=/api; HttpOnly; SameSite=Strict; Expires=Mon, 04 May 2026 12:00:00 GMT; Secure`,
    );
    expect(endedSessionCookie(request({ host: 'boards.example' }))).toMatch(
      /^consilium_session=; .*Max-Age=0; Secure$/,
    );
  });

  it.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000'])(
    'is kept by a browser on the same machine, %s',
    (host) => {
      expect(sessionCookie(request({ host }), token, new Date(0))).not.toContain('Secure');
    },
  );

  it.each(['localhost.example', '127.0.0.1.example', 'notlocalhost'])('takes %s for a host of the network', (host) => {
    expect(sessionCookie(request({ host }), token, new Date(0))).toContain('Secure');
  });

  it('is found among other cookies', () => {
    expect(cookieToken(request({ cookie: `a=b; consilium_session=${token}; c=d` }))).toBe(token);
    expect(cookieToken(request({ cookie: 'my_consilium_session=x' }))).toBeUndefined();
  });
});

describe('a change signed by a cookie', () => {
  const cookie = `consilium_session=${token}`;

  it.each<Record<string, string>>([
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'http://localhost:3000', host: 'localhost:3000' },
  ])('is taken from a page of the service: %j', (headers) => {
    expect(presentedToken(request({ cookie, ...headers }))).toBe(token);
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
    expect(() => presentedToken(request({ cookie, ...headers }))).toThrow('only from a page of this service');
  });

  it('is not asked about where nothing changes, nor where a program sends a bearer', () => {
    expect(presentedToken(request({ cookie, 'sec-fetch-site': 'cross-site' }, 'GET'))).toBe(token);
    expect(presentedToken(request({ cookie, authorization: 'Bearer csk_x', 'sec-fetch-site': 'cross-site' }))).toBe(
      'csk_x',
    );
    expect(isMeant(request({ 'sec-fetch-site': 'cross-site' }, 'DELETE'))).toBe(false);
  });
});
