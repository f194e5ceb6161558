import type { Language } from './language.js';

const count = '(\\d+|one|two|three|four|five|six|seven|eight|nine|ten|all|most|some)';
const anzahl =
  '(\\d+|ein(e|en|er|em)?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|alle[nr]?|die meisten|einige[nr]?)';

/**
 * Words that no text of this project uses, in each language (docs/clinical-basis.md#words): a rule raises a question
 * and never directs, ranks or frightens. 'Clinical benefit' is the name of a criterion of the trials, and stays one.
 */
const forbiddenWords: Readonly<Record<Language, readonly RegExp[]>> = {
  en: [
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
    /(?<!clinical )\bbenefits?\b/i,
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
    /gain felt/i,
    /goes its own way/i,
    /\blaid to\b/i,
    /can be had/i,
    /dated word/i,
  ],
  de: [
    /empfehl|empfohlen/i,
    /(sollte|soll|muss) [^.?]*\berhalten\b/i,
    /\bindiziert/i,
    /\bgeeignet|\bEignung/i,
    /\bKandidat/i,
    /\bbeste[nrsm]?\b/i,
    /\bbevorzug|\bvorzuziehen/i,
    /\bAlarm|\bWarnung/i,
    /\bHochrisiko|hohe[sn]? Risiko/i,
    /\bkein Risiko\b/i,
    /Wahrscheinlichkeit (eines|des) Progress/i,
    /\bversag/i,
    /\bresistent|\bResistenz/i,
    /\b(echte[rnm]?|wahre[rnm]?) (Progress|Progression)\b/i,
    /Pseudoprogress/i,
    /(?<!klinischer )\bNutzen\b/,
    /\b(un)?sicher(e|er|es|en|em)?\b/i,
    /\bunbedenklich/i,
    /\bdringend|\bdringlich|\beilig/i,
    /Evidenz (stützt|spricht)/i,
    /\bKI\b/,
    /gemischtes Ansprechen/i,
    new RegExp(`\\b${anzahl} (von|der|aus) (den )?${anzahl} Definitionen\\b`, 'i'),
    /\d+ ?% (sicher|gewiss)/i,
    /\b(noch|verbleiben) \d+ (Tage|Wochen|Stunden)\b/i,
    new RegExp(`\\bin ${anzahl} (Tagen|Stunden)\\b`, 'i'),
  ],
};

/** Every text inside a value of plain data. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The forbidden words that texts of a language hold, each with its text. */
export const forbiddenIn = (texts: readonly string[], language: Language): string[] =>
  texts.flatMap((text) =>
    forbiddenWords[language].flatMap((word) => {
      const found = word.exec(text);
      return found === null ? [] : [`"${found[0]}" in "${text}"`];
    }),
  );
