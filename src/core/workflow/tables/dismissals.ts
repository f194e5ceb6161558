/**
 * Why a coordinator takes a question out of what is discussed, or dismisses a case [P]. 'other' needs words; of a question they are kept as
 * its reason, as release 0.1.0 took them.
 */
export const dismissals = [
  'not-a-board-question',
  'answered-outside-the-board',
  'already-decided',
  'measurement-to-be-corrected',
  'raised-by-mistake',
  'other',
] as const;
