/**
 * What lists read of an item, without opening its content. Rows of release 0.1.0 hold the texts in English words; `phraseFrom` makes a
 * phrase of either.
 */

/** Question of an item as JSON: a phrase, or the words of release 0.1.0. */
export const questionSql = (item: string): string => `coalesce(${item}.question_phrase, to_json(${item}.question))`;

/** Why it is asked now, as a JSON list of two; only for rows of release 0.1.0 out of the content. */
export const whyNowSql = (item: string): string => `coalesce(${item}.why_now, ${item}.content -> 'whyNow')`;
