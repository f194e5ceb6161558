import type { Language } from '../../../../core/discussion/index.js';

/** The disciplines of boards as documents name them; those that only the rules know among them. */
const names: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    'medical-oncology': 'medical oncology',
    'radiation-oncology': 'radiation oncology',
    'ear-nose-throat-surgery': 'ENT surgery',
    'oral-and-maxillofacial-surgery': 'oral and maxillofacial surgery',
    radiology: 'radiology',
    pathology: 'pathology',
    'nuclear-medicine': 'nuclear medicine',
    neurosurgery: 'neurosurgery',
    'spine-surgery': 'spine surgery',
    'thoracic-surgery': 'thoracic surgery',
    'interventional-radiology': 'interventional radiology',
    'vascular-surgery': 'vascular surgery',
    'speech-therapy': 'speech therapy',
    dietetics: 'dietetics',
    'palliative-care': 'palliative care',
    nursing: 'nursing',
    other: 'other',
  },
  de: {
    'medical-oncology': 'internistische Onkologie',
    'radiation-oncology': 'Strahlentherapie',
    'ear-nose-throat-surgery': 'HNO-Chirurgie',
    'oral-and-maxillofacial-surgery': 'Mund-, Kiefer- und Gesichtschirurgie',
    radiology: 'Radiologie',
    pathology: 'Pathologie',
    'nuclear-medicine': 'Nuklearmedizin',
    neurosurgery: 'Neurochirurgie',
    'spine-surgery': 'Wirbelsäulenchirurgie',
    'thoracic-surgery': 'Thoraxchirurgie',
    'interventional-radiology': 'interventionelle Radiologie',
    'vascular-surgery': 'Gefäßchirurgie',
    'speech-therapy': 'Logopädie',
    dietetics: 'Ernährungsberatung',
    'palliative-care': 'Palliativmedizin',
    nursing: 'Pflege',
    other: 'andere',
  },
};

const or: Readonly<Record<Language, string>> = { en: ' or ', de: ' oder ' };

/** A discipline in words; its code where there are none. */
export const disciplineInWords = (code: string, language: Language): string => names[language][code] ?? code;

/** A place that any one of the disciplines fills. */
export const placeInWords = (anyOf: readonly string[], language: Language): string =>
  anyOf.map((code) => disciplineInWords(code, language)).join(or[language]);
