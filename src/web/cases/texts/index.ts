import { defineTexts } from '../../texts/define-texts.js';
import { english } from './english.js';
import { german } from './german.js';

/** The texts of the case page. */
export const useCaseTexts = defineTexts({ en: english, de: german });
