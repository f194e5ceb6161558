import { defineTexts } from '../../texts/define-texts.js';
import { english, type ReferralTexts } from './english.js';
import { german } from './german.js';

/** Texts of the referrals. */
export const useReferralTexts = defineTexts<ReferralTexts>({ en: english, de: german });
