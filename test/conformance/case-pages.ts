/** The page of a case as text: its first screen, and the merged lists behind it. */
import {
  disciplinesNeeded,
  draftItems,
  firstScreen,
  mergedCase,
  readinessOf,
  render,
  rendered,
  textsOfScreen,
  wordsOf,
  type DiscussionInput,
  type FirstScreen,
  type Language,
  type MergedCase,
  type Rendered,
} from '../../src/core/discussion/index.js';

const list = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`  ${title}:`, ...lines.map((line) => `    ${line}`)];

const by = (rules: readonly string[]): string => ` [${rules.join(', ')}]`;

function screenText(screen: Rendered<FirstScreen>): string[] {
  const { headings } = screen;
  return [
    `  ${screen.caseLine.map(({ words }) => words).join(' · ')}`,
    ...screen.reported.map((text) => `  ! ${text}`),
    `  ${screen.question ?? screen.withoutQuestion ?? '-'}`,
    ...(screen.proposal === null ? [] : [`  ${screen.proposal}`]),
    ...screen.whyNow.map((text) => `  ${text}`),
    ...(screen.lesions.length === 0
      ? []
      : [
          `  ${[headings.lesion, headings.baseline, headings['previous-nadir'], headings.now, headings['against-baseline'], headings['against-nadir']].join(' | ')}`,
        ]),
    ...screen.lesions.map(
      (row) =>
        `    ${[row.words, row.baseline, row.previousNadir, row.now, row.againstBaseline, row.againstNadir, ...(row.note === null ? [] : [row.note])].join(' | ')}`,
    ),
    ...(screen.options.length === 0 ? [] : [`  ${headings.option}:`]),
    ...screen.options.flatMap((option) => [
      `    ${option.words}${option.moreWords === null ? '' : ` (${option.moreWords})`}`,
      ...([headings.for, headings.against, headings['not-known']] as const).flatMap((heading, side) => {
        const texts = [option.for, option.against, option.notKnown][side]!;
        return texts.length === 0 ? [] : [`      ${heading}: ${texts.join('; ')}`];
      }),
    ]),
    ...list(
      headings['could-change-most'],
      screen.unknowns.map(({ words, answer }) => `${words}${answer === null ? '' : ` {${answer.fact}}`}`),
    ),
    ...(screen.moreUnknowns === null ? [] : [`    ${screen.moreUnknowns}`]),
  ];
}

function optionText(option: Rendered<MergedCase>['matrix']['options'][number]): string[] {
  const reasons = (title: string, side: typeof option.speaksFor): string[] =>
    side.map(
      ({ words, rules, lesions }) =>
        `  ${title}: ${words}${lesions.length === 0 ? '' : ` (${lesions.map(({ lesion }) => lesion).join(', ')})`}${by(rules)}`,
    );
  return [
    `${option.id}: ${option.words}${by(option.rules)}`,
    ...option.alsoWorded.map(({ words, rules }) => `  also: ${words}${by(rules)}`),
    ...reasons('for', option.speaksFor),
    ...reasons('against', option.blocks),
    ...reasons('unknown', option.unknown),
    ...option.staysUntreated.map(({ words, rules }) => `  ${words}${by(rules)}`),
  ];
}

function mergedText(merged: Rendered<MergedCase>): string[] {
  const texts = (title: string, of: readonly { readonly words: string; readonly rules: readonly string[] }[]) =>
    list(
      title,
      of.map(({ words, rules }) => `${words}${by(rules)}`),
    );
  return [
    ...list(
      'questions',
      merged.questions.map(({ rule, question, standing }) => `${rule} (${standing}) ${question}`),
    ),
    ...list('options', merged.matrix.options.flatMap(optionText)),
    ...list(
      'unknown',
      merged.unknowns.map(
        ({ words, lesions, couldChange, need, suppliers, rules }) =>
          `${words}${lesions.length === 0 ? '' : ` (${lesions.join(', ')})`}: ${need}; ${couldChange.join(', ') || '-'}; ${suppliers.join(', ')}${by(rules)}`,
      ),
    ),
    ...list(
      'out of date',
      merged.outOfDate.map(({ words, date, rules }) => `${words}: ${date}${by(rules)}`),
    ),
    ...texts('contradictions', merged.contradictions),
    ...texts('cautions', merged.cautions),
    ...texts('limits', merged.limits),
    ...list(
      'evidence',
      merged.evidence.flatMap(({ id, distances }) =>
        distances.map(({ distance, differs, rules }) => `${id}: ${distance} (${differs.join('; ')})${by(rules)}`),
      ),
    ),
    ...texts('no study cited', merged.withoutEvidence),
    ...list(
      'levels',
      merged.levels.map(({ level, esmo, rules }) => `${level}; ESMO ${esmo}${by(rules)}`),
    ),
  ];
}

/** Words of the first screen in a language. */
export const screenWords = (screen: FirstScreen, language: Language): number =>
  wordsOf(textsOfScreen(screen))[language];

/** The page of a case on a day, in a language. */
export function casePageText(input: DiscussionInput, day: string, language: Language): string[] {
  const { items } = draftItems(input);
  const screen = firstScreen({ input, items, day });
  return [
    `  (${screenWords(screen, language)})`,
    ...screenText(rendered(screen, language)),
    '  ---',
    ...mergedText(rendered(mergedCase(items, day), language)),
    ...list(
      'disciplines',
      disciplinesNeeded(items).needed.map(
        ({ words, because }) =>
          `${render(words, language)} (${because.map((one) => ('what' in one ? one.what : one.of)).join(', ')})`,
      ),
    ),
    `  ${render(readinessOf(items, day).words, language)}`,
    '',
  ];
}
