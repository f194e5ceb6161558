/** Why a coordinator takes a question out of what is discussed [P]. Release 0.1.0 took words, which stay as they were given. */
export const pointReasons = [
  'not-a-board-question',
  'answered-outside-the-board',
  'already-decided',
  'measurement-to-be-corrected',
  'raised-by-mistake',
] as const;

/** Why a coordinator dismisses a case [P]; words may stand beside the code. */
export const caseDismissals = [...pointReasons, 'other'] as const;
