import type { Language } from '../../../../core/discussion/index.js';
import { english, type LetterTexts } from './english.js';
import { german } from './german.js';

export type { LetterTexts };

/** The texts of letters and minutes, each language whole. */
export const letterTexts: Readonly<Record<Language, LetterTexts>> = { en: english, de: german };
