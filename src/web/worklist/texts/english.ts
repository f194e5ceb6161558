import { plural } from '../../texts/plural.js';
export const english = {
  count: (count: number, more: boolean) => `${plural(count, 'row', 'rows')}${more ? ', more to load' : ''}`,
  order:
    'Flags come first, then questions without a flag, then what could not be classified, then watches; within each, whose last scan is oldest. This is an order of dates and ranks no patient.',
  kind: 'What it is',
  question: 'Question and reason',
  lastScan: 'Last scan',
  state: 'State',
  meeting: 'Meeting',
  mark: 'Mark',
  markCase: (id: string) => `Mark case ${id}`,
  marked: (count: number) => `${count} marked`,
  questions: (count: number) =>
    count === 0 ? 'no question that could be put on a meeting' : plural(count, 'question', 'questions'),
  unmark: 'Unmark all',
  more: 'Load more',
  kindFilter: 'Flags, questions or watches',
  everyKind: 'All',
  kinds: { question: 'Question', failed: 'Not classified' },
  withoutFlag: 'without a flag',
  kindsFiltered: { flag: 'Flags', question: 'Questions without a flag', failed: 'Not classified', watch: 'Watches' },
  placedFilter: 'On a meeting or not',
  placements: { open: 'Not on a meeting', placed: 'On a meeting', all: 'All' },
  search: 'Search in what is shown',
  daysAgo: (days: number) => (days === 0 ? 'today' : `${plural(days, 'day', 'days')} ago`),
  empty: { open: 'Nothing waits for a meeting', placed: 'Nothing is on a coming meeting', all: 'Nothing here' },
  also: (titles: readonly string[]) => `Also asked: ${titles.join('; ')}`,
  watchesBeside: (definitions: readonly string[]) => `Watched beside it: ${definitions.join(', ')}`,
  nothingComputed: 'Nothing could be computed of what was received.',
  notOnIt: (count: number) => plural(count, 'question is not on it', 'questions are not on it'),
  proposed: 'proposed',
  emptyHint: 'Rows appear by themselves when new assessments are classified.',
  noMatch: 'Nothing shown has these words',
  notAllLoaded: 'Not every row is loaded yet: load more, or look elsewhere.',
  lookAmongAll: 'Look among all, on a meeting or not',
};

export type WorklistTexts = typeof english;
