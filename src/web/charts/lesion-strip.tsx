import { useMemo, useState, useTransition } from 'react';
import { Button } from '@mantine/core';
import type { LesionTrajectory } from '../../core/response/index.js';
import { showInterval } from '../format/dates.js';
import { showMillimetreChange, showMillimetres, showPercentChange } from '../format/lengths.js';
import { useTexts } from '../texts/texts.js';
import { DirectionMark } from './direction-mark.js';
import { lesionStandings, type Direction, type LesionStanding } from './lesion-direction.js';
import { LesionMultiple, type LocalTreatmentMark, type TreatmentBar } from './lesion-multiple.js';
import type { PlacedScan, TimeAxis } from './time-axis.js';
import { Twin } from './twin.js';
import styles from './charts.module.css';

interface LesionStripProps {
  readonly lesions: readonly LesionTrajectory[];
  readonly axis: TimeAxis;
  readonly treatments: readonly TreatmentBar[];
  readonly localTreatments: Readonly<Record<string, readonly LocalTreatmentMark[]>>;
}

const shownAtFirst = 12;

/** Every lesion on one time axis, one small chart each. */
export function LesionStrip({ lesions, axis, treatments, localTreatments }: LesionStripProps) {
  const texts = useTexts();
  const [all, setAll] = useState(false);
  const [drawing, startDrawing] = useTransition();
  const standings = useMemo(() => lesionStandings(lesions), [lesions]);
  const shown = all ? standings : standings.slice(0, shownAtFirst);
  return (
    <figure className={styles['figure']}>
      <figcaption className={styles['caption']}>{useStripSentence(standings, axis)}</figcaption>
      <ul className={styles['strip']}>
        {shown.map(({ lesion, standing }) => (
          <li key={lesion.lesion} className={styles['cell']}>
            <div className={styles['cell-head']}>
              <span className={styles['cell-name']}>{lesion.lesion}</span>
              <DirectionMark direction={standing.direction} />
            </div>
            <span className={styles['cell-site']}>{texts.patient.lesionPlace(lesion.site, lesion.organ, lesion.role)}</span>
            <LesionMultiple lesion={lesion} axis={axis} treatments={treatments} localTreatments={localTreatments[lesion.lesion] ?? []} />
            <div className={styles['cell-change']}><StandingChange standing={standing} /></div>
          </li>
        ))}
      </ul>
      {standings.length > shownAtFirst && (
        <Button variant="default" size="xs" className={styles['more']} loading={drawing} onClick={() => startDrawing(() => setAll(!all))} aria-expanded={all}>
          {all ? texts.charts.showFewer : texts.charts.showAll(standings.length)}
        </Button>
      )}
      <StripLegend treatments={treatments} />
      <Twin label={texts.charts.sizesAtEveryScan}><SizeTable lesions={lesions} axis={axis} /></Twin>
    </figure>
  );
}

/** The change that decides the lesion's direction, in mm and percent. */
export function StandingChange({ standing: { direction, reference, now } }: { readonly standing: LesionStanding }) {
  const texts = useTexts();
  if (now === null || reference === null || direction === 'new') return <>{direction === 'new' && now !== null ? `${showMillimetres(now, texts.decimalMark)} mm` : '–'}</>;
  const percent = showPercentChange(reference, now, texts.decimalMark);
  const since = direction.startsWith('grew') ? texts.charts.sinceNadir : texts.charts.sinceBaseline;
  return <>{`${showMillimetreChange(reference, now, texts.decimalMark)} mm${percent === null ? '' : ` (${percent})`}`} <span>{since}</span></>;
}

function useStripSentence(standings: readonly { readonly standing: LesionStanding }[], axis: TimeAxis): string {
  const texts = useTexts();
  const count = (...directions: readonly Direction[]): number => standings.filter(({ standing }) => directions.includes(standing.direction)).length;
  const first = axis.scans[0];
  const last = axis.scans.at(-1);
  return texts.charts.stripSentence({
    lesions: standings.length, scans: axis.scans.length, period: first && last ? `${scanTime(first, texts.months)} – ${scanTime(last, texts.months)}` : '',
    grew: count('grew'), appeared: count('new'), shrank: count('shrank'), between: count('grew-less', 'shrank-less'), noise: count('noise'), unknown: count('not-measured'),
  });
}

/** When a scan was: its date, else its study day, else its label. */
export function scanTime({ date, studyDay, label }: Pick<PlacedScan, 'date' | 'studyDay' | 'label'>, months: Parameters<typeof showInterval>[1]): string {
  if (date !== null) return showInterval(date, months);
  return studyDay === null ? label : `d${studyDay}`;
}

function StripLegend({ treatments }: { readonly treatments: readonly TreatmentBar[] }) {
  const texts = useTexts();
  return (
    <ul className={styles['legend']}>
      <li><svg width="18" height="10" aria-hidden="true"><rect width="18" height="10" className={styles['band']} /></svg>{texts.charts.bandLegend}</li>
      <li className={styles['reference-shrink']}><svg width="18" height="10" aria-hidden="true"><line x1="0" x2="18" y1="5" y2="5" /></svg>{texts.charts.shrinkLegend}</li>
      <li className={styles['reference-grow']}><svg width="18" height="10" aria-hidden="true"><line x1="0" x2="18" y1="5" y2="5" /></svg>{texts.charts.growLegend}</li>
      <li><svg width="18" height="10" aria-hidden="true"><rect width="18" height="10" className={styles['hatched']} /></svg>{texts.charts.hatchLegend}</li>
      {treatments.length > 0 && (
        <li><svg width="18" height="10" aria-hidden="true"><rect width="18" height="5" y="2.5" className={styles['treatment']} /></svg>{treatments.map(({ name }) => name).join(', ')}</li>
      )}
    </ul>
  );
}

/** Sizes of every lesion at every scan, in mm. */
export function SizeTable({ lesions, axis }: Pick<LesionStripProps, 'lesions' | 'axis'>) {
  const texts = useTexts();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{texts.patient.lesion}</th>
          {axis.scans.map((scan) => <th key={scan.key} scope="col" className={styles['number']}>{scanTime(scan, texts.months)}</th>)}
        </tr>
      </thead>
      <tbody>
        {lesions.map((lesion) => {
          const points = new Map(lesion.points.map((point) => [point.timepoint, point]));
          return (
            <tr key={lesion.lesion}>
              <th scope="row">{lesion.lesion}</th>
              {axis.scans.map(({ key }) => {
                const point = points.get(key);
                return <td key={key} className={styles['number']}>{point === undefined ? '–' : point.size === null ? texts.findingState(point.state) : showMillimetres(point.size, texts.decimalMark)}</td>;
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
