import { disciplines as neededByOptions } from '../../../core/discussion/index.js';

/** What somebody speaks for at a meeting: what an option may need, and what no quorum asks for. A page says them in the reader's language. */
export const disciplines = [...neededByOptions, 'nursing', 'other'] as const;
export type Discipline = (typeof disciplines)[number];
