/** What was stated of a lesion and of radiotherapy, in English. */
import type { TissueKind, TissueMethod, TissueResult } from '../../../response/index.js';
import type { StatedPhrases } from '../phrase.js';
import type { Phrasebook, Say } from '../say.js';
import { codeInWords } from './codes.js';

const tissueResults: Readonly<Record<TissueResult, string>> = {
  'this-tumour': 'this tumour',
  'second-primary': 'a second primary',
  benign: 'no tumour',
  inconclusive: 'inconclusive',
  insufficient: 'insufficient sample',
  pending: 'result pending',
};

export const tissueKinds: Readonly<Record<TissueKind, string>> = {
  osteoradionecrosis: 'osteoradionecrosis',
  granuloma: 'granuloma or sarcoid-like reaction',
  inflammation: 'inflammation',
  fibrosis: 'fibrosis or scar',
  'no-viable-tumour': 'no viable tumour',
  other: 'another benign finding',
};

export const tissueMethods: Readonly<Record<TissueMethod, string>> = {
  'fine-needle': 'fine needle',
  core: 'core needle',
  endoscopic: 'endoscopic',
  excision: 'excision',
  'effusion-cytology': 'cytology of an effusion',
};

const treatments: Readonly<Record<string, string>> = {
  surgery: 'operation',
  radiotherapy: 'radiotherapy',
  ablation: 'ablation',
  biopsy: 'biopsy',
  other: 'other local treatment',
};

const margins: Readonly<Record<string, string>> = {
  R0: 'R0',
  R1: 'R1 (microscopic)',
  R2: 'R2 (macroscopic)',
};

const extension: Readonly<Record<string, string>> = {
  yes: 'with extranodal extension',
  no: 'without extranodal extension',
};
const viable: Readonly<Record<string, string>> = { yes: 'viable tumour', no: 'no viable tumour' };

const dose = (doseGy: number | null, fractions: number | null, say: Say): string | null => {
  if (doseGy === null) return fractions === null ? null : `${fractions} fractions`;
  return `${say.number(doseGy)} Gy${fractions === null ? '' : ` in ${fractions} fractions`}`;
};

const present = (parts: readonly (string | null | undefined)[]): string[] =>
  parts.filter((part) => part !== null && part !== undefined);

/** Appearances under which the size of a lesion may mislead. */
const misleading: ReadonlySet<string> = new Set(['cystic', 'necrotic']);

export const statedPhrases: Phrasebook<StatedPhrases> = {
  'no-prior-radiotherapy': () => 'no prior radiotherapy, as stated',
  'lesions-in-field': ({ lesions }, say) => `in its field: ${say.lesions(lesions)}`,
  'field-not-known': ({ lesions }, say) => `in a prior field, and not known in which: ${say.lesions(lesions)}`,
  'lesion-tissue': ({ result, kind, method, date, histology, p16, eber, shows }, say) =>
    `tissue (${present([say.dated(date), method === null ? null : tissueMethods[method]]).join(', ')}): ${present([
      tissueResults[result],
      kind === null ? null : tissueKinds[kind],
      histology === null ? null : say.sent(histology),
      p16 === null ? null : `p16 ${p16}`,
      eber === null ? null : `EBER ${eber}`,
      shows === null ? null : say.quoted(shows),
    ]).join(', ')}`,
  'lesion-treated': (
    { kind, on, technique, doseGy, fractions, margin, resectionMargin, extranodalExtension, viableTumour },
    say,
  ) =>
    `${treatments[kind] ?? kind} (${present([
      say.dated(on),
      technique === null ? null : say.sent(technique),
      dose(doseGy, fractions, say),
      margin === null ? null : `margin ${say.sent(margin)}`,
      resectionMargin === null ? null : (margins[resectionMargin] ?? resectionMargin),
      extranodalExtension === null ? null : extension[extranodalExtension],
      viableTumour === null ? null : viable[viableTumour],
    ]).join(', ')})`,
  'lesion-appearance': ({ appearance, date }, say) =>
    `called ${codeInWords(appearance)} (${say.dated(date)})${misleading.has(appearance) ? ': size may mislead' : ''}`,
  'lesion-condition': ({ condition, date, region }, say) =>
    `${condition === 'sarcoid-like' ? 'sarcoid-like reaction' : codeInWords(condition)} reported ${region === null ? 'here' : `for this region (${say.organ(region)})`} (${say.dated(date)})`,
  'lesion-sins': ({ score, date }, say) => `stability of the spine: SINS ${score} of 18 (${say.dated(date)})`,
};
