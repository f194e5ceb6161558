/**
 * The codes of TID 1500 that are read, as data: PS3.16 of the DICOM standard (CID 7470 linear measurements, CID 7464 modifiers, CID 6204
 * organs), each with its SNOMED CT code (SCT) and the SNOMED-RT id of older reports (SRT).
 */
import type { Organ } from '../../response/index.js';
import type { ReportedAxis } from '../exam/reported-exam.js';
import type { Code } from './content-tree.js';

type Coded = `${string}|${string}`;

/** SNOMED-RT stood under several designators before it was SRT. */
const schemes: Readonly<Record<string, string>> = { SNM3: 'SRT', '99SDM': 'SRT' };

export const keyOf = ({ scheme, value }: Code): Coded => `${schemes[scheme] ?? scheme}|${value}`;

export const isOneOf = (code: Code | null, known: readonly Coded[]): boolean =>
  code !== null && known.includes(keyOf(code));

export const concepts = {
  measurementGroup: ['DCM|125007'],
  trackingIdentifier: ['DCM|112039'],
  trackingUid: ['DCM|112040'],
  finding: ['DCM|121071'],
  findingCategory: ['SCT|276214006'],
  findingSite: ['SCT|363698007', 'SRT|G-C0E3'],
  derivation: ['DCM|121401'],
  personName: ['DCM|121008'],
  procedure: ['DCM|121058'],
} as const satisfies Readonly<Record<string, readonly Coded[]>>;

/** Which axis a linear measurement is. */
export const axisByConcept: Readonly<Record<Coded, ReportedAxis>> = {
  'SCT|103339001': 'long',
  'SRT|G-A185': 'long',
  'SCT|131187009': 'long',
  'SRT|G-A193': 'long',
  'SCT|103340004': 'short',
  'SRT|G-A186': 'short',
  'SCT|131188004': 'short',
  'SRT|G-A194': 'short',
  'SCT|131189007': 'short',
  'SRT|G-A195': 'short',
  'SCT|410668003': 'not-stated',
  'SRT|G-D7FE': 'not-stated',
  'SCT|81827009': 'not-stated',
  'SRT|M-02550': 'not-stated',
  'DCM|121206': 'not-stated',
};

export const organByCode: Readonly<Record<Coded, Organ>> = {
  'SCT|39607008': 'lung',
  'SRT|T-28000': 'lung',
  'SCT|10200004': 'liver',
  'SRT|T-62000': 'liver',
  'SCT|78961009': 'spleen',
  'SRT|T-C3000': 'spleen',
  'SCT|64033007': 'kidney',
  'SRT|T-71000': 'kidney',
  'SCT|23451007': 'adrenal',
  'SRT|T-B3000': 'adrenal',
  'SCT|272673000': 'bone',
  'SRT|T-D016E': 'bone',
  'SCT|59441001': 'lymph-node',
  'SCT|12738006': 'brain',
};

export const anatomicalStructure: readonly Coded[] = ['SCT|91723000'];
export const abnormalStructure: readonly Coded[] = ['SCT|49755003'];

/** Standardised uptake values: by body weight and by lean body mass are two quantities, and never one for the other. */
export const uptakeByConcept: Readonly<Record<Coded, 'SUV' | 'SUL'>> = {
  'DCM|126401': 'SUV',
  'DCM|126402': 'SUL',
  'DCM|126406': 'SUL',
};
/** UCUM, with the mark of the kind before or behind the unit. */
export const uptakeUnits: Readonly<Record<'SUV' | 'SUL', RegExp>> = {
  SUV: /^(\{SUVbw\}g\/ml|g\/ml\{SUVbw\})$/i,
  SUL: /^(\{SUVlbm(\([\w]+\))?\}g\/ml|g\/ml\{SUVlbm(\([\w]+\))?\})$/i,
};
export const peakModifier: readonly Coded[] = ['DCM|126031'];

/** Words of a finding that is measured as tumour. */
export const tumourWords =
  /\b(lesions?|nodules?|mass(es)?|tumou?rs?|neoplasms?|metasta(sis|ses|tic)|carcinomas?|malignan\w+|cancers?)\b/i;
/** What a word beside them takes back. */
export const notTumourWords = /\b(benign|cyst|cystic|normal|no|non|without|calcified granuloma)\b/i;
