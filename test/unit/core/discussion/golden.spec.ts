/**
 * The full text of the items of the sixteen patients in each language, as a board would read it: reviewed by eye. To renew it on purpose,
 * run this file with UPDATE_GOLDEN=yes; with CI=true that is refused.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import {
  chaseList,
  draftItems,
  languages,
  render,
  rendered,
  ruleSetVersion,
  type DraftItem,
  type Language,
  type Rendered,
} from '../../../../src/core/discussion/index.js';
import { caseOf, patientIds, type Known } from './cohort.js';

const fileOf = (language: Language): URL => new URL(`./golden/cohort-items.${language}.txt`, import.meta.url);

const moments: readonly (readonly [string, Known, string])[] = [
  ...patientIds.map((patient) => [patient, {}, 'at the last assessment'] as const),
  ['HN-06', { until: '2026-03-15' }, 'week 8'],
  ['HN-10', { until: '2026-03-25' }, 'week 9'],
  ['HN-15', { until: '2026-08-10' }, 'week 27'],
];

const list = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`  ${title}:`, ...lines.map((line) => `    ${line}`)];

function itemText(item: Rendered<DraftItem>): string[] {
  const { flagShown: flag, matrix } = item;
  return [
    `${item.rule} ${item.ruleVersion} (${item.standing}) ${item.title}`,
    `  ${item.question}`,
    ...(item.windowEnds === null ? [] : [`  window ends ${item.windowEnds}`]),
    `  ${item.whyNow[0]}`,
    `  ${item.whyNow[1]}`,
    ...(flag === null
      ? []
      : [
          `  flag ${flag.definition} since ${flag.episode}; met ${flag.met.join(', ')}; not met ${flag.notMet.join(', ')}; not assessable ${flag.notAssessable.join(', ')}; measurement confidence ${flag.measurementConfidence?.toFixed(3) ?? 'none'}`,
        ]),
    `  attribution ${item.attribution}`,
    ...list(
      'options',
      item.options.flatMap(({ id, words, speaksFor, blocks, unknown }) => [
        `${id}: ${words}`,
        ...speaksFor.map((text) => `  for: ${text}`),
        ...blocks.map((text) => `  blocks: ${text}`),
        ...unknown.map((text) => `  unknown: ${text}`),
      ]),
    ),
    ...list(
      'lesions',
      matrix.lesions.map(
        ({ words, baseline, now, course }) => `${words}: ${baseline ?? '-'} to ${now ?? '-'} micrometres, ${course}`,
      ),
    ),
    ...list(
      'cells',
      matrix.cells.map(
        ({ lesion, option, speaksFor, blocks, unknown }) =>
          `${lesion} x ${option}: for ${speaksFor.join('; ') || '-'} | blocks ${blocks.join('; ') || '-'} | unknown ${unknown.join('; ') || '-'}`,
      ),
    ),
    ...list(
      'residual',
      matrix.residual.map(({ option, words }) => `${option}: ${words}`),
    ),
    ...list(
      'unknown',
      item.unknowns.map(
        ({ words, need, couldChange, whoCouldAnswer, freshForDays }) =>
          `${words} [${need}; could change ${couldChange.join(', ') || 'nothing here'}; ${whoCouldAnswer}; current for ${freshForDays ?? 'any'} days]`,
      ),
    ),
    ...list(
      'out of date',
      item.outOfDate.map(({ words, date }) => `${words}: ${date}`),
    ),
    ...list(
      'contradictions',
      item.contradictions.map(({ words }) => words),
    ),
    ...list('cautions', item.cautions),
    `  level ${item.level}; ESMO ${item.esmo}`,
    ...list(
      'evidence',
      item.evidenceDistance.map(
        ({ id, distance, differs }) => `${id}: ${distance}${differs.length > 0 ? ` (${differs.join('; ')})` : ''}`,
      ),
    ),
    ...(item.withoutEvidence === null ? [] : [`  no study cited: ${item.withoutEvidence}`]),
    ...list('limits', item.limits),
  ];
}

function momentText([patient, known, when]: (typeof moments)[number], language: Language): string[] {
  const outcome = draftItems(caseOf(patient, known));
  const { items, waiting, population } = rendered(outcome, language);
  return [
    `=== ${patient}, ${when}: ${population.words}`,
    ...(items.length === 0 ? ['no item'] : []),
    ...items.flatMap((item) => [...itemText(item), '']),
    ...list(
      'waits',
      waiting.map(({ rule, waitsFor }) => `${rule}: ${waitsFor.map(({ words }) => words).join('; ')}`),
    ),
    ...list(
      'to ask',
      render(chaseList(outcome.items), language)
        .trimEnd()
        .split('\n')
        .filter((line) => line !== ''),
    ),
    '',
  ];
}

describe('the full text of the items of the head and neck cohort', () => {
  it.each(languages)('is what was reviewed, in %s', (language) => {
    const file = fileOf(language);
    const text = [`rule set ${ruleSetVersion}`, '', ...moments.flatMap((moment) => momentText(moment, language))].join(
      '\n',
    );
    const wanted = process.env['UPDATE_GOLDEN'] === 'yes';
    if (wanted && process.env['CI'] === 'true')
      throw new Error('The golden text is reviewed by eye and is not renewed with CI=true.');
    if (wanted) writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});
