import { Problem } from '../problem/index.js';
import { cookieToken, isMeant } from './browser-session.js';
import type { IncomingRequest } from './request.js';

export type { IncomingRequest } from './request.js';

const bearer = /^Bearer +(\S+) *$/i;
const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const;
const loopbackAddress = /^(::1|(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;

/**
 * The token that the sender presents: as a bearer (RFC 6750, 2.1), or in the cookie of a browser; undefined without either.
 * @throws Problem when a page of another site made a browser send a change with its cookie
 */
export function presentedToken(request: IncomingRequest): string | undefined {
  const token = bearer.exec(request.headers['authorization']?.toString() ?? '')?.[1];
  if (token !== undefined) return token;
  const carried = cookieToken(request);
  if (carried !== undefined && !isMeant(request))
    throw Problem.notAllowed(
      'A change signed by a cookie is taken only from a page of this service. Programs send "Authorization: Bearer ...".',
    );
  return carried;
}

/** Whether a program on this machine sent the request itself. */
export function comesFromThisMachine(request: IncomingRequest): boolean {
  const passedOn = forwardingHeaders.some((name) => request.headers[name] !== undefined);
  return !passedOn && loopbackAddress.test(request.socket.remoteAddress ?? '');
}
