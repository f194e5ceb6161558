const count = '(\\d+|one|two|three|four|five|six|seven|eight|nine|ten|all|most|some)';

/**
 * Words that no text of this project uses (clinical-decisions.md 7): a rule raises a question and never directs, ranks or frightens.
 */
export const forbiddenWords: readonly RegExp[] = [
  /recommend/i,
  /should receive/i,
  /\bindicated\b/i,
  /\beligible\b/i,
  /\bcandidates? for\b/i,
  /\bbest\b/i,
  /\bpreferred\b/i,
  /\balert/i,
  /high[- ]risk/i,
  /probability of progression/i,
  /\bfailures?\b/i,
  /\bfailed\b/i,
  /\bresistan(t|ce)\b/i,
  /true progression/i,
  /pseudo-?progression/i,
  /\bbenefits?\b/i,
  /\bsafe(ly|ty)?\b/i,
  /\burgent/i,
  /says? (to )?treat(ing)? on/i,
  /evidence supports/i,
  /\bAI\b/,
  /mixed response/i,
  new RegExp(`\\b${count}( out)?( of |/)(the )?${count}( [\\w-]+){0,3} definitions?\\b`, 'i'),
  /\d+ ?(%|per ?cent) (sure|certain)/i,
  /\b(days?|weeks?|hours?) (left|to go|remain(s|ing)?)\b/i,
  new RegExp(`\\bin ${count} (more )?(days?|hours?)\\b(?! or more)`, 'i'),
];

/** Every text inside a value of plain data. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The forbidden words that texts hold, each with its text. */
export const forbiddenIn = (texts: readonly string[]): string[] =>
  texts.flatMap((text) =>
    forbiddenWords.flatMap((word) => (word.exec(text) === null ? [] : [`"${word.exec(text)![0]}" in "${text}"`])),
  );
