import { useMemo, useState, useTransition } from 'react';
import { Button } from '@mantine/core';
import type { DateInterval, EvaluatorClassification } from '../../core/response/index.js';
import { DirectionMark } from '../charts/direction-mark.js';
import { LesionCurve } from '../charts/lesion-curve.js';
import { lesionStandings, type StandingLesion } from '../charts/lesion-direction.js';
import { showInterval } from '../format/dates.js';
import { showMillimetreChange, showMillimetres, showPercentChange } from '../format/lengths.js';
import { useTexts } from '../texts/texts.js';
import type { CaseLine, LesionReading } from './case.js';
import { Confidence } from './confidence.js';
import type { CurvesData } from './curves.js';
import { lesionContext } from './lesion-context.js';
import styles from './patient.module.css';

interface LesionTableProps {
  readonly line: CaseLine;
  readonly evaluator: EvaluatorClassification;
  readonly curves: CurvesData;
}

/** Curves drawn at once; a patient of a hundred lesions is readable before all are drawn. */
const curvesAtFirst = 12;

/**
 * Every lesion on one time axis, with its numbers at the latest scan, how sure its change is, and how it was read. The roles are
 * written out since the rows become cards on a phone.
 */
export function LesionTable({ line, evaluator, curves }: LesionTableProps) {
  const texts = useTexts();
  const [all, setAll] = useState(false);
  const [drawing, startDrawing] = useTransition();
  const standings = useMemo(() => lesionStandings(evaluator.lesions), [evaluator]);
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
    <div className={styles['table-scroll']} tabIndex={0} role="region" aria-label={texts.patient.lesionTable}>
      <table className={styles['lesions']} role="table">
        <caption>{useCaption(evaluator)}</caption>
        <LesionHead />
        <tbody role="rowgroup">
          {standings.map((standing, index) => (
            <LesionRow
              key={standing.lesion.lesion}
              {...standing}
              line={line}
              scan={evaluator.timepoints.at(-1)?.date ?? null}
              reading={readings.get(standing.lesion.lesion)}
              curves={all || index < curvesAtFirst ? curves : null}
            />
          ))}
        </tbody>
      </table>
      {standings.length > curvesAtFirst && (
        <Button
          variant="default"
          size="xs"
          mt={6}
          loading={drawing}
          onClick={() => startDrawing(() => setAll(!all))}
          aria-expanded={all}
        >
          {all ? texts.charts.showFewer : texts.patient.showAllCurves(standings.length)}
        </Button>
      )}
    </div>
  );
}

function useCaption(evaluator: EvaluatorClassification): string {
  const texts = useTexts();
  const latest = evaluator.timepoints.at(-1);
  return latest === undefined
    ? texts.patient.noScan
    : texts.patient.readBy(
        latest.date === null ? latest.label : showInterval(latest.date, texts.months),
        latest.reader ?? evaluator.evaluator,
        latest.modality,
      );
}

function LesionHead() {
  const texts = useTexts();
  return (
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">
          {texts.patient.lesion}
        </th>
        <th role="columnheader" scope="col">
          {texts.patient.course}
        </th>
        <th role="columnheader" scope="col" className="number">
          {texts.patient.baseline}
        </th>
        <th role="columnheader" scope="col" className="number">
          {texts.patient.nadir}
        </th>
        <th role="columnheader" scope="col" className="number">
          {texts.patient.now}
        </th>
        <th role="columnheader" scope="col">
          {texts.patient.change}
        </th>
        <th role="columnheader" scope="col" title={texts.patient.confidenceHint}>
          {texts.patient.confidence}
        </th>
      </tr>
    </thead>
  );
}

interface LesionRowProps extends StandingLesion {
  readonly line: CaseLine;
  /** When the latest scan was. */
  readonly scan: DateInterval | null;
  readonly reading: LesionReading | undefined;
  /** Null where the curve is not drawn yet. */
  readonly curves: CurvesData | null;
}

function LesionRow({ lesion, standing, line, scan, reading, curves }: LesionRowProps) {
  const texts = useTexts();
  const { baseline, nadir, now } = standing;
  const last = lesion.points.at(-1);
  const size = (value: number | null): string =>
    value !== null ? showMillimetres(value, texts.decimalMark) : lesion.role === 'new' ? '–' : texts.patient.unknown;
  const unsized =
    last === undefined || last.state === 'no-row' ? texts.patient.unknown : texts.findingState(last.state);
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <span className={styles['lesion-name']}>{lesion.lesion}</span>{' '}
        {texts.patient.lesionPlace(lesion.site, lesion.organ, lesion.role)}
        <span className={styles['second-line']}>
          {lesionContext(reading, line.lesionFacts[lesion.lesion], scan, texts)}
        </span>
      </th>
      <td role="cell" className={styles['curve']}>
        {curves !== null && (
          <LesionCurve
            lesion={lesion}
            axis={curves.axis}
            treatments={curves.treatments}
            localTreatments={curves.localTreatments[lesion.lesion] ?? []}
          />
        )}
      </td>
      <td role="cell" className="number" data-label={texts.patient.baseline}>
        {size(baseline)}
      </td>
      <td role="cell" className="number" data-label={texts.patient.nadir}>
        {size(nadir)}
      </td>
      <td role="cell" className="number" data-label={texts.patient.now}>
        <strong>{now === null ? unsized : size(now)}</strong>
      </td>
      <td role="cell" className={styles['change']}>
        <DirectionMark direction={standing.direction} />
        <span className={styles['second-line']}>
          <Change {...standing} />
        </span>
      </td>
      <td role="cell" className={styles['sure']} data-label={texts.patient.confidence}>
        <Confidence reading={reading} isNew={lesion.role === 'new'} />
      </td>
    </tr>
  );
}

/** The change that decides the lesion's direction, in mm and percent. */
function Change({ direction, reference, now }: StandingLesion['standing']) {
  const texts = useTexts();
  if (now === null || reference === null || direction === 'new') return null;
  const percent = showPercentChange(reference, now, texts.decimalMark);
  const since = direction.startsWith('grew') ? texts.charts.sinceNadir : texts.charts.sinceBaseline;
  return (
    <>
      {showMillimetreChange(reference, now, texts.decimalMark)} mm{percent === null ? '' : `, ${percent}`}{' '}
      <span className="visually-hidden">{since}</span>
    </>
  );
}
