import { scaleLinear } from '@visx/scale';
import { LinePath } from '@visx/shape';
import { useMediaQuery } from '@mantine/hooks';
import { isoDate, showDate } from '../format/dates.js';
import { useWords } from '../texts/words.js';
import { labelsApart } from './labels-apart.js';
import type { LocalTreatmentMark, TreatmentBar } from './lesion-curve.js';
import type { Tone } from './lesion-standing.js';
import type { RelativeLesion, RelativeSizes } from './relative-sizes.js';
import { scanTime } from './scan-time.js';
import type { PlacedScan, TimeAxis } from './time-axis.js';
import styles from './charts.module.css';

interface RelativeChartProps {
  readonly sizes: RelativeSizes;
  readonly axis: TimeAxis;
  readonly treatments: readonly TreatmentBar[];
  readonly localTreatments: Readonly<Record<string, readonly LocalTreatmentMark[]>>;
  /** What it shows, for who does not see it; its table says the same. */
  readonly name: string;
  readonly title: string;
  readonly newLesion: string;
  /** For a shared screen: fewer things, so that each can be read from afar. */
  readonly large?: boolean;
}

const widths = { usual: 620, phone: 390, large: 260 } as const;
const lowest = { usual: 222, large: 150 } as const;
const labelWidths = { usual: 112, large: 92 } as const;
const phone = '(max-width: 520px)';
const labelHeight = 15;
const dateWidth = 84;

/** All lesions in per cent of their baseline (one without a size now is marked, and nothing leads to its label) on one time axis, each with its own label at its end, and bars of what was given. */
export function RelativeChart({
  sizes,
  axis,
  treatments,
  localTreatments,
  name,
  title,
  newLesion,
  large = false,
}: RelativeChartProps) {
  const { months } = useWords();
  const isPhone = useMediaQuery(phone);
  const width = large ? widths.large : isPhone ? widths.phone : widths.usual;
  const height = Math.max(lowest[large ? 'large' : 'usual'], 80 + sizes.drawn.length * labelHeight);
  const plot = { left: 40, right: width - labelWidths[large ? 'large' : 'usual'], top: 22, bottom: height - 44 };
  const highest = Math.max(120, ...sizes.drawn.flatMap(({ points }) => points.map(({ percent }) => percent)));
  const x = scaleLinear<number>({
    domain: [axis.from, axis.to === axis.from ? axis.from + 1 : axis.to],
    range: [plot.left + 6, plot.right],
  });
  const y = scaleLinear<number>({ domain: [0, highest * 1.04], range: [plot.bottom, plot.top] });
  const labels = labelsApart(
    sizes.drawn.flatMap((lesion) => {
      const last = lesion.points.at(-1);
      return last === undefined ? [] : [{ lesion, last, y: y(last.percent) }];
    }),
    labelHeight,
    { top: plot.top, bottom: plot.bottom },
  );
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className={`${styles['relative']} ${large ? styles['large'] : ''}`}
      role="img"
      aria-label={name}
    >
      <text x={plot.left - 34} y={12} className={styles['small-label']}>
        {title}
      </text>
      {ticksTo(highest).map((percent) => (
        <g key={percent}>
          <line
            x1={plot.left}
            x2={plot.right}
            y1={y(percent)}
            y2={y(percent)}
            className={styles[percent === 100 ? 'baseline' : 'grid']}
          />
          {percent > 0 && (
            <text x={plot.left - 6} y={y(percent) + 4} textAnchor="end" className={styles['small-label']}>
              {percent}
            </text>
          )}
        </g>
      ))}
      <Dates axis={axis} x={x} bottom={plot.bottom} months={months} />
      {treatments.map(({ name: drug, from, to }) => {
        const start = Math.max(plot.left, x(from));
        return (
          <g key={`${drug} ${from}`}>
            <rect
              x={start}
              y={plot.bottom + 22}
              width={Math.max(2, Math.min(plot.right, to === null ? plot.right : x(to)) - start)}
              height={16}
              className={styles['given']}
            />
            <text x={start + 6} y={plot.bottom + 34} className={styles['given-label']}>
              {drug}
            </text>
          </g>
        );
      })}
      {sizes.drawn.map((lesion) => (
        <Curve key={lesion.lesion} lesion={lesion} x={x} y={y} treatedAt={localTreatments[lesion.lesion] ?? []} />
      ))}
      {labels.map(({ lesion: { lesion, now, tone }, last, y: end, labelY }) => (
        <g key={lesion}>
          {now !== null && (
            <line x1={x(last.at) + 5} x2={plot.right + 12} y1={end} y2={labelY - 1} className={styles['leader']} />
          )}
          <text x={plot.right + 15} y={labelY + 4} className={styles[`label-${drawnTone[tone]}`]}>
            {now === null ? `▨ ${lesion}` : `${lesion} ${signed(now - 100)} %`}
          </text>
        </g>
      ))}
      {sizes.beside
        .filter(({ isNew, firstSeen }) => isNew && firstSeen !== null)
        .map(({ lesion, firstSeen }, index) => (
          <text
            key={lesion}
            x={x(firstSeen!)}
            y={plot.bottom - 5 - index * labelHeight}
            textAnchor={large ? 'end' : 'middle'}
            className={styles['label-grow']}
          >
            {`✚ ${lesion} ${newLesion}`}
          </text>
        ))}
    </svg>
  );
}

