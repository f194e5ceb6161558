/** What was stated of a lesion and of radiotherapy, in German. */
import type { TissueKind, TissueMethod, TissueResult } from '../../../response/index.js';
import type { StatedPhrases } from '../phrase.js';
import type { Phrasebook, Say } from '../say.js';

const tissueResults: Readonly<Record<TissueResult, string>> = {
  'this-tumour': 'dieser Tumor',
  'second-primary': 'ein Zweittumor',
  benign: 'kein Tumor',
  inconclusive: 'nicht eindeutig',
  insufficient: 'Probe nicht ausreichend',
  pending: 'Ergebnis steht aus',
};

export const tissueKinds: Readonly<Record<TissueKind, string>> = {
  osteoradionecrosis: 'Osteoradionekrose',
  granuloma: 'Granulom oder sarkoidähnliche Reaktion',
  inflammation: 'Entzündung',
  fibrosis: 'Fibrose oder Narbe',
  'no-viable-tumour': 'kein vitaler Tumor',
  other: 'ein anderer gutartiger Befund',
};

export const tissueMethods: Readonly<Record<TissueMethod, string>> = {
  'fine-needle': 'Feinnadel',
  core: 'Stanze',
  endoscopic: 'endoskopisch',
  excision: 'Exzision',
  'effusion-cytology': 'Ergusszytologie',
};

const treatments: Readonly<Record<string, string>> = {
  surgery: 'Operation',
  radiotherapy: 'Bestrahlung',
  ablation: 'Ablation',
  biopsy: 'Biopsie',
  other: 'andere Lokaltherapie',
};

const appearances: Readonly<Record<string, string>> = {
  solid: 'solide',
  cystic: 'zystisch',
  necrotic: 'nekrotisch',
  sclerotic: 'sklerotisch',
};

const conditions: Readonly<Record<string, string>> = {
  'sarcoid-like': 'sarkoidähnliche Reaktion',
  infection: 'Infektion',
  flare: 'Flare (Aufflammen)',
};

const margins: Readonly<Record<string, string>> = {
  R0: 'R0',
  R1: 'R1 (mikroskopisch)',
  R2: 'R2 (makroskopisch)',
};

const extension: Readonly<Record<string, string>> = {
  yes: 'mit extranodaler Ausbreitung',
  no: 'ohne extranodale Ausbreitung',
};
const viable: Readonly<Record<string, string>> = { yes: 'vitaler Tumor', no: 'kein vitaler Tumor' };
const found: Readonly<Record<string, string>> = { positive: 'positiv', negative: 'negativ' };

const dose = (doseGy: number | null, fractions: number | null, say: Say): string | null => {
  if (doseGy === null) return fractions === null ? null : `${fractions} Fraktionen`;
  return `${say.number(doseGy)} Gy${fractions === null ? '' : ` in ${fractions} Fraktionen`}`;
};

const present = (parts: readonly (string | null | undefined)[]): string[] =>
  parts.filter((part) => part !== null && part !== undefined);

/** Appearances under which the size of a lesion may mislead. */
const misleading: ReadonlySet<string> = new Set(['cystic', 'necrotic']);

export const statedPhrases: Phrasebook<StatedPhrases> = {
  'no-prior-radiotherapy': () => 'keine frühere Strahlentherapie, wie angegeben',
  'lesions-in-field': ({ lesions }, say) => `im Feld: ${say.lesions(lesions)}`,
  'field-not-known': ({ lesions }, say) =>
    `in einem früheren Feld, und nicht bekannt, in welchem: ${say.lesions(lesions)}`,
  'lesion-tissue': ({ result, kind, method, date, histology, p16, eber, shows }, say) =>
    `Gewebe (${present([say.dated(date), method === null ? null : tissueMethods[method]]).join(', ')}): ${present([
      tissueResults[result],
      kind === null ? null : tissueKinds[kind],
      histology === null ? null : say.sent(histology),
      p16 === null ? null : `p16 ${found[p16] ?? p16}`,
      eber === null ? null : `EBER ${found[eber] ?? eber}`,
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
      margin === null ? null : `Abstand ${say.sent(margin)}`,
      resectionMargin === null ? null : (margins[resectionMargin] ?? resectionMargin),
      extranodalExtension === null ? null : extension[extranodalExtension],
      viableTumour === null ? null : viable[viableTumour],
    ]).join(', ')})`,
  'lesion-appearance': ({ appearance, date }, say) =>
    `als ${appearances[appearance] ?? appearance} bezeichnet (${say.dated(date)})${misleading.has(appearance) ? ': die Größe kann irreführen' : ''}`,
  'lesion-condition': ({ condition, date, region }, say) =>
    `${conditions[condition] ?? condition} ${region === null ? 'hier' : `für diese Region (${say.organ(region)})`} berichtet (${say.dated(date)})`,
  'lesion-sins': ({ score, date }, say) => `Stabilität der Wirbelsäule: SINS ${score} von 18 (${say.dated(date)})`,
};
