import { useMemo, useState, useTransition } from 'react';
import { Button } from '@mantine/core';
import type { DateInterval, EvaluatorClassification } from '../../../core/response/index.js';
import { DirectionMark } from '../../charts/direction-mark.js';
import { LesionCurve } from '../../charts/lesion-curve.js';
import { lesionStandings, type StandingLesion } from '../../charts/lesion-direction.js';
import { showInterval } from '../../format/dates.js';
import { showMillimetreChange, showMillimetres, showPercentChange } from '../../format/lengths.js';
import { useChartTexts } from '../../charts/texts/index.js';
import { usePatientTexts } from '../texts/index.js';
import { useWords } from '../../texts/words.js';
import type { CaseLine, LesionReading } from '../case/case.js';
import { Confidence } from './confidence.js';
import type { CurvesData } from './curves.js';
import { lesionContext, lesionPlace } from './lesion-context.js';
import styles from '../patient.module.css';

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
  const texts = usePatientTexts();
  const charts = useChartTexts();
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
    <div className={styles['table-scroll']} tabIndex={0} role="region" aria-label={texts.lesionTable}>
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
          {all ? charts.showFewer : texts.showAllCurves(standings.length)}
        </Button>
      )}
    </div>
  );
}

function useCaption(evaluator: EvaluatorClassification): string {
  const texts = usePatientTexts();
  const words = useWords();
  const latest = evaluator.timepoints.at(-1);
  return latest === undefined
    ? texts.noScan
    : texts.readBy(
        latest.date === null ? latest.label : showInterval(latest.date, words.months),
        latest.reader ?? evaluator.evaluator,
        latest.modality,
      );
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

interface LesionRowProps extends StandingLesion {
  readonly line: CaseLine;
  /** When the latest scan was. */
  readonly scan: DateInterval | null;
  readonly reading: LesionReading | undefined;
  /** Null where the curve is not drawn yet. */
  readonly curves: CurvesData | null;
}

function LesionRow({ lesion, standing, line, scan, reading, curves }: LesionRowProps) {
  const texts = usePatientTexts();
  const words = useWords();
  const { baseline, nadir, now } = standing;
  const last = lesion.points.at(-1);
  const size = (value: number | null): string =>
    value !== null ? showMillimetres(value, words.decimalMark) : lesion.role === 'new' ? '–' : texts.unknown;
  const unsized = last === undefined || last.state === 'no-row' ? texts.unknown : words.findingState(last.state);
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <span className={styles['lesion-name']}>{lesion.lesion}</span> {lesionPlace(lesion, words)}
        <span className={styles['second-line']}>
          {lesionContext(reading, line.lesionFacts[lesion.lesion], scan, texts, words)}
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
      <td role="cell" className="number" data-label={texts.baseline}>
        {size(baseline)}
      </td>
      <td role="cell" className="number" data-label={texts.nadir}>
        {size(nadir)}
      </td>
      <td role="cell" className="number" data-label={texts.now}>
        <strong>{now === null ? unsized : size(now)}</strong>
      </td>
      <td role="cell" className={styles['change']}>
        <DirectionMark direction={standing.direction} />
        <span className={styles['second-line']}>
          <Change {...standing} />
        </span>
      </td>
      <td role="cell" className={styles['sure']} data-label={texts.confidence}>
        <Confidence reading={reading} isNew={lesion.role === 'new'} />
      </td>
    </tr>
  );
}

/** The change that decides the lesion's direction, in mm and percent. */
function Change({ direction, reference, now }: StandingLesion['standing']) {
  const charts = useChartTexts();
  const words = useWords();
  if (now === null || reference === null || direction === 'new') return null;
  const percent = showPercentChange(reference, now, words.decimalMark);
  const since = direction.startsWith('grew') ? charts.sinceNadir : charts.sinceBaseline;
  return (
    <>
      {showMillimetreChange(reference, now, words.decimalMark)} mm{percent === null ? '' : `, ${percent}`}{' '}
      <span className="visually-hidden">{since}</span>
    </>
  );
}
