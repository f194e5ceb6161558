import { defineTexts } from '../../texts/define-texts.js';
import { english, type FrameTexts } from './english.js';
import { german } from './german.js';

/** Texts of the frame around every page. */
export const useFrameTexts = defineTexts<FrameTexts>({ en: english, de: german });
