export interface GlossaryEntry {
  readonly word: string;
  readonly means: string;
}

/** The words of the screens in short, for someone who sees them for the first time. */
export const glossaryEnglish: readonly GlossaryEntry[] = [
  {
    word: 'Dissociated response',
    means: 'Some lesions shrink while others grow or appear, in the same patient under the same treatment.',
  },
  {
    word: 'DR-A',
    means:
      'Definition of this project: a lesion shrank by at least 30 % from its baseline, and another that was there before grew by at least 20 % and 5 mm over its own nadir.',
  },
  { word: 'DR-B', means: 'The same with an unequivocal new lesion in place of the growth.' },
  {
    word: 'DR-C',
    means:
      'Definition of this project by organ: the sum of one organ shrinks by at least 30 % while that of another grows by at least 20 % and 5 mm, or every organ responds and a new lesion appears.',
  },
  {
    word: 'TAZ18, BER20, CHA17 …',
    means:
      'Published definitions, each named by the first three letters of the first author and the year. The Rules page gives the source in full.',
  },
  { word: 'Nadir', means: 'The smallest value so far, baseline included. Growth is counted from it.' },
  {
    word: 'Sum of diameters',
    means: 'The sizes of all target lesions added up, in mm; of lymph nodes the short axis.',
  },
  {
    word: 'CR, PR, SD, PD, NE',
    means: 'RECIST 1.1: complete response, partial response, stable disease, progressive disease, not evaluable.',
  },
  {
    word: 'iUPD, iCPD',
    means:
      'iRECIST, for immunotherapy: progression that is not confirmed yet, and progression that a later scan confirmed. iCR, iPR and iSD are the other categories.',
  },
  {
    word: 'MIRI class',
    means:
      'A published grouping for a second radiotherapy of the same region: by the years since the first, by resection, and by feeding tube or tracheostomy.',
  },
  {
    word: 'Flag',
    means:
      'DR-A or DR-B is met on an immune checkpoint inhibitor, or within 12 weeks of its last dose, in recurrent or metastatic disease, and nothing holds it back. Questions for the board are drafted.',
  },
  { word: 'Watch', means: 'Shown quietly: a definition is met that draws no flag, or a flag that is held back.' },
  {
    word: 'Held back as a watch',
    means:
      'A flag that waits for the next scan, as the change could be measurement error, a very small lesion, another reader or another modality. The reason stands beside it.',
  },
  {
    word: 'Held',
    means:
      'An assessment that was received and could not be read without a guess. It waits for its sender; nothing of it is lost.',
  },
  {
    word: 'Measurement confidence',
    means: 'How sure it is that a change exceeds measurement error. It says nothing about risk.',
  },
  { word: 'Within noise', means: 'The change is as small as what two measurements of the same lesion differ by.' },
  {
    word: 'Draft, accepted',
    means:
      'A question is a draft until a coordinator puts it on a meeting or accepts it; then it is accepted. Dismissed: set aside by a person, with a reason. Closed: the evidence no longer asks it.',
  },
  { word: 'Up to date', means: 'Everything that was received of this treatment line has been computed.' },
  {
    word: 'Treatment line',
    means: 'One drug treatment from its start to the next change of drug, with its own baseline and nadir.',
  },
  {
    word: 'Case',
    means: 'One patient, by a number of this system. Who it is, Show identity tells; that it was asked is kept.',
  },
  {
    word: '[P], [K], [K?], GAP',
    means:
      'Marks in the sources of the rules: proposed by this project; general knowledge of the field; so known, still to be checked; nothing found.',
  },
];
