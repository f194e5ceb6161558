import { scanTime } from '../../charts/scan-time.js';
import { showMillimetres, showPercentChange } from '../../format/lengths.js';
import { useChartTexts } from '../../charts/texts/index.js';
import { usePatientTexts } from '../texts/index.js';
import { useWords } from '../../texts/words.js';
import type { EvaluatorStanding } from '../../charts/lesion-standing.js';
import type { CaseLine, ShownEvaluator } from '../case/case.js';
import { latestOf, standingOf } from '../case/reading.js';
import styles from '../record.module.css';

/** The readings of all evaluators side by side; none is averaged and none outvoted. */
export function EvaluatorsBeside({ line }: { readonly line: CaseLine }) {
  const texts = usePatientTexts();
  const charts = useChartTexts();
  const words = useWords();
  const flags = line.flags.filter(({ state }) => state === 'open');
  return (
    <section className={`card ${styles['beside']}`} aria-labelledby="beside">
      <h2 id="beside">{texts.readersBeside(line.evaluators.length)}</h2>
      <div
        className={styles['table-scroll']}
        tabIndex={0}
        role="group"
        aria-label={texts.readersBeside(line.evaluators.length)}
      >
        <table className={styles['plain-table']}>
          <thead>
            <tr>
              <th scope="col">{texts.reader}</th>
              <th scope="col">{charts.scan}</th>
              <th scope="col" className="number">
                {charts.sumInMillimetres}
              </th>
              <th scope="col" className="number">
                {charts.fromBaseline}
              </th>
              <th scope="col">{charts.overall}</th>
              {flags.map(({ id, definition }) => (
                <th key={id} scope="col">
                  {words.definitionName(definition)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {line.evaluators.map((evaluator) => (
              <tr key={evaluator.evaluator}>
                <th scope="row">
                  {evaluator.evaluator}
                  {evaluator.evaluator === line.clinicalEvaluator ? ` · ${texts.clinicalReader}` : ''}
                </th>
                <LatestCells evaluator={evaluator} standing={standingOf(line, evaluator.evaluator)} />
                {flags.map(({ id, evaluatorsFor, evaluatorsAgainst }) => (
                  <td key={id}>
                    {evaluatorsFor.includes(evaluator.evaluator)
                      ? `✓ ${words.verdicts.met}`
                      : evaluatorsAgainst.includes(evaluator.evaluator)
                        ? `✗ ${words.verdicts['not-met']}`
                        : `▨ ${words.verdicts['not-assessable']}`}
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

interface LatestCellsProps {
  readonly evaluator: ShownEvaluator;
  readonly standing: EvaluatorStanding | undefined;
}

function LatestCells({ evaluator, standing }: LatestCellsProps) {
  const words = useWords();
  const latest = latestOf(evaluator, standing);
  if (latest === undefined) return <td colSpan={4}>–</td>;
  const { sumOfDiameters: sum, baselineSum } = latest;
  return (
    <>
      <td>{scanTime(latest, words.months)}</td>
      <td className="number">{sum === null ? '–' : showMillimetres(sum, words.decimalMark)}</td>
      <td className="number">
        {sum === null || baselineSum === null ? '–' : (showPercentChange(baselineSum, sum, words.decimalMark) ?? '–')}
      </td>
      <td>{latest.overallResponse ?? words.phases[latest.phase]}</td>
    </>
  );
}
