import { defineTexts } from '../../texts/define-texts.js';
import { english, type PlacementTexts } from './english.js';
import { german } from './german.js';

/** Texts of the dialogue that puts questions on a meeting. */
export const usePlacementTexts = defineTexts<PlacementTexts>({ en: english, de: german });
