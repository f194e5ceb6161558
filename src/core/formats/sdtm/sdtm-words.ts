/** The words of CDISC SDTM (TU, TR) and what they are here, as data. Words are written in capitals. */
import type { Certainty, FindingState, LesionRole, Modality } from '../../response/index.js';
import type { WordTable } from '../words.js';

/** TRMETHOD, TUMETHOD (codelist METHOD). */
export const modalitiesByWord: WordTable<Modality> = {
  'CT SCAN': 'CT',
  CT: 'CT',
  'SPIRAL CT': 'CT',
  'CT SCAN WITH CONTRAST': 'CT',
  'CT SCAN WITHOUT CONTRAST': 'CT',
  'MULTIDETECTOR CT SCAN': 'CT',
  MRI: 'MR',
  'MRI WITH CONTRAST': 'MR',
  'MRI WITHOUT CONTRAST': 'MR',
  'PET/CT SCAN': 'PET-CT',
  'PET-CT SCAN': 'PET-CT',
  'FDGPET/CT SCAN': 'PET-CT',
  ULTRASOUND: 'ultrasound',
  'X-RAY': 'X-ray',
  'PHYSICAL EXAMINATION': 'clinical',
  PALPATION: 'clinical',
  CALIPER: 'clinical',
  PHOTOGRAPHY: 'clinical',
  ENDOSCOPY: 'clinical',
};

export interface TumourState {
  readonly state: FindingState;
  readonly certainty?: Certainty;
}

const anyRole: WordTable<TumourState> = {
  PRESENT: { state: 'present' },
  ABSENT: { state: 'absent' },
  DECREASED: { state: 'decreased' },
  UNCHANGED: { state: 'unchanged' },
  INCREASED: { state: 'increased' },
  'TOO SMALL TO MEASURE': { state: 'too-small-to-measure' },
  'NOT EVALUABLE': { state: 'not-evaluable' },
};

/** Results of TUMSTATE, by the role of the lesion: UNEQUIVOCAL is progression of a non-target, and the certainty of a new lesion. */
export const statesByWord: Readonly<Record<LesionRole, WordTable<TumourState>>> = {
  target: anyRole,
  'non-target': {
    ...anyRole,
    UNEQUIVOCAL: { state: 'unequivocal-progression' },
    'UNEQUIVOCAL PROGRESSION': { state: 'unequivocal-progression' },
    EQUIVOCAL: { state: 'present', certainty: 'equivocal' },
  },
  new: {
    ...anyRole,
    UNEQUIVOCAL: { state: 'present', certainty: 'unequivocal' },
    EQUIVOCAL: { state: 'present', certainty: 'equivocal' },
  },
};

/** Results of LNSTATE, for lymph nodes that are not measured: a node is there as disease, or normal. */
export const nodeStatesByWord: WordTable<TumourState> = {
  PATHOLOGICAL: { state: 'present' },
  PATHOLOGIC: { state: 'present' },
  'NON-PATHOLOGICAL': { state: 'absent' },
  'NON PATHOLOGICAL': { state: 'absent' },
  NONPATHOLOGICAL: { state: 'absent' },
  'NON-PATHOLOGIC': { state: 'absent' },
  'NOT PATHOLOGICAL': { state: 'absent' },
};

/** Words that may stand as the result of a diameter in place of a length. */
export const statesInPlaceOfSize: WordTable<TumourState> = {
  'TOO SMALL TO MEASURE': { state: 'too-small-to-measure' },
  'TOO SMALL': { state: 'too-small-to-measure' },
  'TOO SMALL TO BE MEASURED': { state: 'too-small-to-measure' },
  'NOT EVALUABLE': { state: 'not-evaluable' },
  ABSENT: { state: 'absent' },
};

/** '<5', the bound below which a lesion counts as too small to measure (EORTC clarification). */
export const belowFiveMillimetres = /^(<=?|≤)\s*5(\.0+)?(\s*MM)?$/i;

/** TRSTAT with its reason: 'not done' as the source states it, unless its own reason says that the lesion was looked at and not evaluable. */
export const notDoneWord = 'NOT DONE';
export const notEvaluableReason = /^NOT EVALUABLE\b/i;

/** Reasons beside NOT DONE that tell what was seen: such a lesion was assessed. */
export const reasonOfState =
  /\bTOO SMALL\b|\bDISAPPEARED\b|\bRESOLVED\b|\bABSENT\b|\bNO LONGER (VISIBLE|PRESENT|SEEN)\b|^COMPLETE RESPONSE\b/i;

/** Units of TRORRESU and TRSTRESU, as how many mm they are. */
export const millimetresByUnit: WordTable<number> = {
  MM: 1,
  MILLIMETER: 1,
  MILLIMETRE: 1,
  MILLIMETERS: 1,
  MILLIMETRES: 1,
  CM: 10,
  CENTIMETER: 10,
  CENTIMETRE: 10,
  CENTIMETERS: 10,
  CENTIMETRES: 10,
  DM: 100,
  M: 1000,
};
