/**
 * What a text of pathology says, for statements that have no structured result: English and German words. A tumour that is named and not
 * denied always counts; what is neither named nor denied stays open, and is never read as benign.
 */
import type { TissueKind, TissueMethod, TissueResult } from '../response/index.js';

const tumour = String.raw`(?:tumou?r\w*|malign\w*|carcinom\w*|karzinom\w*|neoplas\w*|cancer|krebs|metastas\w*|scc|sarcom\w*|sarkom\w*|lymphom\w*|melanom\w*)`;
const between = String.raw`(?:(?:evidence|sign|signs|hint|residual|viable|definite|recurrent|malignant|of|for|a|any|invasive|squamous|cell|anhalt|hinweis|hinweise|nachweis|für|auf|von|vital\w*|rest\w*|eines|einen|or|oder)\s+){0,6}`;
const denial = new RegExp(
  String.raw`\b(?:no|not|without|negative for|free of|absence of|kein\w*|ohne|nicht)\s+${between}${tumour}|\b(?:tumou?r|krebs)-?(?:free|frei)\w*|\bnon-?malignant|\bnonneoplastic|\bnon-neoplastic`,
  'giu',
);
/** A denial that denies itself. */
const doubt =
  /\b(?:can ?not|cannot|could not|not) (?:be )?(?:exclude\w*|rule\w* out)|\bnot excluded|nicht (?:sicher )?auszuschlie|nicht ausgeschlossen|\batypi\w*|\bsuspicious|\bsuspect\w*|\bverdächt\w*|\bverdacht|\binconclusive|\bindeterminate|\bequivocal|\bunklar/iu;
const named = new RegExp(String.raw`\b\w*${tumour}`, 'giu');
const insufficient =
  /\binsufficient|\b(?:non-?|not )(?:diagnostic|representative)|nicht repräsentativ|\binadequate|\bacellular|nicht ausreichend|unzureichend|nicht verwertbar/iu;
const pending = /\bpending|\bawaited|ausstehend|steht (?:noch )?aus/iu;

const kinds: readonly (readonly [TissueKind, RegExp])[] = [
  ['osteoradionecrosis', /osteo-?radio-?ne[ck]ro|radio-?ne[ck]ro|radiation necrosis|strahlennekrose/iu],
  ['granuloma', /granulom|sarcoid|sarkoid/iu],
  ['no-viable-tumour', /no (?:residual )?viable|kein vitale|nicht vital/iu],
  ['inflammation', /inflam|entzünd|abscess|abszess|infect|infekt|pneumon|granulation/iu],
  ['fibrosis', /fibro|scar\b|narbe/iu],
];
/** Kinds that say by themselves that there is no tumour. */
const benignKinds: ReadonlySet<TissueKind> = new Set(['osteoradionecrosis', 'granuloma', 'no-viable-tumour']);

const methods: readonly (readonly [TissueMethod, RegExp])[] = [
  ['effusion-cytology', /effusion|pleural fluid|ascites|erguss/iu],
  ['endoscopic', /\bebus|\beus\b|endoscop|endoskop|bronchoscop|bronchoskop/iu],
  ['fine-needle', /fine.?needle|\bfna[bc]?\b|feinnadel|cytolog|zytolog/iu],
  ['core', /\bcore\b|punch|true-?cut|stanz/iu],
  ['excision', /excis|resect|exzis|resekt|neck dissection|specimen/iu],
];

const firstOf = <Word>(words: readonly (readonly [Word, RegExp])[], text: string): Word | null =>
  words.find(([, sign]) => sign.test(text))?.[0] ?? null;

/** The result, kind and method that a text names; a kind or a method is null where it names none. */
export function readTissueWords(text: string): {
  readonly result: TissueResult;
  readonly kind: TissueKind | null;
  readonly method: TissueMethod | null;
} {
  const method = firstOf(methods, text);
  const rest = text.replace(denial, ' ');
  const denied = rest !== text || /\bbenign|gutartig/iu.test(text);
  const kind = firstOf(kinds, text);
  const answer = (result: TissueResult) => ({ result, kind: result === 'benign' ? (kind ?? 'other') : null, method });
  if (pending.test(text)) return answer('pending');
  if (insufficient.test(text)) return answer('insufficient');
  if (doubt.test(text)) return answer('inconclusive');
  if (rest.match(named) !== null) return answer('this-tumour');
  return answer(denied || (kind !== null && benignKinds.has(kind)) ? 'benign' : 'inconclusive');
}
