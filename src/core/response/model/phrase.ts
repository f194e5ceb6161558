import type { DateInterval, Organ } from './history.js';

/**
 * A text as what it says, not as its words: an id and the parameters it is filled with. It is rendered when somebody reads it, in the
 * reader's language (core/discussion/phrases); what is stored and compared is this.
 *
 * `Phrases` is an interface that maps each id to the parameters it needs, so that a phrase without its parameters does not type-check
 * and a language without a phrase neither. Sizes are micrometres, dates intervals of ISO dates, lesions label with site and organ:
 * never text that was already put into words.
 */
export type PhraseOf<Phrases> = {
  readonly [Id in keyof Phrases & string]: { readonly id: Id; readonly parameters: Phrases[Id] };
}[keyof Phrases & string];

/** Parameters of a phrase that says the same of everybody. */
export type NoParameters = Readonly<Record<never, never>>;

/** A lesion as phrases name it: its label with the sender's word for the place, or the organ where none was sent. */
export interface NamedLesion {
  readonly label: string;
  readonly site: string | null;
  readonly organ: Organ | null;
}

/** A scan as phrases name it: by its date, else by its study day, else by the sender's label. */
export interface NamedScan {
  readonly date: DateInterval | null;
  readonly studyDay: number | null;
  readonly label: string;
}
