import { scaleLinear } from '@visx/scale';
import { LinePath } from '@visx/shape';
import { showMillimetres, showPercentChange } from '../format/lengths.js';
import { useChartTexts } from './texts/index.js';
import { useWords } from '../texts/words.js';
import type { TreatmentBar } from './lesion-curve.js';
import type { EvaluatorStanding } from './lesion-standing.js';
import { scanTime } from './scan-time.js';
import { responseWords, sumSentence } from './sum-sentence.js';
import type { SummedTimepoint } from './summed-timepoint.js';
import type { TimeAxis } from './time-axis.js';
import styles from './charts.module.css';

interface SumChartProps {
  readonly standing: EvaluatorStanding;
  readonly timepoints: readonly SummedTimepoint[];
  readonly axis: TimeAxis;
  readonly treatments: readonly TreatmentBar[];
}

export const width = 400;
const height = 122;
export const plot = { left: 6, right: 330, top: 16, bottom: 76 } as const;

interface SumPoint {
  readonly at: number;
  readonly size: number;
  readonly complete: boolean;
  readonly timepoint: SummedTimepoint;
}

/** Where a time of the axis stands: what is drawn beside the sums stands at the same place. */
export const timeScale = (axis: TimeAxis) =>
  scaleLinear<number>({
    domain: [axis.from, axis.to === axis.from ? axis.from + 1 : axis.to],
    range: [plot.left + 30, plot.right - 34],
  });

/** The sum of diameters over time, the response at each scan, and the treatments underneath. */
export function SumChart({ standing, timepoints, axis, treatments }: SumChartProps) {
  const texts = useChartTexts();
  const words = useWords();
  const byKey = new Map(timepoints.map((timepoint) => [timepoint.key, timepoint]));
  const points = axis.scans.flatMap(({ key, at }): SumPoint[] => {
    const timepoint = byKey.get(key);
    // Where no target has a size the measured part is 0: not a size that anybody measured.
    const size = timepoint?.sumOfDiameters ?? (timepoint?.measuredPart || null);
    return timepoint === undefined || size === null
      ? []
      : [{ at, size, complete: timepoint.sumOfDiameters !== null, timepoint }];
  });
  const complete = points.filter((point) => point.complete);
  const { baseline, nadir, responseTo, progressionFrom } = standing.sum;
  const nadirAt = axis.scans.find(({ key }) => key === nadir?.timepoint)?.at ?? axis.from;
  const sentence = sumSentence(standing, byKey.get(standing.timepoint ?? '') ?? null, texts, words);
  if (points.length === 0)
    return (
      <figure className={styles['figure']}>
        <figcaption className={styles['caption']}>{sentence}</figcaption>
      </figure>
    );
  const top = Math.max(...points.map(({ size }) => size), progressionFrom ?? 0, baseline ?? 0);
  const x = timeScale(axis);
  const y = scaleLinear<number>({ domain: [0, top * 1.12], range: [plot.bottom, plot.top] });
  const limits = withoutOverlap([
    ...(progressionFrom === null || nadir === null || nadir.sum === 0
      ? []
      : [
          {
            tone: 'grow' as const,
            y: y(progressionFrom),
            from: x(nadirAt),
            label: texts.progressionFrom(showMillimetres(progressionFrom, words.decimalMark)),
          },
        ]),
    ...(responseTo === null
      ? []
      : [
          {
            tone: 'shrink' as const,
            y: y(responseTo),
            from: plot.left,
            label: texts.responseTo(showMillimetres(responseTo, words.decimalMark)),
          },
        ]),
  ]);
  return (
    <figure className={styles['figure']}>
      <figcaption className={styles['caption']}>
        {sentence}{' '}
        <a href="#sums" className="screen-only">
          {texts.asTable}
        </a>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} className={styles['sums']} role="img" aria-label={sentence}>
        <line x1={plot.left} x2={plot.right} y1={plot.bottom} y2={plot.bottom} className={styles['axis']} />
        {limits.map((limit) => (
          <Limit key={limit.tone} {...limit} />
        ))}
        <LinePath data={complete} x={({ at }) => x(at)} y={({ size }) => y(size)} className={styles['line']} />
        {points.map(({ at, size, complete: whole, timepoint }) => (
          <g key={timepoint.key}>
            <line x1={x(at)} x2={x(at)} y1={plot.bottom} y2={plot.bottom + 4} className={styles['axis']} />
            <circle cx={x(at)} cy={y(size)} r={4.5} className={styles[whole ? 'point-noise' : 'point-open']} />
            <text x={x(at)} y={y(size) - 9} textAnchor="middle" className={styles['sum-value']}>
              {showMillimetres(size, words.decimalMark)}
            </text>
          </g>
        ))}
        {spaced(axis.scans, x).map((scan) => {
          const timepoint = byKey.get(scan.key);
          return (
            <g key={scan.key}>
              <text x={x(scan.at)} y={plot.bottom + 15} textAnchor="middle" className={styles['small-label']}>
                {scanTime(scan, words.months)}
              </text>
              {timepoint?.overallResponse != null && (
                <text x={x(scan.at)} y={plot.bottom + 29} textAnchor="middle" className={styles['response']}>
                  {[timepoint.overallResponse, timepoint.immune?.response].filter(Boolean).join(' · ')}
                </text>
              )}
            </g>
          );
        })}
        {treatments.map(({ name, from, to }, index) => {
          const start = Math.max(plot.left, x(from));
          const end = Math.min(plot.right, to === null ? plot.right : x(to));
          return (
            <rect
              key={`${name} ${from}`}
              x={start}
              y={plot.bottom + 36 + index * 8}
              width={Math.max(3, end - start)}
              height={6}
              rx={2}
              className={styles['treatment']}
            />
          );
        })}
      </svg>
    </figure>
  );
}

