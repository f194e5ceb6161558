import { entityTag } from '../../platform/http/index.js';

/** What a controller does to an answer; Fastify's replies fit. */
export interface OutgoingAnswer {
  header(name: string, value: string): unknown;
}

/** Gives the version of what is answered as its ETag. */
export function tagged<View extends { readonly version: number }>(view: View, answer: OutgoingAnswer): View {
  answer.header('etag', entityTag(view.version));
  return view;
}
