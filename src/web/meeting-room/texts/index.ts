import { defineTexts } from '../../texts/define-texts.js';
import { english, type RoomTexts } from './english.js';
import { german } from './german.js';

/** Texts of the room in which a board meets. */
export const useRoomTexts = defineTexts<RoomTexts>({ en: english, de: german });
