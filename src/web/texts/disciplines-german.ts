import type { disciplines as english } from './disciplines-english.js';

export const disciplines: typeof english = {
  'medical-oncology': 'Internistische Onkologie',
  'radiation-oncology': 'Strahlentherapie',
  'ear-nose-throat-surgery': 'HNO-Chirurgie',
  'oral-and-maxillofacial-surgery': 'Mund-Kiefer-Gesichtschirurgie',
  radiology: 'Radiologie',
  pathology: 'Pathologie',
  'nuclear-medicine': 'Nuklearmedizin',
  neurosurgery: 'Neurochirurgie',
  'spine-surgery': 'Wirbelsäulenchirurgie',
  'thoracic-surgery': 'Thoraxchirurgie',
  'interventional-radiology': 'Interventionelle Radiologie',
  'vascular-surgery': 'Gefäßchirurgie',
  'speech-therapy': 'Logopädie',
  dietetics: 'Ernährungstherapie',
  'palliative-care': 'Palliativmedizin',
  nursing: 'Pflege',
  other: 'anderes Fach',
};
