import { useMemo, useState } from 'react';
import {
  type EvaluatorClassification,
  type TimepointClassification,
  type TraceStep,
  explain,
} from '../../../core/response/index.js';
import { scanTime } from '../../charts/scan-time.js';
import { SizeTable } from '../../charts/size-table.js';
import { SumTable } from '../../charts/sum-chart.js';
import { timeAxis } from '../../charts/time-axis.js';
import { showInstant } from '../../format/dates.js';
import { useChartTexts } from '../../charts/texts/index.js';
import { usePatientTexts } from '../texts/index.js';
import { useWords } from '../../texts/words.js';
import { type CaseLine, isOpen } from '../case/case.js';
import { DefinitionsOverTime, verdictShapes } from './definitions-over-time.js';
import { ItemDetails } from './item-details.js';
import { Robustness } from './robustness.js';
import { StatedFacts } from '../facts/stated-facts.js';
import styles from '../patient.module.css';

interface BehindProps {
  readonly patientId: string;
  readonly line: CaseLine;
  readonly evaluator: EvaluatorClassification | undefined;
}

/** Behind one fold: all sizes, what stands behind each question, what was stated, how each verdict came about, and what computed it. */
export function Behind({ patientId, line, evaluator }: BehindProps) {
  const texts = usePatientTexts();
  const words = useWords();
  const [isRead, setRead] = useState(false);
  return (
    <details
      className={`card ${styles['behind']}`}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) setRead(true);
      }}
    >
      <summary>{texts.behind}</summary>
      {evaluator !== undefined && <AllSizes evaluator={evaluator} />}
      {line.items.filter(isOpen).map((item) => (
        <ItemDetails key={item.id} item={item} ruleSetVersion={line.ruleSetVersion} isRead={isRead} />
      ))}
      {line.chase !== '' && (
        <section>
          <h3>{texts.chaseTitle}</h3>
          <pre className={styles['chase']}>{line.chase}</pre>
        </section>
      )}
      <StatedFacts patientId={patientId} line={line} isRead={isRead} />
      {line.evaluators.map((one) => (
        <Verdicts key={one.evaluator} evaluator={one} />
      ))}
      <Robustness lineId={line.id} isRead={isRead} />
      <Held line={line} />
      <section>
        <h3>{texts.computed}</h3>
        <p className="small">
          {texts.computedBy(
            line.engineVersion ?? '–',
            line.ruleSetVersion ?? '–',
            line.classifiedAt === null ? '–' : showInstant(line.classifiedAt, 'UTC', words.months),
            line.inputHash ?? '–',
          )}
        </p>
      </section>
    </details>
  );
}

/** The tables that say what the curves and the sums show. */
function AllSizes({ evaluator }: { readonly evaluator: EvaluatorClassification }) {
  const charts = useChartTexts();
  const axis = useMemo(() => timeAxis(evaluator.timepoints), [evaluator]);
  return (
    <>
      <section id="sizes">
        <h3>{charts.sizesAtEveryScan}</h3>
        <div className={styles['table-scroll']} tabIndex={0} role="region" aria-label={charts.sizesAtEveryScan}>
          <SizeTable lesions={evaluator.lesions} axis={axis} />
        </div>
      </section>
      <section id="sums">
        <h3>{charts.sums}</h3>
        <div className={styles['table-scroll']} tabIndex={0} role="region" aria-label={charts.sums}>
          <SumTable timepoints={evaluator.timepoints} axis={axis} />
        </div>
      </section>
    </>
  );
}

function Verdicts({ evaluator }: { readonly evaluator: EvaluatorClassification }) {
  const texts = usePatientTexts();
  const words = useWords();
  const latest = evaluator.timepoints.at(-1);
  if (latest === undefined) return null;
  return (
    <section>
      <h3>{texts.definitionsAt(evaluator.evaluator, scanTime(latest, words.months))}</h3>
      <Definitions timepoint={latest} />
      <DefinitionsOverTime timepoints={evaluator.timepoints} />
      <h3>{texts.traceOf(evaluator.evaluator)}</h3>
      {[...evaluator.timepoints].reverse().map((timepoint) => (
        <TimepointTrace key={timepoint.key} timepoint={timepoint} />
      ))}
    </section>
  );
}

function Definitions({ timepoint }: { readonly timepoint: TimepointClassification }) {
  const texts = usePatientTexts();
  const words = useWords();
  if (timepoint.patterns.length === 0) return <p className="small">{texts.noDefinitions}</p>;
  return (
    <div className={styles['table-scroll']} tabIndex={0} role="region" aria-label={texts.definitions}>
      <table className={styles['plain-table']}>
        <thead>
          <tr>
            <th scope="col">{texts.definition}</th>
            <th scope="col">{texts.verdict}</th>
            <th scope="col">{texts.because}</th>
          </tr>
        </thead>
        <tbody>
          {timepoint.patterns.map((pattern) => (
            <tr key={pattern.definition}>
              <th scope="row">{words.definitionName(pattern.definition)}</th>
              <td className={styles['verdict']}>
                {verdictShapes[pattern.verdict]} {words.verdicts[pattern.verdict]}
              </td>
              <td className={styles['words']}>{pattern.trace.map((step) => explained(step)).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TimepointTrace({ timepoint }: { readonly timepoint: TimepointClassification }) {
  const words = useWords();
  return (
    <div className={styles['trace']}>
      <h4>
        {scanTime(timepoint, words.months)} · {timepoint.overallResponse ?? words.phases[timepoint.phase]}
      </h4>
      <ol>
        {timepoint.trace.map((step, index) => (
          <li key={`${step.rule} ${index}`}>
            {explained(step)} <code>{step.rule}</code>
          </li>
        ))}
        {[...timepoint.reasons, ...(timepoint.notes ?? [])].map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ol>
    </div>
  );
}

/** The words of a step; a rule that this client does not know shows its outcome as stored. */
function explained(step: TraceStep): string {
  try {
    return explain(step);
  } catch {
    return `${step.rule}: ${step.outcome}`;
  }
}

function Held({ line }: { readonly line: CaseLine }) {
  const texts = usePatientTexts();
  if (line.held.length === 0) return null;
  return (
    <section id="held">
      <h3>{texts.heldTitle}</h3>
      <ul className={styles['plain']}>
        {line.held.map(({ id, timepoint, evaluator, reasons }) => (
          <li key={id}>
            {[timepoint, evaluator].filter(Boolean).join(', ')}: {reasons.join('; ')}
          </li>
        ))}
      </ul>
    </section>
  );
}
