import { defineTexts } from '../../texts/define-texts.js';
import { english } from './english.js';
import { german } from './german.js';

/** The texts of decisions and of what becomes of them. */
export const useDecidedTexts = defineTexts({ en: english, de: german });
