/** What an outcome lacks to be read back and signed. Pure. */
import { canonicalText } from '../../../core/discussion/index.js';
import type { ProblemError } from '../../../platform/problem/index.js';
import type { OutcomeContent } from './outcome-content.js';

export interface Choice {
  /** Ids of the options of the case. */
  readonly options: readonly string[];
  /** Labels of its lesions. */
  readonly lesions: readonly string[];
  /** Today where the board meets, YYYY-MM-DD. */
  readonly today: string;
  readonly listed: boolean;
}

const missing = (pointer: string, detail: string, expected: string): ProblemError => ({
  pointer,
  code: 'missing',
  detail,
  expected,
});

const blank = (text: string | null): boolean => text === null || text.trim() === '';

/** Every missing or impossible part with its place, in the order of the form; none where the outcome is complete. */
export const missingParts = (content: OutcomeContent, choice: Choice): ProblemError[] => [
  ...kindFaults(content, choice),
  ...optionFaults(content, choice),
  ...restFaults(content),
  ...conditionFaults(content, choice),
  ...actionFaults(content),
  ...content.dissent.flatMap(({ by, words }, index) => [
    ...(blank(by) ? [missing(`/dissent/${index}/by`, 'Who dissents is not said.', 'a name or a discipline')] : []),
    ...(blank(words) ? [missing(`/dissent/${index}/words`, 'The dissent has no words.', 'what they hold')] : []),
  ]),
  ...content.unknown.flatMap((words, index) =>
    blank(words) ? [missing(`/unknown/${index}`, 'What was unknown has no words.', 'words, or no such line')] : [],
  ),
];

function kindFaults({ kind, protocol, options }: OutcomeContent, { listed }: Choice): ProblemError[] {
  if (kind === null)
    return [missing('/kind', 'What the board came to is not said.', 'one of the four kinds of outcome')];
  const faults: ProblemError[] = [];
  if (listed && kind !== 'listed-under-standard')
    faults.push({
      pointer: '/kind',
      code: 'contradiction',
      detail: 'The case was listed without discussion.',
      expected: 'listed-under-standard',
    });
  if (kind === 'listed-under-standard' && blank(protocol))
    faults.push(missing('/protocol', 'The standard of care is not named.', 'its name'));
  if (kind === 'options-chosen' && options.length === 0)
    faults.push(missing('/options', 'No option is named.', 'the options chosen, or another kind of outcome'));
  if ((kind === 'none-chosen' || kind === 'no-consensus') && options.length > 0)
    faults.push({
      pointer: '/options',
      code: 'contradiction',
      detail: 'Options are named, and none was chosen.',
      expected: 'no options, or the kind options-chosen',
    });
  return faults;
}

function optionFaults({ options }: OutcomeContent, choice: Choice): ProblemError[] {
  return options.flatMap(({ id, words, lesions }, index) => [
    ...(id === null && blank(words)
      ? [missing(`/options/${index}/words`, 'The option has no words.', "words for an option of the board's own")]
      : []),
    ...(id !== null && !choice.options.includes(id)
      ? [notInList(`/options/${index}/id`, 'The case has no such option.', choice.options)]
      : []),
    ...lesions.flatMap((lesion, place) =>
      choice.lesions.includes(lesion)
        ? []
        : [notInList(`/options/${index}/lesions/${place}`, 'The case has no such lesion.', choice.lesions)],
    ),
  ]);
}

const notInList = (pointer: string, detail: string, expected: readonly string[]): ProblemError => ({
  pointer,
  code: 'not-in-list',
  detail,
  expected: expected.length === 0 ? 'none: the case has none' : `one of ${expected.join(', ')}`,
});

const restFaults = ({ intent, rationale }: OutcomeContent): ProblemError[] => [
  ...(intent === null ? [missing('/intent', 'The intent is not said.', 'an intent, or none-stated')] : []),
  ...(blank(rationale) ? [missing('/rationale', 'The rationale is not said.', 'why, in words')] : []),
];

function conditionFaults({ conditions }: OutcomeContent, { today }: Choice): ProblemError[] {
  return conditions.flatMap(({ kind, words, owner, expires }, index) => {
    const at = (part: string): string => `/conditions/${index}/${part}`;
    return [
      ...(blank(words) ? [missing(at('words'), 'The condition has no words.', 'what has to be so')] : []),
      ...(blank(owner) ? [missing(at('owner'), 'Nobody owns the condition.', 'who reports on it')] : []),
      ...(expires === null && kind !== 'else'
        ? [
            missing(
              at('expires'),
              'The condition has no day on which it lapses.',
              'the last day on which it may be met',
            ),
          ]
        : []),
      ...(expires !== null && expires < today
        ? [
            {
              pointer: at('expires'),
              code: 'out-of-range',
              detail: 'This day has passed.',
              expected: `${today} or later`,
            },
          ]
        : []),
    ];
  });
}

const actionFaults = ({ actions }: OutcomeContent): ProblemError[] =>
  actions.flatMap(({ words, owner, due }, index) => [
    ...(blank(words) ? [missing(`/actions/${index}/words`, 'The action has no words.', 'what is to be done')] : []),
    ...(blank(owner) ? [missing(`/actions/${index}/owner`, 'Nobody owns the action.', 'who does it')] : []),
    ...(due === null ? [missing(`/actions/${index}/due`, 'The action has no due date.', 'until when')] : []),
  ]);

/** The parts in which two texts differ, each with both. */
export function differencesOf(
  was: OutcomeContent,
  now: OutcomeContent,
): { readonly part: string; readonly was: unknown; readonly now: unknown }[] {
  return (Object.keys(now) as (keyof OutcomeContent)[])
    .filter((part) => canonicalText(was[part]) !== canonicalText(now[part]))
    .map((part) => ({ part, was: was[part], now: now[part] }));
}
