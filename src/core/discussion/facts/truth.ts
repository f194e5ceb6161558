/**
 * Three-valued logic (Kleene): what nobody stated is 'unknown' and is never read as no.
 */
export type Truth = boolean | 'unknown';

/** True when all are true, false as soon as one is false, otherwise unknown. */
export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes('unknown') ? 'unknown' : true;
}

/** True as soon as one is true, false when all are false, otherwise unknown. */
export function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes('unknown') ? 'unknown' : false;
}

export const negate = (truth: Truth): Truth => (truth === 'unknown' ? 'unknown' : !truth);

/** 'yes', 'no' or 'unknown' as facts state them. */
export function truthOf(word: 'yes' | 'no' | 'unknown'): Truth {
  if (word === 'unknown') return 'unknown';
  return word === 'yes';
}

/** The common answer of several sources; unknown where they differ (no majority vote). */
export function agreed(truths: readonly Truth[]): Truth {
  const [first] = truths;
  return first !== undefined && truths.every((truth) => truth === first) ? first : 'unknown';
}
