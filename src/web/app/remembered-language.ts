import { chooseLanguage, chosenLanguage, isLanguage, onLanguage, type Language } from '../texts/language.js';

const storageKey = 'consilium.language';

/** What was chosen before, else the browser's first language that there are texts in, else English. */
function firstLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  if (isLanguage(stored)) return stored;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

/** Turns the page to the reader's language before anything is shown, and keeps what is chosen for later visits. */
export function rememberLanguage(): void {
  chooseLanguage(firstLanguage());
  document.documentElement.lang = chosenLanguage();
  onLanguage(() => {
    localStorage.setItem(storageKey, chosenLanguage());
    document.documentElement.lang = chosenLanguage();
  });
}
