import { useRulesTexts } from '../texts/index.js';
import type { RulesTexts } from '../texts/english.js';
import { evidenceOf, type Evidence, type Rule } from '../rules-model.js';
import styles from '../rules.module.css';

interface RuleEvidenceProps {
  readonly rule: Rule;
  readonly evidence: ReadonlyMap<string, Evidence>;
}

/** What a rule rests on: finding, source, in whom it was shown, level and certainty. */
export function RuleEvidence({ rule, evidence }: RuleEvidenceProps) {
  const texts = useRulesTexts();
  const cited = evidenceOf(rule, evidence);
  return (
    <section>
      <h3>{texts.evidence}</h3>
      <p className="small soft">{texts.level(rule.level, rule.esmo)}</p>
      {rule.withoutEvidence !== null && <p>{texts.noStudy(rule.withoutEvidence)}</p>}
      <ul className={styles['points']}>
        {cited.map(({ evidence: one, when }) => (
          <li key={one.id}>
            {one.finding} <Source evidence={one} />
            <span className={`soft small ${styles['beside']}`}>
              {shownIn(one, texts)}. {texts.evidenceLevel(one.level, one.esmo)}.{' '}
              {one.marks.map(({ mark, of }) => `${of}: ${texts.certainty(mark)}`).join('; ')}.
              {when === null ? '' : ` ${texts.evidenceWhen(when)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** In whom it was shown, and how far that is from the patients of the rules. */
function shownIn({ population, axes, studied: { tumours, drug, selected } }: Evidence, texts: RulesTexts): string {
  const distance = [
    tumours.map((tumour) => texts.tumours[tumour]).join(', '),
    texts.drugs[drug],
    ...(selected ? [texts.selected] : []),
    ...axes,
  ];
  return `${texts.shownIn(population)} (${distance.join('; ')})`;
}

/** The citation, leading to the publication where its DOI is known. */
export function Source({ evidence: { source, doi } }: { readonly evidence: Evidence }) {
  return (
    <cite className={styles['source']}>
      {source}
      {doi !== null && (
        <>
          ,{' '}
          <a href={`https://doi.org/${doi}`} target="_blank" rel="noreferrer">
            doi:{doi}
          </a>
        </>
      )}
      .
    </cite>
  );
}
