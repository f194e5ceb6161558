import type { ChartTexts, StandingCount } from './texts/english.js';
import type { Words } from '../texts/english.js';
import { inReadingOrder, type EvaluatorStanding, type LesionStanding } from './lesion-standing.js';
import { scanTime } from './scan-time.js';
import { standingWords } from './standing-words.js';
import type { TimeAxis } from './time-axis.js';

/** Lesions of one kind are counted together; those short of a threshold too, and a word by itself. */
const groupOf = (standing: LesionStanding): string => {
  if (standing.kind === 'reported' || standing.kind === 'not-evaluated') return `${standing.kind} ${standing.reported}`;
  if (standing.kind === 'grew-short' || standing.kind === 'shrank-short') return 'short';
  return standing.kind === 'grew' && standing.uncounted !== null ? 'grew, not counted' : standing.kind;
};

function countWords(standing: LesionStanding, texts: ChartTexts, words: Words): string {
  const { kind, uncounted } = standing;
  if (kind === 'grew-short' || kind === 'shrank-short') return texts.shortOfThreshold;
  if (kind === 'merged') return texts.inOneMass;
  const said = standingWords(standing, texts, words);
  return kind === 'grew' && uncounted !== null ? texts.notCounted(said) : said;
}

/** How many lesions stand how, by what a board looks for first. */
function standingCounts(lesions: readonly LesionStanding[], texts: ChartTexts, words: Words): StandingCount[] {
  const groups = new Map<string, { readonly words: string; count: number }>();
  for (const standing of inReadingOrder(lesions)) {
    const group = groups.get(groupOf(standing));
    if (group === undefined) groups.set(groupOf(standing), { words: countWords(standing, texts, words), count: 1 });
    else group.count += 1;
  }
  return [...groups.values()];
}

/** What the curves of all lesions show, in one sentence; of a last scan that waits for the sender it says nothing but that. */
export function curveSentence(standing: EvaluatorStanding, axis: TimeAxis, texts: ChartTexts, words: Words): string {
  const [first, last] = [axis.scans[0], axis.scans.at(-1)];
  const period = first && last ? `${scanTime(first, words.months)} – ${scanTime(last, words.months)}` : '';
  const shown = { lesions: standing.lesions.length, scans: standing.scans, held: standing.held, period };
  return standing.phase === 'held' || standing.held === standing.scans
    ? texts.heldSentence(shown)
    : texts.stripSentence({ ...shown, counts: standingCounts(standing.lesions, texts, words) });
}
