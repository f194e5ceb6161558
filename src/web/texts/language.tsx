import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';

export type Language = 'en' | 'de';

const storageKey = 'consilium.language';

interface LanguageChoice {
  readonly language: Language;
  choose(language: Language): void;
}

const LanguageContext = createContext<LanguageChoice>({ language: 'en', choose: () => undefined });

const isLanguage = (value: string | null): value is Language => value === 'en' || value === 'de';

/** What was chosen before, else the browser's first language that there are texts in, else English. */
function firstLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  if (isLanguage(stored)) return stored;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(
    (): LanguageChoice => ({
      language,
      choose: (chosen) => {
        localStorage.setItem(storageKey, chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}

/** The language of the page, and the way to choose another. */
export const useLanguage = (): LanguageChoice => use(LanguageContext);
