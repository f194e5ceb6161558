/**
 * iRECIST, table 2: time point response (Seymour, Lancet Oncol 2017;18:e143-52). Rows 1-8 were checked in a secondary text, the tails
 * of rows 9 and 10 are general knowledge (docs/clinical-basis.md#irecist). `confirmedBy` names what turns an earlier
 * iUPD into iCPD at this row; the text's rule that progression newly reached in another category confirms
 * (new-category) holds at every row. Rows 11 to 14 are this project's [P]: what the paper leaves open (targets not
 * evaluable) and disease without targets.
 */
import type { ConfirmationRoute, ImmuneResponse, NonTargetResponse, TargetResponse } from '../model/classification.js';

export interface ImmuneRow {
  readonly row: number;
  readonly target: readonly TargetResponse[];
  readonly nonTarget: readonly NonTargetResponse[];
  readonly newLesion: boolean;
  readonly withoutPriorProgression: ImmuneResponse;
  /** With an unconfirmed iUPD before, when nothing confirms it and nothing improved. */
  readonly withPriorProgression: ImmuneResponse;
  readonly confirmedBy: readonly ConfirmationRoute[];
}

const notProgressive: readonly NonTargetResponse[] = ['CR', 'NON-CR/NON-PD', 'NE', 'not-applicable'];
const anyNonTarget: readonly NonTargetResponse[] = [...notProgressive, 'PD'];

export const immuneTable2: readonly ImmuneRow[] = [
  {
    row: 1,
    target: ['CR'],
    nonTarget: ['CR', 'not-applicable'],
    newLesion: false,
    withoutPriorProgression: 'iCR',
    withPriorProgression: 'iCR',
    confirmedBy: [],
  },
  {
    row: 2,
    target: ['CR'],
    nonTarget: ['NON-CR/NON-PD', 'NE'],
    newLesion: false,
    withoutPriorProgression: 'iPR',
    withPriorProgression: 'iPR',
    confirmedBy: [],
  },
  {
    row: 3,
    target: ['PR'],
    nonTarget: notProgressive,
    newLesion: false,
    withoutPriorProgression: 'iPR',
    withPriorProgression: 'iPR',
    confirmedBy: [],
  },
  {
    row: 4,
    target: ['SD'],
    nonTarget: notProgressive,
    newLesion: false,
    withoutPriorProgression: 'iSD',
    withPriorProgression: 'iSD',
    confirmedBy: [],
  },
  {
    row: 6,
    target: ['SD', 'PR', 'CR', 'NE'],
    nonTarget: ['PD'],
    newLesion: false,
    withoutPriorProgression: 'iUPD',
    withPriorProgression: 'iUPD',
    confirmedBy: ['non-target-increase', 'new-category'],
  },
  {
    row: 7,
    target: ['PD'],
    nonTarget: notProgressive,
    newLesion: false,
    withoutPriorProgression: 'iUPD',
    withPriorProgression: 'iUPD',
    confirmedBy: ['target-growth', 'new-category'],
  },
  {
    row: 8,
    target: ['PD'],
    nonTarget: ['PD'],
    newLesion: false,
    withoutPriorProgression: 'iUPD',
    withPriorProgression: 'iUPD',
    confirmedBy: ['target-growth', 'non-target-increase', 'new-category'],
  },
  {
    row: 9,
    target: ['PD'],
    nonTarget: ['PD'],
    newLesion: true,
    withoutPriorProgression: 'iUPD',
    withPriorProgression: 'iUPD',
    confirmedBy: ['target-growth', 'non-target-increase', 'new-lesion-growth', 'another-new-lesion', 'new-category'],
  },
  {
    row: 10,
    target: ['CR', 'PR', 'SD', 'PD', 'NE', 'not-applicable'],
    nonTarget: anyNonTarget,
    newLesion: true,
    withoutPriorProgression: 'iUPD',
    withPriorProgression: 'iUPD',
    confirmedBy: ['target-growth', 'non-target-increase', 'new-lesion-growth', 'another-new-lesion', 'new-category'],
  },
  {
    row: 11,
    target: ['NE'],
    nonTarget: notProgressive,
    newLesion: false,
    withoutPriorProgression: 'NE',
    withPriorProgression: 'NE',
    confirmedBy: [],
  },
  {
    row: 12,
    target: ['not-applicable'],
    nonTarget: ['CR'],
    newLesion: false,
    withoutPriorProgression: 'iCR',
    withPriorProgression: 'iCR',
    confirmedBy: [],
  },
  {
    row: 13,
    target: ['not-applicable'],
    nonTarget: ['NON-CR/NON-PD'],
    newLesion: false,
    withoutPriorProgression: 'NON-iCR/NON-iUPD',
    withPriorProgression: 'NON-iCR/NON-iUPD',
    confirmedBy: [],
  },
  {
    row: 13,
    target: ['not-applicable'],
    nonTarget: ['NE', 'not-applicable'],
    newLesion: false,
    withoutPriorProgression: 'NE',
    withPriorProgression: 'NE',
    confirmedBy: [],
  },
  {
    row: 14,
    target: ['not-applicable'],
    nonTarget: ['PD'],
    newLesion: false,
    withoutPriorProgression: 'iUPD',
    withPriorProgression: 'iUPD',
    confirmedBy: ['non-target-increase', 'new-category'],
  },
];
