import type { BoardRole, Discipline } from './board-query.js';

/** Every discipline, in the order in which lists show them. */
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
] as const satisfies readonly Discipline[];

export const boardRoles = ['coordinator', 'chair', 'member'] as const satisfies readonly BoardRole[];
