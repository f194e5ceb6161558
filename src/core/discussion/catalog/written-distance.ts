/**
 * 'Direct' is what six axes say of a piece of evidence and a patient (draft/evidence-distance.ts). A text of the catalogue may write it only
 * where no axis differs for the rules that cite the evidence.
 */
import { axesWithoutFit } from './evidence-axes.js';
import type { Evidence, Rule } from './rule.js';
import type { Texts } from './texts.js';

interface Written {
  readonly rules: readonly Rule[];
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly texts: Readonly<Record<string, Texts>>;
}

/** 'direct', 'directly', 'direkt' and its endings; 'indirect' and 'indirekt' are other words. */
const callsDirect = /(?<!\p{L})(direct(ly)?|direkt(e[mnrs]?)?)(?!\p{L})/iu;

const partsOfEvidence = ['topic', 'finding', 'level', 'population'] as const;
const partsOfRule = ['level', 'esmo'] as const;

/** Where a text says 'direct' in a language: its id. */
const saidIn = (ids: readonly string[], texts: Texts): string[] =>
  ids.filter((id) => callsDirect.test(texts.get(id) ?? ''));

const citedBy = (rule: Rule, evidence: Written['evidence']): Evidence[] =>
  rule.evidence.flatMap(({ id }) => evidence.get(id) ?? []);

/** The statements of a rule stand in the register of statements; its own texts under its id. */
const textsOfRule = (rule: Rule): string[] => [
  ...partsOfRule.map((part) => `${rule.id}/${part}`),
  ...[...rule.cautions, ...rule.doesNotSay].map(({ id }) => `statement/${id}`),
];

/** Each text that writes 'direct' of evidence that differs from the patients of a rule: language, place, rule and axes. */
export function writtenDistanceFaults({ rules, evidence, texts }: Written): string[] {
  return Object.entries(texts).flatMap(([language, words]) =>
    rules.flatMap((rule) =>
      citedBy(rule, evidence).flatMap((cited) => {
        const axes = axesWithoutFit(cited, rule);
        if (axes.length === 0) return [];
        const ids = [...partsOfEvidence.map((part) => `evidence/${cited.id}/${part}`), ...textsOfRule(rule)];
        return saidIn(ids, words).map(
          (id) =>
            `${language}: '${id}' says 'direct', and '${cited.id}' as rule ${rule.id} cites it does not fit in: ${axes.join(', ')}; 'direct' is written only where all six axes fit`,
        );
      }),
    ),
  );
}
