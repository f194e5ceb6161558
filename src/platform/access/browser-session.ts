import type { AnswerWithCookies, CookieAttributes, IncomingRequest } from './request.js';

const cookieName = 'consilium_session';
const changesNothing: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** The session token that a browser sends by itself, or undefined. */
export const cookieToken = ({ cookies }: IncomingRequest): string | undefined => cookies[cookieName] || undefined;

/** Gives a browser the session, for as long as it lasts. */
export function keepSession(
  answer: AnswerWithCookies,
  request: IncomingRequest,
  session: { readonly token: string; readonly expiresAt: Date },
): void {
  answer.setCookie(cookieName, session.token, { ...attributesFor(request), expires: session.expiresAt });
}

/** Makes the browser forget the session. */
export function forgetSession(answer: AnswerWithCookies, request: IncomingRequest): void {
  answer.setCookie(cookieName, '', { ...attributesFor(request), maxAge: 0 });
}

/**
 * The cookie of a session: no script can read it, no other site's page makes a browser send it, and it travels over TLS alone.
 * The one exception is a browser on this machine (http://localhost), where there is no network to listen on.
 */
const attributesFor = ({ headers }: IncomingRequest): CookieAttributes => ({
  path: '/api',
  httpOnly: true,
  sameSite: 'strict',
  secure: !loopbackHost.test(headers['host']?.toString() ?? ''),
});

/**
 * Whether a request that a browser signed by itself was meant by the person: it changes nothing, or it was made by a page of this service.
 * Browsers say so in Sec-Fetch-Site, which no script can set (Fetch Metadata); those that do not, name the page's origin.
 */
export function isMeant(request: IncomingRequest): boolean {
  if (changesNothing.has(request.method)) return true;
  const site = request.headers['sec-fetch-site']?.toString();
  return site === undefined ? originIsHost(request) : site === 'same-origin';
}

function originIsHost({ headers }: IncomingRequest): boolean {
  const origin = headers['origin']?.toString() ?? '';
  return URL.canParse(origin) && new URL(origin).host === headers['host']?.toString();
}
