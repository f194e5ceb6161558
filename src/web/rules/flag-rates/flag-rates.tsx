import {
  percentFlagged,
  percentFound,
  readerConditions,
  type CallRates,
  type FlagRates as Rates,
  type Found,
} from '../../../core/response/index.js';
import { useRulesTexts } from '../texts/index.js';
import styles from '../rules.module.css';
import recorded from './flag-rates.json';

const { table, noiseRule } = recorded as Rates;

const percent = (share: number): string => (100 * share).toFixed(1);
const found = (one: Found | null): string =>
  one === null ? '–' : `${percentFound(one.first, one.patients)} / ${percentFound(one.second, one.patients)}`;

const sameLine = (one: CallRates, other: CallRates): boolean =>
  one.circumstance === other.circumstance && one.leftOut === other.leftOut;

/** Sensitivity and false flags of simulated patients, with and without each hold, as they were computed for this version. */
export function FlagRates() {
  const { flagRates: texts } = useRulesTexts();
  return (
    <section className={`card ${styles['never']}`} aria-labelledby="flag-rates">
      <h2 id="flag-rates">{texts.title}</h2>
      <p className="soft small">{texts.intro}</p>
      <CallTable />
      <h3 id="noise-rule-rates">{texts.noiseRuleTitle}</h3>
      <p className="soft small">{texts.noiseRuleIntro}</p>
      <NoiseRuleTable />
    </section>
  );
}

function CallTable() {
  const { flagRates: texts } = useRulesTexts();
  const lines = table.filter(({ readers }) => readers === readerConditions[0]!.id);
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={texts.callTable}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {texts.patients}
            </th>
            <th scope="col" rowSpan={2}>
              {texts.holds}
            </th>
            {readerConditions.map(({ id }) => (
              <th key={id} scope="colgroup" colSpan={3}>
                {texts.readers[id]}
              </th>
            ))}
          </tr>
          <tr>
            {readerConditions.flatMap(({ id }) =>
              [texts.growth, texts.newLesion, texts.falsely].map((words) => (
                <th key={`${id} ${words}`} scope="col">
                  {words}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.circumstance} ${line.leftOut}`}>
              <th scope="row">{texts.circumstances[line.circumstance]}</th>
              <td>{texts.leftOut[line.leftOut]}</td>
              {table
                .filter((one) => sameLine(one, line))
                .flatMap(({ readers, establishedGrowth, newLesion, withoutDissociation: { patients, flagged } }) => [
                  <td key={`${readers} growth`}>{found(establishedGrowth)}</td>,
                  <td key={`${readers} new`}>{found(newLesion)}</td>,
                  <td key={`${readers} false`}>{percentFlagged(flagged, patients)}</td>,
                ])}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function NoiseRuleTable() {
  const { flagRates: texts } = useRulesTexts();
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-labelledby="noise-rule-rates">
      <table className={styles['table']}>
        <thead>
          <tr>
            {[texts.size, texts.readBy, texts.withoutRule, texts.withRule].map((words) => (
              <th key={words} scope="col">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {noiseRule.map(({ size, readers, withoutRule, withRule }) => (
            <tr key={`${size} ${readers}`}>
              <th scope="row">{size / 1000} mm</th>
              <td>{texts.readers[readers]}</td>
              <td>{percent(withoutRule)}</td>
              <td>{percent(withRule)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
