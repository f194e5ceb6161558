import { catalogue } from '../../../core/discussion/index.js';

const titles: ReadonlyMap<string, string> = new Map(catalogue.rules.map(({ id, title }) => [id, title]));

/** What a rule is about, in a few words; the id itself of a rule that this catalogue no longer has. */
export const titleOfRule = (rule: string): string => titles.get(rule) ?? rule;
