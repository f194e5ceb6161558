import { asWritten, catalogue, type Phrase } from '../../../core/discussion/index.js';

const rules: ReadonlySet<string> = new Set(catalogue.rules.map(({ id }) => id));

/** What a rule is about, in a few words; the id itself of a rule that this catalogue no longer has. */
export const titleOfRule = (rule: string): Phrase =>
  rules.has(rule) ? { id: 'catalogue', parameters: { text: `${rule}/title` } } : asWritten(rule);
