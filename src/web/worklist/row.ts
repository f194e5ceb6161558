import type { components } from '../api/schema.d.js';
import type { CaseListRow } from '../placement/listed-case.js';
import type { Words } from '../texts/english.js';

/** What stands beside the cases: a line that failed, held scans, or a watch. Who the patient is stays out of it. */
export type BesideRow = components['schemas']['WorklistRow'];

/** What a row shows of a case, as one text in small letters. */
const shownText = (row: CaseListRow, words: Words): string =>
  [
    words.caseNumber(String(row.number)),
    row.question,
    ...row.whyNow,
    ...(row.finding === null
      ? row.reasons.map((reason) => words.cases.reasons[reason])
      : [words.tiers[row.finding.tier], words.definitionName(row.finding.definition)]),
    words.cases.states[row.state],
    row.owner,
    row.deadlineClock,
  ]
    .join(' ')
    .toLowerCase();

/** Words of site and stage in both languages: people type those of either. A word is found by its beginning. */
const namesOf = ({ siteAndStage }: CaseListRow): readonly string[] =>
  siteAndStage === null ? [] : `${siteAndStage.en} ${siteAndStage.de}`.toLowerCase().split(/[^\p{L}\p{N}-]+/u);

/** Whether what a row shows has every one of the words, in any case; a number of a case is that number and no longer one. */
export function hasWords(row: CaseListRow, typed: string, words: Words): boolean {
  const text = shownText(row, words);
  const names = namesOf(row);
  return typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) =>
      /^\d+$/.test(word)
        ? new RegExp(`(^|\\D)${word}(\\D|$)`).test(text)
        : text.includes(word) || names.some((name) => name.startsWith(word)),
    );
}

/** The number in 'Case 7', 'Fall 7' or '7'; null for anything else. */
export function caseNumberIn(typed: string): number | null {
  const digits = /^(?:(?:case|fall)\s+)?#?(\d{1,9})$/i.exec(typed.trim())?.[1];
  return digits === undefined || Number(digits) === 0 ? null : Number(digits);
}
