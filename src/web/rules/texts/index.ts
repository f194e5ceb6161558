import { defineTexts } from '../../texts/define-texts.js';
import { english, type RulesTexts } from './english.js';
import { german } from './german.js';

/** Texts of the rules, the ledger and the dry runs. */
export const useRulesTexts = defineTexts<RulesTexts>({ en: english, de: german });
