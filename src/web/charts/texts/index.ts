import { defineTexts } from '../../texts/define-texts.js';
import { english, type ChartTexts } from './english.js';
import { german } from './german.js';

/** Texts of the charts and of their tables. */
export const useChartTexts = defineTexts<ChartTexts>({ en: english, de: german });
