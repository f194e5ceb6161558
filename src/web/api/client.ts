import createClient from 'openapi-fetch';
import { chosenLanguage } from '../texts/language.js';
import type { paths } from './schema.d.js';
import { hearServerClock } from './server-clock.js';

/** The header by which the service is asked to answer in the language of the page. */
export const languageHeader = (): Readonly<Record<string, string>> => ({ 'Accept-Language': chosenLanguage() });

/** The service's API, typed from the committed OpenAPI document. The session travels in a cookie; the browser vouches for the page. */
export const api = createClient<paths>({ baseUrl: '', credentials: 'same-origin' });

api.use({
  onRequest: ({ request }) => {
    for (const [name, value] of Object.entries(languageHeader())) request.headers.set(name, value);
  },
  onResponse: ({ response }) => hearServerClock(response.headers.get('date')),
});
