/**
 * Codes of FHIR documents that are read, as data: those of mCODE 4.0.0 and MII Onkologie, and of the lists in docs/formats.md. Marked as
 * the source of each marks it: [V] verified there, [K] from general knowledge and to be verified against a terminology server before use.
 */
import type { DrugClass, Modality, Organ } from '../../response/index.js';

export const loinc = 'http://loinc.org';
export const snomed = 'http://snomed.info/sct';
export const ucum = 'http://unitsofmeasure.org';

/** [V] mCODE tumour size. */
export const tumourSize = { size: '21889-1', longest: '33728-7', other: '33729-5' } as const;
/** [V] mCODE cancer disease status; MII Verlauf. */
export const courseCodes: readonly (readonly [string, string])[] = [
  [loinc, '97509-4'],
  [snomed, '396432002'],
];
/** [K] ECOG performance status. */
export const ecogCode = '89247-1';

/** [V] mCODE value set of methods of measurement; pathology measures what was removed from the body. */
export const modalityByMethod: Readonly<Record<string, Modality>> = {
  '77477000': 'CT',
  '113091000': 'MR',
  '16310003': 'ultrasound',
  '363680008': 'X-ray',
  '5880005': 'clinical',
};
export const pathologyMethods: readonly string[] = ['787377000', '104157003'];

/** [K?] body structures. */
export const organBySnomed: Readonly<Record<string, Organ>> = {
  '39607008': 'lung',
  '10200004': 'liver',
  '59441001': 'lymph-node',
  '272673000': 'bone',
  '12738006': 'brain',
  '23451007': 'adrenal',
};

/** SNOMED CT codes of axes (PS3.16, CID 7470), as DICOM reports turned into FHIR carry them. */
export const axisBySnomed: Readonly<Record<string, 'long' | 'short'>> = { '103339001': 'long', '103340004': 'short' };

export interface KnownDrug {
  readonly name: string;
  readonly drugClass: DrugClass;
}

const ici = (name: string): KnownDrug => ({ name, drugClass: 'immune-checkpoint-inhibitor' });
const chemotherapy = (name: string): KnownDrug => ({ name, drugClass: 'chemotherapy' });

/** RxNorm ingredients: paclitaxel [V], the others [K]. Toripalimab, tislelizumab, camrelizumab and sintilimab: GAP, no code is known. */
export const drugByRxNorm: Readonly<Record<string, KnownDrug>> = {
  '56946': chemotherapy('paclitaxel'),
  '1547545': ici('pembrolizumab'),
  '1597876': ici('nivolumab'),
  '1094833': ici('ipilimumab'),
  '1792776': ici('atezolizumab'),
  '1919503': ici('durvalumab'),
  '1875534': ici('avelumab'),
  '2058826': ici('cemiplimab'),
  '318341': { name: 'cetuximab', drugClass: 'targeted-therapy' },
  '2555': chemotherapy('cisplatin'),
  '40048': chemotherapy('carboplatin'),
  '4492': chemotherapy('fluorouracil'),
  '72962': chemotherapy('docetaxel'),
  '12574': chemotherapy('gemcitabine'),
};
/** ATC: pembrolizumab [V], the others [K]. */
export const drugByAtc: Readonly<Record<string, KnownDrug>> = {
  L01FF02: ici('pembrolizumab'),
  L01FF01: ici('nivolumab'),
  L01FF03: ici('durvalumab'),
  L01FF04: ici('avelumab'),
  L01FF05: ici('atezolizumab'),
  L01FF06: ici('cemiplimab'),
};
export const rxNorm = 'http://www.nlm.nih.gov/research/umls/rxnorm';
export const atcSystems: readonly string[] = ['http://www.whocc.no/atc', 'http://fhir.de/CodeSystem/bfarm/atc'];

type PrimarySite = 'oral-cavity' | 'oropharynx' | 'hypopharynx' | 'larynx' | 'sinonasal' | 'nasopharynx';

/** [K] topography of ICD-10 and ICD-O-3, the longest beginning first. Sites outside these are not taken. */
export const primarySiteByTopography: readonly (readonly [string, PrimarySite])[] = [
  ['C02.0', 'oral-cavity'],
  ['C02.1', 'oral-cavity'],
  ['C02.2', 'oral-cavity'],
  ['C02.3', 'oral-cavity'],
  ['C05.0', 'oral-cavity'],
  ['C05.1', 'oropharynx'],
  ['C05.2', 'oropharynx'],
  ['C01', 'oropharynx'],
  ['C03', 'oral-cavity'],
  ['C04', 'oral-cavity'],
  ['C06', 'oral-cavity'],
  ['C09', 'oropharynx'],
  ['C10', 'oropharynx'],
  ['C11', 'nasopharynx'],
  ['C12', 'hypopharynx'],
  ['C13', 'hypopharynx'],
  ['C30', 'sinonasal'],
  ['C31', 'sinonasal'],
  ['C32', 'larynx'],
];
/** [K] ICD-O-3 morphology of squamous cell carcinoma. */
export const squamousMorphology: readonly string[] = ['8070/3', '8071/3', '8072/3', '8083/3', '8085/3', '8086/3'];
