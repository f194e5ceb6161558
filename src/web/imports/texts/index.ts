import { defineTexts } from '../../texts/define-texts.js';
import { english, type ImportTexts } from './english.js';
import { german } from './german.js';

/** Texts of the uploads. */
export const useImportTexts = defineTexts<ImportTexts>({ en: english, de: german });
