import type { TimepointClassification, TraceStep } from '../../core/response/index.js';
import { explain } from '../../core/response/index.js';
import { scanTime } from '../charts/lesion-strip.js';
import { showInstant } from '../format/dates.js';
import { useTexts } from '../texts/texts.js';
import type { CaseItem, CaseLine } from './case.js';
import styles from './patient.module.css';

/** Behind one fold: how each verdict came about, definitions met and not met, evidence, what is held, and what computed it. */
export function Behind({ line }: { readonly line: CaseLine }) {
  const texts = useTexts();
  return (
    <details className={`card ${styles['behind']}`}>
      <summary>{texts.patient.behind}</summary>
      {line.evaluators.map((evaluator) => {
        const latest = evaluator.timepoints.at(-1);
        return latest === undefined ? null : (
          <section key={evaluator.evaluator}>
            <h3>{texts.patient.definitionsAt(evaluator.evaluator, scanTime(latest, texts.months))}</h3>
            <Definitions timepoint={latest} />
            <h3>{texts.patient.traceOf(evaluator.evaluator)}</h3>
            {[...evaluator.timepoints].reverse().map((timepoint) => <TimepointTrace key={timepoint.key} timepoint={timepoint} />)}
          </section>
        );
      })}
      <Evidence items={line.items} />
      <Held line={line} />
      <section>
        <h3>{texts.patient.computed}</h3>
        <p className="small">{texts.patient.computedBy(line.engineVersion ?? '–', line.ruleSetVersion ?? '–', line.classifiedAt === null ? '–' : showInstant(line.classifiedAt, 'UTC', texts.months), line.inputHash ?? '–')}</p>
      </section>
    </details>
  );
}

const verdictShapes = { 'met': '✓', 'not-met': '✗', 'not-assessable': '▨' } as const;

function Definitions({ timepoint }: { readonly timepoint: TimepointClassification }) {
  const texts = useTexts();
  if (timepoint.patterns.length === 0) return <p className="small">{texts.patient.noDefinitions}</p>;
  return (
    <div className={styles['table-scroll']} tabIndex={0} role="region" aria-label={texts.patient.definitions}>
      <table className={styles['lesions']}>
        <thead><tr><th scope="col">{texts.patient.definition}</th><th scope="col">{texts.patient.verdict}</th><th scope="col">{texts.patient.because}</th></tr></thead>
        <tbody>
          {timepoint.patterns.map((pattern) => (
            <tr key={pattern.definition}>
              <th scope="row">{texts.definitionName(pattern.definition)}</th>
              <td className={styles['verdict']}>{verdictShapes[pattern.verdict]} {texts.verdicts[pattern.verdict]}</td>
              <td className={styles['words']}>{pattern.trace.map((step) => explained(step)).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TimepointTrace({ timepoint }: { readonly timepoint: TimepointClassification }) {
  const texts = useTexts();
  return (
    <div className={styles['trace']}>
      <h4>{scanTime(timepoint, texts.months)} · {timepoint.overallResponse ?? texts.phases[timepoint.phase]}</h4>
      <ol>
        {timepoint.trace.map((step, index) => <li key={`${step.rule} ${index}`}>{explained(step)} <code>{step.rule}</code></li>)}
        {[...timepoint.reasons, ...(timepoint.notes ?? [])].map((note) => <li key={note}>{note}</li>)}
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

function Evidence({ items }: { readonly items: readonly CaseItem[] }) {
  const texts = useTexts();
  const evidence = new Map(items.flatMap((item) => item.evidence.map((one) => [one.id, one] as const)));
  const limits = [...new Set(items.flatMap((item) => [...item.cautions, ...item.limits]))];
  if (evidence.size === 0 && limits.length === 0) return null;
  return (
    <section>
      <h3>{texts.patient.evidence}</h3>
      <ul className={styles['evidence']}>
        {[...evidence.values()].map(({ id, finding, source, level, population }) => (
          <li key={id}>{finding} <span className="soft">{source}. {texts.patient.level(level)}; {population}.</span></li>
        ))}
      </ul>
      {limits.length > 0 && (
        <>
          <h3>{texts.patient.limits}</h3>
          <ul className={styles['evidence']}>{limits.map((limit) => <li key={limit}>{limit}</li>)}</ul>
        </>
      )}
      <p className="small soft">{items.map(({ rule, ruleVersion }) => `${rule} ${ruleVersion}`).join(' · ')}</p>
    </section>
  );
}

function Held({ line }: { readonly line: CaseLine }) {
  const texts = useTexts();
  if (line.held.length === 0) return null;
  return (
    <section id="held">
      <h3>{texts.patient.heldTitle}</h3>
      <ul className={styles['evidence']}>{line.held.map(({ id, timepoint, evaluator, reasons }) => <li key={id}>{[timepoint, evaluator].filter(Boolean).join(', ')}: {reasons.join('; ')}</li>)}</ul>
    </section>
  );
}