/** Labels that would run into each other are left out but for the first and the last; the table has them all. */
function spaced<Scan extends { readonly at: number }>(
  scans: readonly Scan[],
  x: (at: number) => number,
): readonly Scan[] {
  const least = 74;
  const kept: Scan[] = [];
  const final = scans.at(-1);
  for (const scan of scans) {
    const previous = kept.at(-1);
    const clear = previous === undefined || x(scan.at) - x(previous.at) >= least;
    if (clear && (final === undefined || scan === final || x(final.at) - x(scan.at) >= least)) kept.push(scan);
  }
  if (final !== undefined && kept.at(-1) !== final) kept.push(final);
  return kept;
}

interface LimitLine {
  readonly tone: 'shrink' | 'grow';
  readonly y: number;
  /** Where the line begins: growth is counted from the nadir on. */
  readonly from: number;
  readonly label: string;
}

const labelHeight = 11;

/** The labels of lines that lie close together, moved apart; the lines stay where they are. */
function withoutOverlap(limits: readonly LimitLine[]): readonly (LimitLine & { readonly labelAt: number })[] {
  const [upper, lower] = [...limits].sort((one, other) => one.y - other.y);
  const overlap = upper === undefined || lower === undefined ? 0 : Math.max(0, labelHeight - (lower.y - upper.y)) / 2;
  return limits.map((limit) => ({ ...limit, labelAt: limit.y + (limit === upper ? -overlap : overlap) }));
}

function Limit({ y, from, tone, label, labelAt }: LimitLine & { readonly labelAt: number }) {
  return (
    <g className={styles[`reference-${tone}`]}>
      <line x1={from} x2={plot.right} y1={y} y2={y} />
      <text x={plot.right + 4} y={labelAt + 3} className={styles['limit-label']}>
        {label}
      </text>
    </g>
  );
}

/** Sums and responses at every scan. */
export function SumTable({ timepoints, axis }: Pick<SumChartProps, 'timepoints' | 'axis'>) {
  const texts = useChartTexts();
  const words = useWords();
  const byKey = new Map(timepoints.map((timepoint) => [timepoint.key, timepoint]));
  const size = (value: number | null): string => (value === null ? '–' : showMillimetres(value, words.decimalMark));
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{texts.scan}</th>
          <th scope="col" className="number">
            {texts.sumInMillimetres}
          </th>
          <th scope="col" className="number">
            {texts.fromBaseline}
          </th>
          <th scope="col" className="number">
            {texts.fromNadir}
          </th>
          <th scope="col">{texts.target}</th>
          <th scope="col">{texts.nonTarget}</th>
          <th scope="col">{texts.newLesions}</th>
          <th scope="col">{texts.overall}</th>
        </tr>
      </thead>
      <tbody>
        {axis.scans.flatMap((scan) => {
          const timepoint = byKey.get(scan.key);
          if (timepoint === undefined) return [];
          const { sumOfDiameters: sum, baselineSum, nadirSum, measuredPart } = timepoint;
          const change = (reference: number | null): string =>
            sum === null || reference === null ? '–' : (showPercentChange(reference, sum, words.decimalMark) ?? '–');
          return [
            <tr key={scan.key}>
              <th scope="row">{scanTime(scan, words.months)}</th>
              <td className="number">
                {sum === null && measuredPart ? texts.measuredPart(size(measuredPart)) : size(sum)}
              </td>
              <td className="number">{change(baselineSum)}</td>
              <td className="number">{change(nadirSum)}</td>
              <td>{timepoint.targetResponse ?? '–'}</td>
              <td>{timepoint.nonTargetResponse ?? '–'}</td>
              <td>{timepoint.newLesion === null ? '–' : texts.newLesionFindings[timepoint.newLesion]}</td>
              <td>
                {responseWords(timepoint) ?? (timepoint.phase === 'follow-up' ? '–' : words.phases[timepoint.phase])}
              </td>
            </tr>,
          ];
        })}
      </tbody>
    </table>
  );
}
