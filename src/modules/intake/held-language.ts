import { faultInGerman } from '../../core/record/index.js';
import { AnswersIn, type Page } from '../../platform/http/index.js';
import type { HeldRow } from './import-views.js';

const inGerman = (row: HeldRow): HeldRow => {
  const { wrong, right } = faultInGerman({ ...row, value: null });
  return { ...row, message: wrong, expected: right };
};

/** For the list of held rows: what is wrong and what would be right, in the reader's language; the file of it stays as it goes to the sender. */
export const HeldInReadersLanguage = (): MethodDecorator =>
  AnswersIn({
    languages: ['en', 'de'] as const,
    render: (body, language) => {
      const page = body as Page<HeldRow>;
      return language === 'en' ? page : { ...page, items: page.items.map(inGerman) };
    },
  });
