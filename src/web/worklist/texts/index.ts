import { defineTexts } from '../../texts/define-texts.js';
import { english, type WorklistTexts } from './english.js';
import { german } from './german.js';

/** Texts of the worklist. */
export const useWorklistTexts = defineTexts<WorklistTexts>({ en: english, de: german });
