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

/** The same in German and French reports. */
const organsByForeignWord: WordTable<Organ> = {
  BAUCHFELL: 'peritoneum',
  BAUCHSPEICHELDRÜSE: 'pancreas',
  GEHIRN: 'brain',
  HARNBLASE: 'bladder',
  HAUT: 'skin',
  HIRN: 'brain',
  KNOCHEN: 'bone',
  LEBER: 'liver',
  LUNGE: 'lung',
  MAMMA: 'breast',
  MILZ: 'spleen',
  MUSKEL: 'soft-tissue',
  NEBENNIERE: 'adrenal',
  NIERE: 'kidney',
  PANKREAS: 'pancreas',
  PRIMÄRTUMOR: 'primary-site',
  RIPPE: 'bone',
  WEICHTEILE: 'soft-tissue',
  WIRBEL: 'bone',
  WIRBELKÖRPER: 'bone',
  CERVEAU: 'brain',
  FOIE: 'liver',
  MÉDIASTIN: 'mediastinum',
  OS: 'bone',
  PANCRÉAS: 'pancreas',
  PEAU: 'skin',
  PLÈVRE: 'pleura',
  POUMON: 'lung',
  PÉRITOINE: 'peritoneum',
  RATE: 'spleen',
  REIN: 'kidney',
  SEIN: 'breast',
  SURRÉNALE: 'adrenal',
  'TISSUS MOUS': 'soft-tissue',
  'TUMEUR PRIMITIVE': 'primary-site',
  VERTÈBRE: 'bone',
  VESSIE: 'bladder',
};

/** What says where in an organ something lies, and of which organ nothing: side, lobe, segment. */
const sides = String.raw`LEFT|RIGHT|BILATERAL|LINKE?[RNS]?|LINKS|RECHTE?[RNS]?|RECHTS|BEIDSEITS|GAUCHE|DROITE?`;
const lobes = String.raw`(?:UPPER|MIDDLE|LOWER|FRONTAL|PARIETAL|TEMPORAL|OCCIPITAL)(?: LOBE)?|(?:OBER|MITTEL|UNTER)LAPPEN|LOBE (?:SUPÉRIEUR|MOYEN|INFÉRIEUR)|LOBE`;
const segments = String.raw`SEGMENTS? (?:\d+|[IVX]+)[AB]?(?:\/(?:\d+|[IVX]+)[AB]?)*`;
const placesInOrgan = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${sides}|${lobes}|${segments}|OF|THE)(?![\p{L}\p{N}])`,
  'gu',
);

const wholeOrgan = (word: string): string =>
  word
    .replace(placesInOrgan, ' ')
    .replace(/[,;()-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * Words that make a site a lymph node, wherever they stand in it ('ILIAC LYMPH NODE', 'LYMPH NODE, SUBCARINAL', 'structure of inguinal
 * lymph node'): the terms of the codelist LOC of CDISC and of SNOMED CT for lymph nodes hold one of them, and no other site does but those
 * of the heart.
 */
const nodeWords =
  /(^|[^\p{L}])((LYMPH ?)?NODES?|LYMPH[ -]?NODES?|LYMPH GLANDS?|LYMPHADENOPATHY|LNS?|\p{L}*LYMPHKNOTEN(METASTASEN?)?|LYMPHONODI|NODI LYMPHATICI|GANGLIONS? LYMPHATIQUES?|ADÉNOPATHIES?)(?!\p{L})/u;
const heartNodes = /(ATRIOVENTRICULAR|SINO-?ATRIAL|SINUS|\b[AS][AV]) NODE/;
/** 'Lung node' is said of a nodule as well: which it is has to be asked. */
const nodules =
  /\b(LUNG|LIVER|THYROID|BREAST|SKIN|SUBCUTANEOUS|SOFT TISSUE|BONE|PLEURAL|PERITONEAL|VOCAL|PULMONARY) NODES?\b/;
/** A node that is named to say where something else lies ('LUNG ADJACENT TO LYMPH NODE') or that there is none. */
const besideNode = /\b(ADJACENT TO|NEAR|NEXT TO|BESIDE|NOT?|NON|WITHOUT|EXCEPT|OTHER THAN)\b.*\bNODES?\b/;

const organOfWord = (word: string): Organ | undefined =>
  lookUp(organsByWord, word) ?? lookUp(organsByForeignWord, word);

/**
 * The organ of a site in the sender's words: the word itself, else a lymph node named inside a longer one, else the organ without side, lobe
 * and segment ('LUNG, RIGHT UPPER LOBE'). Undefined where none is known, which is asked.
 */
export function organOfSite(site: string): Organ | undefined {
  const known = organOfWord(site);
  if (known !== undefined) return known;
  const word = wordOf(site);
  return nodeWords.test(word) && !heartNodes.test(word) && !nodules.test(word) && !besideNode.test(word)
    ? 'lymph-node'
    : organOfWord(wholeOrgan(word));
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
