/**
 * The case pages of the sixteen patients in each language: reviewed by eye. To renew them on purpose, run this file with
 * UPDATE_GOLDEN=yes; with CI=true that is refused.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import {
  draftItems,
  firstScreen,
  firstScreenSettings,
  forbiddenIn,
  languages,
  render,
  textsOfScreen,
  type DiscussionInput,
  type Language,
} from '../../src/core/discussion/index.js';
import { caseOf, patientIds } from '../unit/core/discussion/cohort.js';
import { casePageText, screenWords } from './case-pages.js';

/** The day of the last scan, on which the case is read. */
const dayOf = ({ history }: DiscussionInput): string =>
  history.evaluators
    .flatMap(({ timepoints }) => timepoints.flatMap(({ date }) => (date === null ? [] : [date.to])))
    .sort()
    .at(-1)!;

const cases = new Map(patientIds.map((patient) => [patient, caseOf(patient)]));
const fileOf = (language: Language): URL => new URL(`./golden/case-pages.${language}.txt`, import.meta.url);

describe('the case pages of the head and neck cohort', () => {
  it.each(languages)('are what was reviewed, in %s', (language) => {
    const text = [...cases]
      .flatMap(([patient, input]) => [`=== ${patient}`, ...casePageText(input, dayOf(input), language)])
      .join('\n');
    const wanted = process.env['UPDATE_GOLDEN'] === 'yes';
    if (wanted && process.env['CI'] === 'true')
      throw new Error('The golden text is reviewed by eye and is not renewed with CI=true.');
    if (wanted) writeFileSync(fileOf(language), text);
    expect(text).toBe(readFileSync(fileOf(language), 'utf8'));
  });

  it.each(patientIds)(
    '%s: the first screen has no more words than there is room for, and no forbidden one',
    (patient) => {
      const input = cases.get(patient)!;
      const screen = firstScreen({ input, items: draftItems(input).items, day: dayOf(input) });
      for (const language of languages) {
        expect([language, screenWords(screen, language)]).toEqual([language, expect.any(Number)]);
        expect(screenWords(screen, language)).toBeLessThanOrEqual(firstScreenSettings.words);
        expect(
          forbiddenIn(
            textsOfScreen(screen).map((phrase) => render(phrase, language)),
            language,
          ),
        ).toEqual([]);
      }
    },
  );
});
