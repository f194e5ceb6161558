import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { english, type Texts } from './english.js';
import { german } from './german.js';

export type Language = 'en' | 'de';

const catalogues: Readonly<Record<Language, Texts>> = { en: english, de: german };
const storageKey = 'consilium.language';

interface LanguageChoice {
  readonly language: Language;
  readonly texts: Texts;
  choose(language: Language): void;
}

const TextsContext = createContext<LanguageChoice>({ language: 'en', texts: english, choose: () => undefined });

const isLanguage = (value: string | null): value is Language => value === 'en' || value === 'de';

/** What was chosen before, else the browser's first language that there is a catalogue for, else English. */
function firstLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  if (isLanguage(stored)) return stored;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

export function TextsProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(
    (): LanguageChoice => ({
      language,
      texts: catalogues[language],
      choose: (chosen) => {
        localStorage.setItem(storageKey, chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return <TextsContext value={choice}>{children}</TextsContext>;
}

/** All texts of the chosen language. */
export const useTexts = (): Texts => use(TextsContext).texts;

export const useLanguage = (): LanguageChoice => use(TextsContext);
