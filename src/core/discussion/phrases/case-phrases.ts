/** What the page of a case can say beside its items: case line, table of lesions, matrix in short words, readiness, disciplines. */
import type {
  DateInterval,
  FindingState,
  Micrometres,
  NamedLesion,
  NamedScan,
  NoParameters,
  ScanStanding,
  StandingKind,
} from '../../response/index.js';
import type { Discipline } from '../catalog/discipline-names.js';

/** Fields of the case line, in the order in which it is read. */
export const caseFields = [
  'age',
  'sex',
  'primary-site',
  'histology',
  'p16',
  'ebv',
  'ebv-dna',
  'cps',
  'stage',
  'prior-radiotherapy',
  'lines-before',
  'drug',
  'line-number',
  'week',
  'ecog',
  'wish',
  'previous-decision',
] as const;
export type CaseField = (typeof caseFields)[number];

export const screenHeadings = [
  'lesion',
  'baseline',
  'previous-nadir',
  'now',
  'against-baseline',
  'against-nadir',
  'option',
  'for',
  'against',
  'not-known',
  'could-change-most',
] as const;
export type ScreenHeading = (typeof screenHeadings)[number];

/** A lesion that grew, from the scan before where it showed less, else from the lowest size, in micrometres. */
export interface GrownLesion {
  readonly lesion: NamedLesion;
  readonly from: Micrometres;
  readonly to: Micrometres;
  readonly since: NamedScan | null;
  /** Null where it has no size at baseline, and where `from` is that size. */
  readonly baseline: Micrometres | null;
}

export interface CasePhrases {
  'case-age': { readonly years: number | null; readonly born: number | null };
  'case-code': { readonly code: string };
  'case-marker': { readonly marker: 'p16' | 'EBV'; readonly positive: boolean };
  'case-cps': { readonly score: number; readonly assay: string | null };
  'case-stage': { readonly stage: string; readonly edition: number | null };
  'case-radiotherapy': {
    readonly courses: readonly {
      readonly field: string;
      readonly doseGy: number | null;
      readonly end: DateInterval | null;
    }[];
  };
  'case-lines-before': { readonly words: string };
  'case-drugs': { readonly drugs: readonly string[]; readonly lastDose: DateInterval | null };
  'case-line-number': { readonly number: number };
  'case-week': { readonly week: number };
  /** Oldest first; the date is that of the last. */
  'case-ecog': { readonly values: readonly number[]; readonly date: DateInterval | null };
  'case-wish': { readonly words: string; readonly date: DateInterval | null };
  /** It was asked, and there is none. */
  'case-none': { readonly field: CaseField };
  'case-unknown': { readonly field: CaseField };

  'case-grew': { readonly grew: readonly GrownLesion[]; readonly at: NamedScan | null };
  'case-new': {
    readonly lesions: readonly {
      readonly lesion: NamedLesion;
      readonly size: Micrometres | null;
      readonly equivocal: boolean;
    }[];
    readonly at: NamedScan | null;
  };
  /** `shrank`: by the rule of DR-A against baseline. Null verdicts: not given at this scan. */
  'case-response': {
    readonly shrank: readonly { readonly lesion: NamedLesion; readonly from: Micrometres; readonly to: Micrometres }[];
    readonly since: NamedScan | null;
    readonly recist: string | null;
    readonly immune: string | null;
    readonly afterProgression: boolean;
  };
  /** The last scan waits for its sender. */
  'case-held': { readonly held: number; readonly scans: number };
  /** In the place of a question where nothing is asked: what DR-A and DR-B say at the last scan. */
  'case-without-question': { readonly dissociation: ScanStanding['dissociation'] };
  'case-proposal': { readonly words: string; readonly by: string; readonly date: DateInterval | null };

  'screen-heading': { readonly heading: ScreenHeading };
  'size-shown': { readonly size: Micrometres | null; readonly reported: FindingState | 'no-row' | null };
  'change-shown': { readonly from: Micrometres | null; readonly to: Micrometres | null };
  'standing-note': { readonly kind: StandingKind };
  'fact-short': { readonly fact: string };
  'and-more': { readonly count: number };
  /** The order of a merged case, stated. */
  'case-order': { readonly of: 'questions' | 'options' | 'unknowns' };

  'one-of-disciplines': { readonly oneOf: readonly Discipline[] };
  'someone-who-saw-the-patient': NoParameters;
}
