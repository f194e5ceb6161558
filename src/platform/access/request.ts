/** What this room reads of a request; Fastify's requests fit. */
export interface IncomingRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** By name, as @fastify/cookie reads them. */
  readonly cookies: Readonly<Record<string, string | undefined>>;
  readonly socket: { readonly remoteAddress?: string | undefined };
  readonly routeOptions?: { readonly url?: string | undefined };
}

export interface CookieAttributes {
  readonly path: string;
  readonly httpOnly: boolean;
  readonly sameSite: 'strict';
  readonly secure: boolean;
  readonly expires?: Date;
  /** In seconds; 0 makes a browser forget the cookie. */
  readonly maxAge?: number;
}

/** What this room does to an answer; Fastify's replies fit, with @fastify/cookie. */
export interface AnswerWithCookies {
  setCookie(name: string, value: string, attributes: CookieAttributes): unknown;
}
