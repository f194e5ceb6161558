import { readTissueWords } from '../../../../src/core/record/tissue-words.js';

describe('what a text of pathology says', () => {
  it.each([
    ['osteoradionecrosis, no tumour', 'benign', 'osteoradionecrosis', null],
    ['EBUS: non-caseating granuloma, no tumour', 'benign', 'granuloma', 'endoscopic'],
    ['core biopsy: granulation tissue, no evidence of malignancy', 'benign', 'inflammation', 'core'],
    ['radiation necrosis', 'benign', 'osteoradionecrosis', null],
    ['FNA: negative for malignant cells, benign reactive node', 'benign', 'other', 'fine-needle'],
    ['no residual viable squamous cell carcinoma', 'benign', 'no-viable-tumour', null],
    ['Osteoradionekrose, kein Anhalt für Malignität', 'benign', 'osteoradionecrosis', null],
    ['Stanze: Narbengewebe, tumorfrei', 'benign', 'fibrosis', 'core'],
    ['squamous cell carcinoma, ENE positive, R1', 'this-tumour', null, null],
    ['squamous cell carcinoma with necrosis and inflammation', 'this-tumour', null, null],
    ['no osteoradionecrosis; squamous cell carcinoma', 'this-tumour', null, null],
    ['osteoradionecrosis; tumour at one margin', 'this-tumour', null, null],
    ['Plattenepithelkarzinom', 'this-tumour', null, null],
    ['necrosis, carcinoma cannot be excluded', 'inconclusive', null, null],
    ['atypical cells, no definite malignancy', 'inconclusive', null, null],
    ['necrotic material', 'inconclusive', null, null],
    ['inflammation', 'inconclusive', null, null],
    ['non-diagnostic, no tumour cells', 'insufficient', null, null],
    ['non-representative sample', 'insufficient', null, null],
    ['Material nicht repräsentativ, kein Tumor', 'insufficient', null, null],
    ['histology pending', 'pending', null, null],
  ])('%s: %s', (text, result, kind, method) => {
    expect(readTissueWords(text)).toEqual({ result, kind, method });
  });
});
