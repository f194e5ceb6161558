/** Words of reports for organs and for what was imaged, as data. Words are written in capitals; a word that is not here is asked about. */
import { imagedPlaces, type ImagedPlace } from '../record/index.js';
import type { Organ } from '../response/index.js';
import { lookUp, wordOf, wordTable, type WordTable } from './words.js';

/** Where a lesion lies. Words that several organs share, or that name a region, are left out. */
export const organsByWord: WordTable<Organ> = {
  'ABDOMINAL CAVITY': 'abdominal-cavity',
  ABDOMEN: 'abdominal-cavity',
  'ADRENAL GLAND': 'adrenal',
  BLADDER: 'bladder',
  'URINARY BLADDER': 'bladder',
  BODY: 'body',
  BONE: 'bone',
  'BONE MARROW': 'bone',
  RIB: 'bone',
  VERTEBRA: 'bone',
  'PELVIC BONE': 'bone',
  'ILIAC BONE': 'bone',
  SACRUM: 'bone',
  STERNUM: 'bone',
  CLAVICLE: 'bone',
  FEMUR: 'bone',
  HUMERUS: 'bone',
  SKULL: 'bone',
  BRAIN: 'brain',
  BREAST: 'breast',
  CHEST: 'chest',
  'THORACIC CAVITY': 'chest',
  'CHEST WALL': 'chest',
  KIDNEY: 'kidney',
  LIVER: 'liver',
  LUNG: 'lung',
  'LYMPH NODE': 'lymph-node',
  'NECK NODE': 'lymph-node',
  'CERVICAL NODE': 'lymph-node',
  'CERVICAL LYMPH NODE': 'lymph-node',
  'RETROPHARYNGEAL LYMPH NODE': 'lymph-node',
  'SUBMANDIBULAR LYMPH NODE': 'lymph-node',
  'PAROTID LYMPH NODE': 'lymph-node',
  'AXILLARY LYMPH NODE': 'lymph-node',
  'MEDIASTINAL LYMPH NODE': 'lymph-node',
  'HILAR LYMPH NODE': 'lymph-node',
  'SUPRACLAVICULAR LYMPH NODE': 'lymph-node',
  'RETROPERITONEAL LYMPH NODE': 'lymph-node',
  'INGUINAL LYMPH NODE': 'lymph-node',
  MEDIASTINUM: 'mediastinum',
  PANCREAS: 'pancreas',
  PERITONEUM: 'peritoneum',
  'PERITONEAL CAVITY': 'peritoneum',
  OMENTUM: 'peritoneum',
  PLEURA: 'pleura',
  'PLEURAL CAVITY': 'pleura',
  'PRIMARY TUMOUR': 'primary-site',
  'PRIMARY TUMOR': 'primary-site',
  SKIN: 'skin',
  'SOFT TISSUE': 'soft-tissue',
  MUSCLE: 'soft-tissue',
  SPLEEN: 'spleen',
};

/**
 * Words that make a site a lymph node, wherever they stand in it ('ILIAC LYMPH NODE', 'LYMPH NODE, SUBCARINAL', 'structure of inguinal
 * lymph node'): the terms of the codelist LOC of CDISC and of SNOMED CT for lymph nodes hold one of them, and no other site does but those
 * of the heart.
 */
const nodeWords =
  /(^|[^\p{L}])((LYMPH ?)?NODES?|LYMPH[ -]?NODES?|LYMPH GLANDS?|LYMPHADENOPATHY|LYMPHKNOTEN|LYMPHONODI|NODI LYMPHATICI)(?!\p{L})/u;
const heartNodes = /(ATRIOVENTRICULAR|SINO-?ATRIAL|SINUS|\b[AS][AV]) NODE/;
/** A node that is named to say where something else lies ('LUNG ADJACENT TO LYMPH NODE') or that there is none. */
const besideNode = /\b(ADJACENT TO|NEAR|NEXT TO|BESIDE|NOT?|NON|WITHOUT|EXCEPT|OTHER THAN)\b.*\bNODES?\b/;

/**
 * The organ of a site in the sender's words: the word itself, else a lymph node named inside a longer one. Undefined where neither is known,
 * which is asked.
 */
export function organOfSite(site: string): Organ | undefined {
  const known = lookUp(organsByWord, site);
  if (known !== undefined) return known;
  const word = wordOf(site);
  return nodeWords.test(word) && !heartNodes.test(word) && !besideNode.test(word) ? 'lymph-node' : undefined;
}

/** What was imaged, in the words of a head and neck report, English and German; the names of organs and regions stand for themselves. */
export const imagedPlacesByWord: WordTable<ImagedPlace> = {
  ...wordTable(Object.fromEntries(imagedPlaces.map((place) => [place, place]))),
  ...wordTable(Object.fromEntries(imagedPlaces.map((place) => [place.replaceAll('-', ' '), place]))),
  CHEST: 'thorax',
  THORACIC: 'thorax',
  BRUSTKORB: 'thorax',
  CERVICAL: 'neck',
  HALS: 'neck',
  'SOFT TISSUE NECK': 'neck',
  HALSWEICHTEILE: 'neck',
  'HEAD NECK': 'head-and-neck',
  'HEAD/NECK': 'head-and-neck',
  'KOPF-HALS': 'head-and-neck',
  'KOPF UND HALS': 'head-and-neck',
  CRANIUM: 'head',
  KOPF: 'head',
  NEUROCRANIUM: 'head',
  GEHIRN: 'brain',
  CEREBRUM: 'brain',
  MIDFACE: 'face',
  'FACIAL SKELETON': 'face',
  'PARANASAL SINUSES': 'face',
  MITTELGESICHT: 'face',
  NASENNEBENHÖHLEN: 'face',
  SKULLBASE: 'skull-base',
  SCHÄDELBASIS: 'skull-base',
  OBERBAUCH: 'upper-abdomen',
  BAUCH: 'abdomen',
  BECKEN: 'pelvis',
  WIRBELSÄULE: 'spine',
  'VERTEBRAL COLUMN': 'spine',
  LEBER: 'liver',
  LUNGE: 'lung',
  'TOTAL BODY': 'whole-body',
  WHOLEBODY: 'whole-body',
  GANZKÖRPER: 'whole-body',
  'SKULL BASE TO MID-THIGH': 'skull-base-to-thigh',
  'SCHÄDELBASIS BIS OBERSCHENKEL': 'skull-base-to-thigh',
};
