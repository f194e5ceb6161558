/** What somebody speaks for at a meeting. The words are codes; a page says them in the reader's language. */
export const disciplines = [
  'medical-oncology',
  'radiation-oncology',
  'ent-surgery',
  'oral-maxillofacial-surgery',
  'radiology',
  'pathology',
  'nuclear-medicine',
  'neurosurgery',
  'thoracic-surgery',
  'interventional-radiology',
  'vascular-surgery',
  'speech-therapy',
  'dietetics',
  'palliative-care',
  'nursing',
  'other',
] as const;
export type Discipline = (typeof disciplines)[number];
