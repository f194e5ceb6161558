/** What this room reads of a request; Fastify's requests fit. */
export interface IncomingRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket: { readonly remoteAddress?: string | undefined };
  readonly routeOptions?: { readonly url?: string | undefined };
}

const bearer = /^Bearer +(\S+) *$/i;
const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const;
const loopbackAddress = /^(::1|(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;

/**
 * The token that the sender presents (RFC 6750, 2.1), or undefined.
 * The one place where a session cookie will be read too, once there are screens; its check against forged requests belongs here with it.
 */
export function presentedToken(request: IncomingRequest): string | undefined {
  return bearer.exec(request.headers['authorization']?.toString() ?? '')?.[1];
}

/** Whether a program on this machine sent the request itself. */
export function comesFromThisMachine(request: IncomingRequest): boolean {
  const passedOn = forwardingHeaders.some((name) => request.headers[name] !== undefined);
  return !passedOn && loopbackAddress.test(request.socket.remoteAddress ?? '');
}
