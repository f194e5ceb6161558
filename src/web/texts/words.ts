import { defineTexts } from './define-texts.js';
import { english, type Words } from './english.js';
import { german } from './german.js';

/** Words and sentences that several parts of the client say. */
export const useWords = defineTexts<Words>({ en: english, de: german });
