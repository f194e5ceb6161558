import { defineTexts } from '../../../texts/define-texts.js';
import { english, type TableTexts } from './english.js';
import { german } from './german.js';

/** Texts of the wizard for tables. */
export const useTableTexts = defineTexts<TableTexts>({ en: english, de: german });
