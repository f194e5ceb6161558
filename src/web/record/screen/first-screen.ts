import type { components } from '../../api/schema.d.js';

/** What a board reads first of a case, in the reader's words. */
export type FirstScreen = components['schemas']['FirstScreen'];
