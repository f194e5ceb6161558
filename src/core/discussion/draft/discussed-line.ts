/**
 * One treatment line as whoever asks for it in one piece reads it: its flags and watches, what the rules draft of it and what they wait
 * for, with every text in one language.
 */
import type { FlagFinding, OligoprogressionFinding, TimepointClassification } from '../../response/index.js';
import { catalogue as ownCatalogue, type Catalogue } from '../catalog/catalogue.js';
import { picturesOf, type CasePicture, type DiscussionInput } from '../facts/case-picture.js';
import type { PopulationAnswer } from '../facts/population.js';
import type { Language } from '../phrases/language.js';
import type { Phrase } from '../phrases/phrase.js';
import { rendered, type Rendered } from '../phrases/render.js';
import { draftItems, type DraftItem, type DraftOption, type WaitingRule } from './draft.js';

interface DiscussedFlag {
  readonly definition: string;
  readonly tier: FlagFinding['tier'];
  readonly state: FlagFinding['state'];
  /** The day of the scan at which it was first met, or the first and last day as 'from/to'; the scan's label where no day is known. */
  readonly since: string;
  /** Codes of the reasons that hold it back; empty for a flag. */
  readonly holds: readonly string[];
  readonly reason: Phrase;
}

interface DiscussedOption {
  readonly words: Phrase;
  readonly for: readonly Phrase[];
  readonly against: readonly Phrase[];
  readonly unknown: readonly Phrase[];
}

interface DiscussedDraft {
  readonly rule: string;
  readonly standing: DraftItem['standing'];
  readonly question: Phrase;
  readonly whyNow: readonly Phrase[];
  readonly options: readonly DiscussedOption[];
  readonly cautions: readonly Phrase[];
  readonly evidence: readonly { readonly source: string; readonly distance: readonly Phrase[] }[];
}

interface DiscussedPhrases {
  readonly flags: readonly DiscussedFlag[];
  /** At the last scan, in the view of the evaluator the words are taken from; null before the first follow-up. */
  readonly oligoprogression: OligoprogressionFinding | null;
  readonly population: PopulationAnswer;
  /** In the order in which a case is read. */
  readonly drafts: readonly DiscussedDraft[];
  readonly waiting: readonly WaitingRule[];
  readonly nothingAsked: readonly Phrase[];
  /** What only the sender can answer. */
  readonly queries: readonly Phrase[];
}

export type DiscussedLine = Rendered<DiscussedPhrases>;

const dayOrLabel = ({ date, label }: TimepointClassification): string => {
  if (date === null) return label;
  return date.from === date.to ? date.from : `${date.from}/${date.to}`;
};

function flagOf(flag: FlagFinding, { classification }: DiscussionInput): DiscussedFlag {
  const { definition, tier, state, episode, holds, reason } = flag;
  const seen = classification.evaluators
    .filter(({ evaluator }) => flag.evaluatorsFor.includes(evaluator))
    .flatMap(({ timepoints }) => timepoints)
    .find(({ key }) => key === episode);
  return {
    definition,
    tier,
    state,
    since: seen === undefined ? episode : dayOrLabel(seen),
    holds: holds.map(({ code }) => code),
    reason,
  };
}

const optionOf = ({ words, speaksFor, blocks, unknown }: DraftOption): DiscussedOption => ({
  words,
  for: speaksFor,
  against: blocks,
  unknown,
});

const draftOf = (item: DraftItem, { evidence }: Catalogue): DiscussedDraft => ({
  rule: item.rule,
  standing: item.standing,
  question: item.question,
  whyNow: item.whyNow,
  options: item.options.map(optionOf),
  cautions: item.cautions,
  evidence: item.evidenceDistance.map(({ id, differs }) => ({
    source: evidence.get(id)!.source,
    distance: differs,
  })),
});

/** What a report says of an organ at risk stands above all questions. */
function leadsOf({ rules }: Catalogue, { rule }: DraftItem): number {
  const { urgent, leads } = rules.find(({ id }) => id === rule)!;
  return urgent === true ? 0 : leads;
}

const latestOf = ([picture]: readonly CasePicture[]): TimepointClassification | null => picture?.latest ?? null;

/** What a board would be asked about a treatment line as it is known, in one language. Pure: no clock, no store. */
export function discussedLine(
  input: DiscussionInput,
  language: Language,
  catalogue: Catalogue = ownCatalogue,
): DiscussedLine {
  const outcome = draftItems(input, catalogue);
  const items = [...outcome.items].sort((one, other) => leadsOf(catalogue, one) - leadsOf(catalogue, other));
  const discussed: DiscussedPhrases = {
    flags: input.classification.flags.map((flag) => flagOf(flag, input)),
    oligoprogression: latestOf(picturesOf(input))?.oligoprogression ?? null,
    population: outcome.population,
    drafts: items.map((item) => draftOf(item, catalogue)),
    waiting: outcome.waiting,
    nothingAsked: outcome.nothingAsked,
    queries: input.classification.queries.map(({ words }) => words),
  };
  return rendered(discussed, language);
}
