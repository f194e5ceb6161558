import { defineTexts } from '../../texts/define-texts.js';
import { english } from './english.js';
import { german } from './german.js';

/** The texts of the page that says who owes what, and of the standard-of-care list. */
export const useFollowUpTexts = defineTexts({ en: english, de: german });
