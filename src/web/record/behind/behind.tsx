import { useMemo, useState } from 'react';
import { SizeTable } from '../../charts/size-table.js';
import { scanTime } from '../../charts/scan-time.js';
import { SumTable } from '../../charts/sum-chart.js';
import { timeAxis } from '../../charts/time-axis.js';
import { showInstant } from '../../format/dates.js';
import { useChartTexts } from '../../charts/texts/index.js';
import { usePatientTexts } from '../texts/index.js';
import { useWords } from '../../texts/words.js';
import { type CaseLine, isOpen, type ShownEvaluator } from '../case/case.js';
import { ItemDetails } from './item-details.js';
import { lesionPaces } from '../lesions/lesion-pace.js';
import { volumeLines } from '../lesions/lesion-volumes.js';
import { Robustness } from './robustness.js';
import { StatedFacts } from '../facts/stated-facts.js';
import { Verdicts } from './verdicts.js';
import styles from '../record.module.css';

interface BehindProps {
  readonly patientId: string;
  readonly line: CaseLine;
  readonly evaluator: ShownEvaluator | undefined;
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
      <Verdicts patientId={patientId} line={line} isRead={isRead} />
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
export function AllSizes({ evaluator }: { readonly evaluator: ShownEvaluator }) {
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
      <Paces evaluator={evaluator} />
      <Volumes evaluator={evaluator} />
      <ReportedScores evaluator={evaluator} />
      <section id="sums">
        <h3>{charts.sums}</h3>
        <div className={styles['table-scroll']} tabIndex={0} role="region" aria-label={charts.sums}>
          <SumTable timepoints={evaluator.timepoints} axis={axis} />
        </div>
      </section>
    </>
  );
}

/** How fast each lesion grew or shrank between its last two sizes. */
function Paces({ evaluator }: { readonly evaluator: ShownEvaluator }) {
  const texts = usePatientTexts();
  const words = useWords();
  const paces = lesionPaces(evaluator, texts, words);
  if (paces.length === 0) return null;
  return (
    <section id="paces">
      <h3>{texts.paces}</h3>
      <ul className={styles['plain']}>
        {paces.map(({ lesion, pace }) => (
          <li key={lesion}>
            <strong>{lesion}</strong> {pace}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Volumes as they were sent, with their changes: numbers alone. */
function Volumes({ evaluator }: { readonly evaluator: ShownEvaluator }) {
  const texts = usePatientTexts();
  const words = useWords();
  const lines = volumeLines(evaluator, texts, words);
  if (lines.length === 0) return null;
  return (
    <section id="volumes">
      <h3>{texts.volumes}</h3>
      <p className="small soft">{texts.volumesHint}</p>
      <ul className={styles['plain']}>
        {lines.map(({ lesion, said }) => (
          <li key={lesion ?? 'all'}>
            {lesion !== null && <strong>{lesion}</strong>} {said}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Scores in the words of the report, scan by scan. */
function ReportedScores({ evaluator: { timepoints } }: { readonly evaluator: ShownEvaluator }) {
  const texts = usePatientTexts();
  const { months } = useWords();
  const scored = timepoints.filter(({ reportedScores = [] }) => reportedScores.length > 0);
  if (scored.length === 0) return null;
  return (
    <section id="reported-scores">
      <h3>{texts.reportedScores}</h3>
      <ul className={styles['plain']}>
        {scored.map((scan) => (
          <li key={scan.key}>
            <strong>{scanTime(scan, months)}</strong>{' '}
            {(scan.reportedScores ?? []).map(({ score, category }) => texts.reportedScore(score, category)).join('; ')}
          </li>
        ))}
      </ul>
      <p className="small soft">{texts.reportedScoresHint}</p>
    </section>
  );
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
