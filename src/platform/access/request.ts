/** What this room reads of a request; Fastify's requests fit. */
export interface IncomingRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket: { readonly remoteAddress?: string | undefined };
  readonly routeOptions?: { readonly url?: string | undefined };
}
