import type { Language } from '../../../../core/discussion/index.js';

/** Why a case was put off, by the codes of the transition 'defer', and what minutes say where nothing was decided. */
const words: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    'imaging-missing': 'Imaging is missing.',
    'pathology-missing': 'Pathology is missing.',
    'information-missing': 'Information is missing.',
    'discipline-missing': 'A discipline is missing.',
    'patient-to-be-asked': 'The patient is to be asked.',
    'out-of-time': 'Out of time.',
    other: 'Another reason.',
    'not-signed': 'Discussed; no outcome is signed.',
    'not-discussed': 'Not discussed.',
    'left-board': 'The patient stands on this board no more: what was said of the case is not shown.',
  },
  de: {
    'imaging-missing': 'Bildgebung fehlt.',
    'pathology-missing': 'Pathologie fehlt.',
    'information-missing': 'Angaben fehlen.',
    'discipline-missing': 'Ein Fachgebiet fehlt.',
    'patient-to-be-asked': 'Die Patientin oder der Patient wird gefragt.',
    'out-of-time': 'Die Zeit reichte nicht.',
    other: 'Ein anderer Grund.',
    'not-signed': 'Besprochen; kein Beschluss ist unterschrieben.',
    'not-discussed': 'Nicht besprochen.',
    'left-board':
      'Die Patientin oder der Patient steht nicht mehr auf diesem Board: Angaben zum Fall werden nicht gezeigt.',
  },
};

/** The words of a code; the code itself where there are none. */
export const putOffInWords = (code: string, language: Language): string => words[language][code] ?? code;

const whenNeeded: Readonly<Record<Language, string>> = {
  en: ' where a case needs it',
  de: ', wenn ein Fall es braucht',
};

/** A place of a quorum rule that counts only for some cases. */
export const whenNeededInWords = (place: string, language: Language): string => `${place}${whenNeeded[language]}`;
