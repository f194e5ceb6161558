import { useQuery } from '@tanstack/react-query';
import { useRulesTexts } from '../texts/index.js';
import { useWords } from '../../texts/words.js';
import type { ChangeSubject } from '../rules-model.js';
import { catalogueQuery } from '../rules-query.js';

/** What a change is about, in words: the definition of a flag, or the id and the title of a rule. */
export function useChangeNames(): (subject: ChangeSubject, name: string) => string {
  const texts = useRulesTexts();
  const words = useWords();
  const titles = new Map(useQuery(catalogueQuery).data?.rules.map(({ id, title }) => [id, title]));
  return (subject, name) =>
    subject === 'flag'
      ? `${texts.subjects.flag} ${words.definitionName(name)}`
      : [name, titles.get(name)].filter(Boolean).join(': ');
}
