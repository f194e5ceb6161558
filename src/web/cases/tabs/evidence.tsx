import type { MergedCase } from '../case-model.js';
import { useCaseTexts } from '../texts/index.js';
import { Rules, RuledTexts } from './ruled-texts.js';
import styles from '../cases.module.css';

/** Every study that a point of the case cites, once, with its distance from this patient. */
export function Evidence({ merged: { evidence, levels, withoutEvidence } }: { readonly merged: MergedCase }) {
  const texts = useCaseTexts();
  return (
    <>
      <section>
        <h2>{texts.tabs.evidence}</h2>
        {evidence.length === 0 ? (
          <p>{texts.noEvidence}</p>
        ) : (
          <div className={styles['scroll']} tabIndex={0} role="region" aria-label={texts.tabs.evidence}>
            <table className={styles['plain']}>
              <thead>
                <tr>
                  {[texts.finding, texts.source, texts.level, texts.distance].map((head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {evidence.map(({ id, finding, source, doi, level, esmo, population, distances, rules }) => (
                  <tr key={`${id} ${rules.join(' ')}`}>
                    <td>
                      {finding} <Rules rules={rules} />
                    </td>
                    <td>
                      {source}
                      {doi !== null && (
                        <>
                          {' '}
                          <a href={`https://doi.org/${doi}`} rel="noreferrer" target="_blank">
                            doi:{doi}
                          </a>
                        </>
                      )}
                    </td>
                    <td>{texts.levelAndEsmo(level, esmo)}</td>
                    <td>
                      {distances.map(({ distance, differs, rules: of }) => (
                        <p key={of.join(' ')}>
                          <strong>{texts.distanceOf(distance)}</strong>: {[...differs, population].join('; ')}{' '}
                          <Rules rules={of} />
                        </p>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <RuledTexts title={texts.withoutEvidence} of={withoutEvidence} />
      <RuledTexts
        title={texts.levels}
        of={levels.map(({ level, esmo, rules }) => ({ words: texts.levelAndEsmo(level, esmo), rules }))}
      />
    </>
  );
}
