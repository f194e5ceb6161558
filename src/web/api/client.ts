import createClient from 'openapi-fetch';
import type { paths } from './schema.d.js';

/** The service's API, typed from the committed OpenAPI document. The session travels in a cookie; the browser vouches for the page. */
export const api = createClient<paths>({ baseUrl: '', credentials: 'same-origin' });
