/** The disciplines of a board for head and neck cancer, apart from the rules that need them. */
export const disciplines = [
  'medical-oncology',
  'radiation-oncology',
  'ear-nose-throat-surgery',
  'oral-and-maxillofacial-surgery',
  'radiology',
  'pathology',
  'nuclear-medicine',
  'neurosurgery',
  'spine-surgery',
  'thoracic-surgery',
  'interventional-radiology',
  'vascular-surgery',
  'speech-therapy',
  'dietetics',
  'palliative-care',
] as const;
export type Discipline = (typeof disciplines)[number];
