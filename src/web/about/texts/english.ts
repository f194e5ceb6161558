export const english = {
  title: 'What this software is, and what it is not',
  sections: [
    {
      heading: 'What it does',
      paragraphs: [
        'Consilium takes in what radiologists reported of lesions under treatment, computes the response of each lesion and of the whole under published definitions, and flags dissociated response: some lesions shrink while others grow or appear. For each flag it drafts questions that a tumour board could discuss, with options in no order.',
        'It is meant for coordinators and members of head and neck tumour boards: people who can judge what they read.',
      ],
    },
    {
      heading: 'What it is not',
      paragraphs: [
        'It is not a medical device and makes no diagnosis. It reads no images and measures nothing itself. It lists options, with no preference shown; the board decides. It is not for decisions that cannot wait for a board.',
        'Only findings reported to this system are shown; no notice does not mean no emergency.',
      ],
    },
    {
      heading: 'What its numbers rest on',
      paragraphs: [
        'Measurement noise is the standard deviation of the difference of two measurements: 1.0 mm and 8.65 % of the size for one reader. The data are mostly lung lesions: for mucosal primaries and MR of the neck the noise is not established. It says how sure one can be that a change exceeds measurement error, nothing about risk.',
        'The definitions of dissociated response are this project’s own, beside the published ones; each page names those that are met and those that are not.',
      ],
    },
  ],
};

export type AboutTexts = typeof english;
