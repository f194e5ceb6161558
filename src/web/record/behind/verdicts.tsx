import { useQuery } from '@tanstack/react-query';
import { scanTime } from '../../charts/scan-time.js';
import { useWords } from '../../texts/words.js';
import type { CaseLine, ShownEvaluator, ShownTimepoint } from '../case/case.js';
import { usePatientTexts } from '../texts/index.js';
import { DefinitionsOverTime, verdictShapes } from './definitions-over-time.js';
import { type ToldTimepoint, type ToldVerdicts, verdictsQuery } from './verdicts-query.js';
import styles from '../record.module.css';

interface VerdictsProps {
  readonly patientId: string;
  readonly line: CaseLine;
  readonly isRead: boolean;
}

/** How each evaluator's verdicts came about, step by step. The steps are asked for when they are looked at: they are many. */
export function Verdicts({ patientId, line, isRead }: VerdictsProps) {
  const texts = usePatientTexts();
  const { data, isError } = useQuery({ ...verdictsQuery(patientId), enabled: isRead });
  if (isError) return <p className="small">{texts.stepsNotReadable}</p>;
  if (data === undefined)
    return isRead ? (
      <p className="small" role="status">
        {texts.stepsRead}
      </p>
    ) : null;
  const of = ({ evaluator }: ShownEvaluator): ToldVerdicts['timepoints'] =>
    data.find((told) => told.treatmentLineId === line.id && told.evaluator === evaluator)?.timepoints ?? new Map();
  return line.evaluators.map((one) => <OfEvaluator key={one.evaluator} evaluator={one} told={of(one)} />);
}

interface OfEvaluatorProps {
  readonly evaluator: ShownEvaluator;
  readonly told: ToldVerdicts['timepoints'];
}

function OfEvaluator({ evaluator, told }: OfEvaluatorProps) {
  const texts = usePatientTexts();
  const words = useWords();
  const latest = evaluator.timepoints.at(-1);
  if (latest === undefined) return null;
  return (
    <section>
      <h3>{texts.definitionsAt(evaluator.evaluator, scanTime(latest, words.months))}</h3>
      <Definitions timepoint={latest} told={told.get(latest.key)} />
      <DefinitionsOverTime timepoints={evaluator.timepoints} />
      <h3>{texts.traceOf(evaluator.evaluator)}</h3>
      {[...evaluator.timepoints].reverse().map((timepoint) => (
        <TimepointTrace key={timepoint.key} timepoint={timepoint} told={told.get(timepoint.key)} />
      ))}
    </section>
  );
}

interface OfTimepointProps {
  readonly timepoint: ShownTimepoint;
  readonly told: ToldTimepoint | undefined;
}

function Definitions({ timepoint, told }: OfTimepointProps) {
  const texts = usePatientTexts();
  const words = useWords();
  if (timepoint.patterns.length === 0) return <p className="small">{texts.noDefinitions}</p>;
  const because = new Map(
    told?.patterns.map(({ definition, trace }) => [definition, trace.map((step) => step.words).join(' ')]),
  );
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
          {timepoint.patterns.map(({ definition, verdict }) => (
            <tr key={definition}>
              <th scope="row">{words.definitionName(definition)}</th>
              <td className={styles['verdict']}>
                {verdictShapes[verdict]} {words.verdicts[verdict]}
              </td>
              <td className={styles['words']}>{because.get(definition)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TimepointTrace({ timepoint, told }: OfTimepointProps) {
  const words = useWords();
  return (
    <div className={styles['trace']}>
      <h4>
        {scanTime(timepoint, words.months)} · {timepoint.overallResponse ?? words.phases[timepoint.phase]}
      </h4>
      <ol>
        {told?.trace.map((step, index) => (
          <li key={`${step.rule} ${index}`}>
            {step.words} <code>{step.rule}</code>
          </li>
        ))}
        {[...timepoint.reasons, ...(timepoint.notes ?? [])].map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ol>
    </div>
  );
}
