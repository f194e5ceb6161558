import { defineTexts } from '../../texts/define-texts.js';
import { english, type MeetingTexts } from './english.js';
import { german } from './german.js';

/** Texts of the meetings and their agendas. */
export const useMeetingTexts = defineTexts<MeetingTexts>({ en: english, de: german });
