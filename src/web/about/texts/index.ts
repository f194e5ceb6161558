import { defineTexts } from '../../texts/define-texts.js';
import { english, type AboutTexts } from './english.js';
import { german } from './german.js';

/** What this software is, and what it is not. */
export const useAboutTexts = defineTexts<AboutTexts>({ en: english, de: german });
