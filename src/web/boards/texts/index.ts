import { defineTexts } from '../../texts/define-texts.js';
import { english, type BoardTexts } from './english.js';
import { german } from './german.js';

/** Texts of boards and their people. */
export const useBoardTexts = defineTexts<BoardTexts>({ en: english, de: german });
