import { defineTexts } from '../../texts/define-texts.js';
import { english, type PatientTexts } from './english.js';
import { german } from './german.js';

/** Texts of the patient page. */
export const usePatientTexts = defineTexts<PatientTexts>({ en: english, de: german });
