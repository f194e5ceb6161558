import { useSyncExternalStore } from 'react';

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** Each language under its own name, which is how a reader finds it. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

export const isLanguage = (value: string | null): value is Language => languages.some((language) => language === value);

const listeners = new Set<() => void>();
let chosen: Language = 'en';

/** The language of the page: its texts are in it, and the service is asked to answer in it. */
export const chosenLanguage = (): Language => chosen;

/** Turns the page to a language. */
export function chooseLanguage(language: Language): void {
  chosen = language;
  for (const listener of listeners) listener();
}

/** Tells of each choice; the answer ends that. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The language of the page, followed when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(onLanguage, chosenLanguage);
