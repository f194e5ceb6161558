import type { Language } from '../../../core/discussion/index.js';
import type { LetterContent } from './letter-content.js';
import {
  decisionData,
  type DecisionData,
  type LabelledWords,
  type ListData,
  signatureData,
  type SignatureData,
  type TableData,
} from './outcome-data.js';
import { shownDay, shownMinute } from './shown-times.js';
import { letterTexts, type LetterTexts } from './texts/index.js';

/** What a letter leaves out or makes small to fit its page. */
interface LetterForm {
  readonly chart: boolean;
  readonly everyLesion: boolean;
  /** 'run': one after the other in a paragraph instead of a line each. */
  readonly options: 'list' | 'run';
  readonly print: 'normal' | 'small';
}

const whole: LetterForm = { chart: true, everyLesion: true, options: 'list', print: 'normal' };

/**
 * What gives way first where a letter would not fit one page: the curves, whose sizes the table gives; then the size of the print; then
 * the lesions without a change, which are counted; then the lines of the options, which go on in a paragraph. The board's words are never cut: a letter that still does not fit is printed whole on
 * as many pages as it takes.
 */
const letterForms: readonly [LetterForm, ...LetterForm[]] = [
  whole,
  { ...whole, chart: false },
  { ...whole, chart: false, print: 'small' },
  { ...whole, chart: false, everyLesion: false, print: 'small' },
  { chart: false, everyLesion: false, options: 'run', print: 'small' },
  whole,
];

/** What every template needs to know of a document. */
export interface DocumentData {
  readonly language: Language;
  /** In which the board's words are written. */
  readonly wordsLanguage: Language;
  readonly title: string;
  readonly board: string;
  readonly site: string | null;
  /** Null for real patients. */
  readonly synthetic: { readonly short: string; readonly long: string } | null;
  readonly page: string;
  readonly of: string;
  readonly limits: string;
}

/** The data of `letter.typ`. */
export interface LetterData extends DocumentData {
  readonly print: LetterForm['print'];
  readonly heading: string;
  readonly caseLine: string;
  readonly head: readonly LabelledWords[];
  readonly question: LabelledWords;
  readonly decision: DecisionData;
  readonly amendments: {
    readonly heading: string;
    readonly entries: readonly { readonly signed: string; readonly reason: LabelledWords; readonly text: string }[];
  };
  readonly options: {
    readonly heading: string;
    readonly items: readonly { readonly words: string; readonly mark: string | null }[];
    readonly none: string;
    readonly inRun: boolean;
  };
  readonly proposal: LabelledWords;
  readonly whyNow: ListData;
  readonly lesions: TableData & { readonly note: string | null };
  readonly chart: { readonly heading: string; readonly svg: string; readonly inWords: string } | null;
  readonly signature: SignatureData & { readonly verify: string };
}

/**
 * The data of the letter, whole.
 * @param language of the letter's own texts; the board's words stay as they were typed
 * @throws RangeError that names the place of a date that is none
 */
export const letterOf = (content: LetterContent, language: Language = content.language): LetterData =>
  letterIn(whole, content, language);

/** The same letter in ever shorter forms, and whole again at the end: the first that fits its page is printed, else the last. */
export function letterFormsOf(
  content: LetterContent,
  language: Language = content.language,
): readonly [LetterData, ...LetterData[]] {
  const [first, ...others] = letterForms;
  return [letterIn(first, content, language), ...others.map((form) => letterIn(form, content, language))];
}

function letterIn(form: LetterForm, content: LetterContent, language: Language): LetterData {
  const texts = letterTexts[language];
  const date = shownDay(content.meeting.date, texts, 'meeting.date');
  return {
    ...documentData(content, language, texts.letterTitle(content.caseNumber, date)),
    print: form.print,
    heading: texts.letter,
    caseLine: content.patient.caseLine,
    head: headOf(content, date, texts),
    question: { label: texts.question, words: content.question },
    decision: decisionData(content.decision, chosenOf(content), texts),
    amendments: amendmentsOf(content, texts),
    options: {
      heading: texts.options,
      items: content.options.map(({ words, chosen }) => ({ words, mark: chosen ? texts.chosen : null })),
      none: texts.noneStated,
      inRun: form.options === 'run',
    },
    proposal: { label: texts.proposal, words: content.clinicianProposal ?? texts.noneStated },
    whyNow: { heading: texts.whyNow, items: content.whyNow, none: texts.noneStated },
    lesions: lesionsOf(form, content, texts),
    chart: chartOf(form, content, texts),
    signature: { ...signatureData(content.signed, texts, 'signed'), verify: texts.verify },
  };
}

/** The part of the data that every document has. */
export function documentData(
  content: Pick<LetterContent, 'language' | 'synthetic' | 'boardName' | 'siteName'>,
  language: Language,
  title: string,
): DocumentData {
  const { synthetic, syntheticLong, page, of, limits } = letterTexts[language];
  return {
    language,
    wordsLanguage: content.language,
    title,
    board: content.boardName,
    site: content.siteName ?? null,
    synthetic: content.synthetic ? { short: synthetic, long: syntheticLong } : null,
    page,
    of,
    limits,
  };
}

const chosenOf = ({ decision, options }: LetterContent): string[] =>
  decision.kind === 'options-chosen' ? options.filter(({ chosen }) => chosen).map(({ words }) => words) : [];

function headOf({ patient, caseNumber, meeting }: LetterContent, date: string, { head }: LetterTexts): LabelledWords[] {
  return [
    { label: head.patient, words: patient.identifier },
    { label: head.case, words: caseNumber },
    { label: head.meeting, words: date },
    ...(meeting.place === null ? [] : [{ label: head.place, words: meeting.place }]),
  ];
}

const amendmentsOf = ({ amendments }: LetterContent, texts: LetterTexts): LetterData['amendments'] => ({
  heading: texts.amendments,
  entries: amendments.map(({ at, by, reason, text }, index) => ({
    signed: texts.amendedBy(by, shownMinute(at, texts, `amendments[${index}].at`)),
    reason: { label: texts.reason, words: reason },
    text,
  })),
});

function lesionsOf(form: LetterForm, { lesions, chart }: LetterContent, texts: LetterTexts): LetterData['lesions'] {
  const shown = form.everyLesion ? lesions : lesions.filter(({ changed }) => changed);
  const left = lesions.length - shown.length;
  const notes = [
    ...(left > 0 ? [texts.moreLesions(left)] : []),
    ...(chart !== null && !form.chart ? [texts.chartElsewhere] : []),
  ];
  return {
    heading: texts.lesions,
    columns: texts.lesionColumns,
    rows: shown.map((lesion) => [
      lesion.label,
      lesion.site,
      lesion.baseline,
      lesion.previousNadir,
      lesion.now,
      lesion.changeAgainstBaseline,
      lesion.changeAgainstNadir,
    ]),
    none: lesions.length === 0 ? texts.noneStated : '',
    note: notes.length === 0 ? null : notes.join(' '),
  };
}

function chartOf(form: LetterForm, { chart, lesions }: LetterContent, texts: LetterTexts): LetterData['chart'] {
  if (chart === null || !form.chart) return null;
  const courses = lesions.map(({ label, baseline, now }) => `${label}: ${baseline} → ${now}`);
  return { heading: texts.chart, svg: chart, inWords: texts.chartInWords(courses) };
}
