/** What a chair signs, and how it is verified. Pure. */
import type { Language } from '../../../core/discussion/index.js';
import { hashOf } from '../preparation/bundle.js';
import type { OutcomeContent } from './outcome-content.js';

/** The quorum from the beginning of the discussion to the signature, as the attendance had it. */
export interface SignedQuorum {
  readonly from: string;
  readonly to: string;
  /** Whether every place was filled the whole time. */
  readonly met: boolean;
  /** Disciplines that were there at the signature. */
  readonly present: readonly string[];
  /** Places that were empty at some time; each may be filled by any one of its disciplines. */
  readonly missing: readonly (readonly string[])[];
  readonly people: readonly { readonly name: string; readonly discipline: string }[];
}

export interface SignedOption {
  readonly id: string | null;
  /** In every language, as the option was shown; an option of the board's own in the words in which it was typed. */
  readonly words: Readonly<Record<Language, string>>;
  readonly lesions: readonly string[];
}

/** The whole of what is signed: the hash is over its canonical text. */
export interface SignedText {
  readonly format: 1;
  readonly case: {
    readonly id: string;
    readonly number: number;
    readonly boardId: string;
    readonly meetingId: string | null;
  };
  readonly outcome: Omit<OutcomeContent, 'options'> & { readonly options: readonly SignedOption[] };
  /** Hash of the bundle on which it rests. */
  readonly bundle: string;
  /** Null for a case that was listed without discussion. */
  readonly quorum: SignedQuorum | null;
  readonly signedBy: { readonly accountId: string; readonly name: string };
  /** Instant of the database's clock. */
  readonly signedAt: string;
}

export interface AmendmentText {
  readonly decisionId: string;
  readonly number: number;
  readonly reason: string;
  readonly words: string;
  readonly amendedBy: string;
  readonly amendedAt: string;
}

/** An amendment's hash holds that of the amendment before it, of the decision for the first. */
export const amendmentHash = (before: string, text: AmendmentText): string => hashOf({ before, ...text });

/** The same for a text that was signed. */
export const signatureHash = (text: SignedText): string => hashOf(text);
