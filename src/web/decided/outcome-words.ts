/** A decision in the words of its reader, as far as they are no code. Pure. */
import { showDate } from '../format/dates.js';
import type { Language } from '../texts/language.js';
import type { Words } from '../texts/english.js';
import type { DecisionOfCase, FollowedDecision } from './decision-query.js';
import type { DecidedTexts } from './texts/english.js';

type Kinded = Pick<DecisionOfCase, 'kind' | 'protocol'>;
type Became = Pick<NonNullable<FollowedDecision['became']>, 'carriedOut' | 'date' | 'reasons' | 'treatmentGiven'>;

/** What the board came to, without the options. */
export function statementOf(
  { kind, protocol }: { kind: string | null; protocol: string | null },
  texts: DecidedTexts,
): string {
  if (kind === 'listed-under-standard') return texts.listedUnder(protocol ?? '–');
  return (texts.kinds as Readonly<Record<string, string>>)[kind ?? ''] ?? kind ?? '–';
}

/** An option with the lesions that the board named for it. */
export const optionOf = (
  { words, lesions }: Pick<DecisionOfCase['options'][number], 'words' | 'lesions'>,
  language: Language,
): string => (lesions.length === 0 ? words[language] : `${words[language]} (${lesions.join(', ')})`);

export const intentOf = (intent: string | null, texts: DecidedTexts): string =>
  (texts.intents as Readonly<Record<string, string>>)[intent ?? ''] ?? intent ?? '–';

export const reasonOf = (code: string, texts: DecidedTexts): string =>
  (texts.reasons as Readonly<Record<string, string>>)[code] ?? code;

/** In one line: the options chosen, or that there are none. */
export function inOneLine(
  decision: Kinded & Pick<FollowedDecision, 'options'>,
  texts: DecidedTexts,
  language: Language,
): string {
  const options = decision.options.map((option) => optionOf(option, language));
  return [statementOf(decision, texts), options.join('; ')].filter((part) => part !== '').join(' ');
}

/** What became of it in one line, with why not and what was given. */
export const becameInOneLine = (
  { carriedOut, date, reasons, treatmentGiven }: Became,
  texts: DecidedTexts,
  { months }: Pick<Words, 'months'>,
): string =>
  [
    texts.becameOn(texts.carriedOut[carriedOut], showDate(date, months)),
    ...(reasons.length === 0 ? [] : [reasons.map((code) => reasonOf(code, texts)).join(', ')]),
    ...(treatmentGiven === null ? [] : [`${texts.treatment}: ${treatmentGiven}`]),
  ].join('; ');
