import { useMemo, useState, useTransition } from 'react';
import { Button } from '@mantine/core';
import type { DateInterval, LesionTrajectory } from '../../../core/response/index.js';
import { LesionCurve } from '../../charts/lesion-curve.js';
import type { EvaluatorStanding } from '../../charts/lesion-standing.js';
import { scanTime } from '../../charts/scan-time.js';
import { StandingMark } from '../../charts/standing-mark.js';
import { showInterval } from '../../format/dates.js';
import { useChartTexts } from '../../charts/texts/index.js';
import { usePatientTexts } from '../texts/index.js';
import { useWords } from '../../texts/words.js';
import type { CaseLine, LesionReading, ShownEvaluator } from '../case/case.js';
import { latestOf } from '../case/reading.js';
import { Confidence } from './confidence.js';
import type { CurvesData } from './curves.js';
import { lesionContext, lesionPlace } from './lesion-context.js';
import { lesionRows, type LesionRowView } from './lesion-row.js';
import styles from '../record.module.css';

interface LesionTableProps {
  readonly line: CaseLine;
  readonly evaluator: ShownEvaluator;
  readonly standing: EvaluatorStanding;
  readonly curves: CurvesData;
}

/** Curves drawn at once; a patient of a hundred lesions is readable before all are drawn. */
const curvesAtFirst = 12;

/**
 * Every lesion on one time axis, with its numbers at the latest scan, how sure its change is, and how it was read. The roles are
 * written out since the rows become cards on a phone.
 */
export function LesionTable({ line, evaluator, standing, curves }: LesionTableProps) {
  const texts = usePatientTexts();
  const charts = useChartTexts();
  const rows = useRows(evaluator, standing);
  const [all, setAll] = useState(false);
  const [drawing, startDrawing] = useTransition();
  const readings = useMemo(
    () =>
      new Map(
        line.readings
          .filter((reading) => reading.evaluator === evaluator.evaluator)
          .map((reading) => [reading.lesion, reading]),
      ),
    [line, evaluator],
  );
  return (
    <div className={styles['table-scroll']} tabIndex={0} role="region" aria-label={texts.lesionTable}>
      <table className={styles['lesions']} role="table">
        <caption>{useCaption(evaluator, standing)}</caption>
        <LesionHead />
        <tbody role="rowgroup">
          {rows.map((row, index) => (
            <LesionRow
              key={row.lesion}
              row={row}
              line={line}
              scan={latestOf(evaluator, standing)?.date ?? null}
              reading={readings.get(row.lesion)}
              curves={all || index < curvesAtFirst ? curves : null}
            />
          ))}
        </tbody>
      </table>
      {rows.length > curvesAtFirst && (
        <Button
          variant="default"
          size="xs"
          mt={6}
          loading={drawing}
          onClick={() => startDrawing(() => setAll(!all))}
          aria-expanded={all}
        >
          {all ? charts.showFewer : texts.showAllCurves(rows.length)}
        </Button>
      )}
    </div>
  );
}

function useRows(evaluator: ShownEvaluator, standing: EvaluatorStanding): ReturnType<typeof lesionRows> {
  const texts = usePatientTexts();
  const charts = useChartTexts();
  const words = useWords();
  return useMemo(() => {
    const scans = new Map(evaluator.timepoints.map((scan) => [scan.key, scanTime(scan, words.months)]));
    return lesionRows(standing, evaluator.lesions, {
      texts,
      charts,
      words,
      scanOf: (key) => scans.get(key) ?? key,
    });
  }, [evaluator, standing, texts, charts, words]);
}

function useCaption(evaluator: ShownEvaluator, standing: EvaluatorStanding): string {
  const texts = usePatientTexts();
  const words = useWords();
  const latest = latestOf(evaluator, standing);
  if (latest === undefined) return texts.noScan;
  const scan = latest.date === null ? latest.label : showInterval(latest.date, words.months);
  return latest.phase === 'held'
    ? texts.heldScan(scan)
    : texts.readBy(scan, latest.reader ?? evaluator.evaluator, latest.modality);
}

function LesionHead() {
  const texts = usePatientTexts();
  return (
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">
          {texts.lesion}
        </th>
        <th role="columnheader" scope="col">
          {texts.course}
        </th>
        <th role="columnheader" scope="col" className="number">
          {texts.baseline}
        </th>
        <th role="columnheader" scope="col" className="number">
          {texts.nadir}
        </th>
        <th role="columnheader" scope="col" className="number">
          {texts.now}
        </th>
        <th role="columnheader" scope="col">
          {texts.change}
        </th>
        <th role="columnheader" scope="col" title={texts.confidenceHint}>
          {texts.confidence}
        </th>
      </tr>
    </thead>
  );
}

interface LesionRowProps {
  readonly row: LesionRowView & { readonly trajectory: LesionTrajectory };
  readonly line: CaseLine;
  /** When the latest scan was. */
  readonly scan: DateInterval | null;
  readonly reading: LesionReading | undefined;
  /** Null where the curve is not drawn yet. */
  readonly curves: CurvesData | null;
}

function LesionRow({ row, line, scan, reading, curves }: LesionRowProps) {
  const texts = usePatientTexts();
  const words = useWords();
  const { lesion, trajectory, standing } = row;
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <span className={styles['lesion-name']}>{lesion}</span> {lesionPlace(trajectory, words)}
        <span className={styles['second-line']}>
          {lesionContext(reading, line.lesionFacts[lesion], scan, texts, words)}
        </span>
        {(line.lesionNotes[lesion] ?? []).map((note) => (
          <SecondLine key={note} said={note} />
        ))}
      </th>
      <td role="cell" className={styles['curve']}>
        {curves !== null && (
          <LesionCurve
            lesion={trajectory}
            standing={standing}
            axis={curves.axis}
            treatments={curves.treatments}
            localTreatments={curves.localTreatments[lesion] ?? []}
          />
        )}
      </td>
      <td role="cell" className="number" data-label={texts.baseline}>
        {row.baseline}
        <SecondLine said={row.percentSince.baseline} />
      </td>
      <td role="cell" className="number" data-label={texts.nadir}>
        {row.nadir}
        <SecondLine said={row.percentSince.nadir} />
      </td>
      <td role="cell" className="number" data-label={texts.now}>
        <strong>{row.now}</strong>
      </td>
      <td role="cell" className={styles['change']}>
        <StandingMark standing={standing} />
        {[row.change, ...row.notes].map((said) => (
          <SecondLine key={said} said={said} />
        ))}
      </td>
      <td role="cell" className={styles['sure']} data-label={texts.confidence}>
        <Confidence reading={reading} isNew={trajectory.role === 'new'} />
      </td>
    </tr>
  );
}

const SecondLine = ({ said }: { readonly said: string | null }) =>
  said === null ? null : <span className={styles['second-line']}>{said}</span>;
