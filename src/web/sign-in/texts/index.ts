import { defineTexts } from '../../texts/define-texts.js';
import { english, type SignInTexts } from './english.js';
import { german } from './german.js';

/** Texts of the sign-in. */
export const useSignInTexts = defineTexts<SignInTexts>({ en: english, de: german });
