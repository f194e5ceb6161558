import type { EvaluatorClassification } from '../../core/response/index.js';
import { scanTime } from '../charts/scan-time.js';
import { showMillimetres, showPercentChange } from '../format/lengths.js';
import { useTexts } from '../texts/texts.js';
import type { CaseLine } from './case.js';
import styles from './patient.module.css';

/** The readings of all evaluators side by side; none is averaged and none outvoted. */
export function EvaluatorsBeside({ line }: { readonly line: CaseLine }) {
  const texts = useTexts();
  const flags = line.flags.filter(({ state }) => state === 'open');
  return (
    <section className={`card ${styles['beside']}`} aria-labelledby="beside">
      <h2 id="beside">{texts.patient.readersBeside(line.evaluators.length)}</h2>
      <div
        className={styles['table-scroll']}
        tabIndex={0}
        role="group"
        aria-label={texts.patient.readersBeside(line.evaluators.length)}
      >
        <table className={styles['plain-table']}>
          <thead>
            <tr>
              <th scope="col">{texts.patient.reader}</th>
              <th scope="col">{texts.charts.scan}</th>
              <th scope="col" className="number">
                {texts.charts.sumInMillimetres}
              </th>
              <th scope="col" className="number">
                {texts.charts.fromBaseline}
              </th>
              <th scope="col">{texts.charts.overall}</th>
              {flags.map(({ id, definition }) => (
                <th key={id} scope="col">
                  {texts.definitionName(definition)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {line.evaluators.map((evaluator) => (
              <tr key={evaluator.evaluator}>
                <th scope="row">
                  {evaluator.evaluator}
                  {evaluator.evaluator === line.clinicalEvaluator ? ` · ${texts.patient.clinicalReader}` : ''}
                </th>
                <LatestCells evaluator={evaluator} />
                {flags.map(({ id, evaluatorsFor, evaluatorsAgainst }) => (
                  <td key={id}>
                    {evaluatorsFor.includes(evaluator.evaluator)
                      ? `✓ ${texts.verdicts.met}`
                      : evaluatorsAgainst.includes(evaluator.evaluator)
                        ? `✗ ${texts.verdicts['not-met']}`
                        : `▨ ${texts.verdicts['not-assessable']}`}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function LatestCells({ evaluator }: { readonly evaluator: EvaluatorClassification }) {
  const texts = useTexts();
  const latest = evaluator.timepoints.at(-1);
  if (latest === undefined) return <td colSpan={4}>–</td>;
  const { sumOfDiameters: sum, baselineSum } = latest;
  return (
    <>
      <td>{scanTime(latest, texts.months)}</td>
      <td className="number">{sum === null ? '–' : showMillimetres(sum, texts.decimalMark)}</td>
      <td className="number">
        {sum === null || baselineSum === null ? '–' : (showPercentChange(baselineSum, sum, texts.decimalMark) ?? '–')}
      </td>
      <td>{latest.overallResponse ?? texts.phases[latest.phase]}</td>
    </>
  );
}
