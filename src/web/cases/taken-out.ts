import type { CaseItem, CaseLine } from '../record/case/case.js';

/** Questions of a line that somebody took out of what is discussed: silent until their evidence changes. */
export const takenOutOf = (line: CaseLine | undefined): readonly CaseItem[] =>
  (line?.items ?? []).filter(({ state }) => state === 'dismissed');