/** A size that did not change is neither up nor down. */
const signed = (change: number): string =>
  `${change >= 0.5 ? '+' : change <= -0.5 ? '−' : '±'}${Math.abs(Math.round(change))}`;

const drawnTone: Readonly<Record<Tone, 'shrink' | 'grow' | 'noise'>> = {
  grow: 'grow',
  shrink: 'shrink',
  noise: 'noise',
  unknown: 'noise',
};

const ticksTo = (highest: number): readonly number[] => {
  const step = highest > 320 ? 100 : 50;
  return Array.from({ length: Math.floor(highest / step) + 1 }, (_, index) => index * step);
};

interface DatesProps {
  readonly axis: TimeAxis;
  readonly x: (at: number) => number;
  readonly bottom: number;
  readonly months: Parameters<typeof showDate>[1];
}

/** The last scan is always named; of the others those that have room before it. */
function Dates({ axis, x, bottom, months }: DatesProps) {
  const named = new Set<PlacedScan>();
  let room = Infinity;
  for (const scan of [...axis.scans].reverse()) {
    if (x(scan.at) + dateWidth / 2 > room) continue;
    named.add(scan);
    room = x(scan.at) - dateWidth / 2;
  }
  return axis.scans.map((scan) => (
    <g key={scan.key}>
      <line x1={x(scan.at)} x2={x(scan.at)} y1={bottom} y2={bottom + 4} className={styles['axis']} />
      {named.has(scan) && (
        <text x={x(scan.at)} y={bottom + 16} textAnchor="middle" className={styles['small-label']}>
          {axis.kind === 'dates' ? showDate(isoDate(Math.round(scan.at)), months) : scanTime(scan, months)}
        </text>
      )}
    </g>
  ));
}

interface CurveProps {
  readonly lesion: RelativeLesion;
  readonly x: (at: number) => number;
  readonly y: (percent: number) => number;
  readonly treatedAt: readonly LocalTreatmentMark[];
}

function Curve({ lesion: { points, tone }, x, y, treatedAt }: CurveProps) {
  const drawn = drawnTone[tone];
  return (
    <g>
      <LinePath
        data={[...points]}
        x={({ at }) => x(at)}
        y={({ percent }) => y(percent)}
        className={styles[`curve-${drawn}`]}
      />
      {points.map(({ timepoint, at, percent }) => (
        <PointMark key={timepoint} x={x(at)} y={y(percent)} tone={drawn} />
      ))}
      {treatedAt.map(({ at, kind }) => (
        <path key={`${kind} ${at}`} d={`M${x(at) - 5} ${y(100) - 16}h10l-5 9z`} className={styles['local']} />
      ))}
    </g>
  );
}

/** Up, down and neither differ in shape too. */
function PointMark({
  x,
  y,
  tone,
}: {
  readonly x: number;
  readonly y: number;
  readonly tone: 'shrink' | 'grow' | 'noise';
}) {
  const className = styles[`point-${tone}`];
  if (tone === 'grow') return <path d={`M${x - 4.5} ${y + 3.5}h9l-4.5 -8z`} className={className} />;
  if (tone === 'shrink') return <path d={`M${x - 4.5} ${y - 3.5}h9l-4.5 8z`} className={className} />;
  return <circle cx={x} cy={y} r={3.4} className={className} />;
}
