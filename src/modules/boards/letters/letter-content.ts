import type { Language } from '../../../core/discussion/index.js';

/** A day, ISO: '2026-05-04'. */
export type Day = string;
/** A time on the clock of the board's site: '14:30'. */
type ClockTime = string;
/** A minute on the clock of the board's site: '2026-05-04T14:30'. An instant in UTC is refused, since it would show another time. */
export type LocalMinute = string;

/** One decision as it was signed; every text is the board's own and is printed as typed. */
export interface DecisionContent {
  readonly kind: 'options-chosen' | 'none-chosen' | 'no-consensus' | 'listed-under-standard';
  readonly protocol: string | null;
  readonly intent: 'curative' | 'local-control' | 'symptom-control' | 'none-stated';
  readonly rationale: string;
  readonly conditions: readonly ConditionContent[];
  readonly actions: readonly { readonly words: string; readonly owner: string; readonly due: Day | null }[];
  readonly dissent: readonly { readonly by: string; readonly words: string }[];
  readonly unknown: readonly string[];
  /** Disciplines, or names, as it was when the case was discussed. */
  readonly quorum: { readonly present: readonly string[]; readonly missing: readonly string[] };
}

export interface ConditionContent {
  readonly kind: 'if' | 'until' | 'else';
  readonly words: string;
  readonly owner: string;
  readonly expires: Day | null;
}

export interface SignatureContent {
  readonly by: string;
  readonly at: LocalMinute;
  /** SHA-256 of the signed text, in hexadecimal digits. */
  readonly hash: string;
}

/** A lesion as the board saw it: sizes and changes are texts of the screen, with their unit where it is not mm. */
export interface LesionContent {
  readonly label: string;
  readonly site: string;
  readonly baseline: string;
  readonly previousNadir: string;
  readonly now: string;
  readonly changeAgainstBaseline: string;
  readonly changeAgainstNadir: string;
  /** Whether it is new, has no size now, or changed beyond measurement noise: such a lesion is never left out of a letter. */
  readonly changed: boolean;
}

/** Everything a letter to the treating clinician says. */
export interface LetterContent {
  /** In which the board's words and the rendered lines are written. */
  readonly language: Language;
  readonly synthetic: boolean;
  readonly boardName: string;
  readonly siteName?: string;
  readonly meeting: { readonly date: Day; readonly place: string | null };
  readonly patient: {
    /** Rendered, for example 'M61, oropharynx p16+, pembrolizumab 1st line'. */
    readonly caseLine: string;
    readonly identifier: string;
  };
  readonly caseNumber: string;
  readonly question: string;
  readonly clinicianProposal: string | null;
  readonly whyNow: readonly string[];
  readonly lesions: readonly LesionContent[];
  readonly options: readonly { readonly words: string; readonly chosen: boolean }[];
  readonly decision: DecisionContent;
  readonly amendments: readonly {
    readonly at: LocalMinute;
    readonly by: string;
    readonly reason: string;
    readonly text: string;
  }[];
  readonly signed: SignatureContent;
  /** An SVG of the lesions' curves, whole by itself: no style sheet, no script, texts in 'Source Sans 3'. */
  readonly chart: string | null;
}

/** A case of a meeting that came to no decision. */
export interface PutOffContent {
  readonly kind: 'deferred' | 'returned' | 'not-reached';
  readonly reason: string;
}

export interface MinutesCaseContent {
  readonly number: string;
  readonly question: string;
  /** The options that the board chose; empty where it chose none or came to no decision. */
  readonly chosen: readonly string[];
  readonly outcome: DecisionContent | PutOffContent;
  readonly signed: SignatureContent | null;
}

/** Everything the minutes of a meeting say. */
export interface MinutesContent {
  readonly language: Language;
  readonly synthetic: boolean;
  readonly boardName: string;
  readonly siteName?: string;
  readonly meeting: {
    readonly date: Day;
    readonly from: ClockTime;
    readonly to: ClockTime;
    readonly place: string | null;
  };
  readonly attendance: readonly {
    readonly name: string;
    readonly discipline: string;
    readonly from: ClockTime;
    readonly to: ClockTime;
  }[];
  /** The board's rule of quorum in words. */
  readonly quorumRule: string;
  readonly cases: readonly MinutesCaseContent[];
}
