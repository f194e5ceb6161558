import { defineTexts } from '../../../texts/define-texts.js';
import { english, type KeyboardTexts } from './english.js';
import { german } from './german.js';

/** The list of keys, and what the words of the screens mean. */
export const useKeyboardTexts = defineTexts<KeyboardTexts>({ en: english, de: german });
