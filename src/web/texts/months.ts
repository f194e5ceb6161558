import { english } from './english.js';
import { german } from './german.js';

/** The names of the months in every language: what somebody typed is read whichever of them it is in. */
export const monthsInEveryLanguage = [english.months, german.months] as const;
