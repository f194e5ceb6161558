import type { DiscussionPhrases } from './phrase.js';
import { capitalised, type Say } from './say.js';

/**
 * A text of the catalogue of rules in a language, its braces filled. A text that ends as a sentence begins as one, whatever fills its
 * first place. Where a later version of the text asks for something that the phrase was stored without, it says so in its place.
 */
export function catalogueText({ text, with: filled = {} }: DiscussionPhrases['catalogue'], say: Say): string {
  const words = say.text(text);
  if (words === null) return `[${text}]`;
  const written = words.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const phrase = filled[name];
    return phrase === undefined ? say.notRecorded : say.phrase(phrase);
  });
  return /[.?!]$/.test(words) ? capitalised(written) : written;
}

/** A text of the catalogue with the names of its placeholders in brackets: what is filled in from a patient. */
export function catalogueTemplate({ text }: DiscussionPhrases['catalogue-template'], say: Say): string {
  const words = say.text(text) ?? `[${text}]`;
  return words.replace(/\{([^{}]*)\}/g, (_, name: string) => `[${say.text(`placeholder/${name}`) ?? name}]`);
}
