import type { IncomingRequest } from './request.js';

const cookieName = 'consilium_session';
const changesNothing: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** The session token that a browser sends by itself, or undefined. */
export function cookieToken(request: IncomingRequest): string | undefined {
  const cookies = request.headers['cookie']?.toString() ?? '';
  for (const cookie of cookies.split(';')) {
    const [name, value] = cookie.trim().split('=', 2);
    if (name === cookieName && value) return value;
  }
  return undefined;
}

/**
 * The cookie of a session: no script can read it, no other site's page makes a browser send it, and it travels over TLS alone.
 * The one exception is a browser on this machine (http://localhost), where there is no network to listen on.
 */
export function sessionCookie(request: IncomingRequest, token: string, expiresAt: Date): string {
  return cookie(request, token, `Expires=${expiresAt.toUTCString()}`);
}

/** Makes the browser forget the session. */
export const endedSessionCookie = (request: IncomingRequest): string => cookie(request, '', 'Max-Age=0');

function cookie(request: IncomingRequest, value: string, lifetime: string): string {
  const secure = loopbackHost.test(request.headers['host']?.toString() ?? '') ? '' : '; Secure';
  return `${cookieName}=${value}; Path=/api; HttpOnly; SameSite=Strict; ${lifetime}${secure}`;
}

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
