import type { EvaluatorClassification, LesionFacts } from '../../core/response/index.js';
import { DirectionMark } from '../charts/direction-mark.js';
import { lesionStandings, type StandingLesion } from '../charts/lesion-direction.js';
import { showInterval } from '../format/dates.js';
import { showMillimetreChange, showMillimetres, showPercentChange } from '../format/lengths.js';
import { useTexts } from '../texts/texts.js';
import styles from './patient.module.css';

interface LesionTableProps {
  readonly evaluator: EvaluatorClassification;
  readonly facts: Readonly<Record<string, LesionFacts>>;
}

/** Every lesion with its numbers at the latest scan; the reader and the modality of that scan stand above, once. */
export function LesionTable({ evaluator, facts }: LesionTableProps) {
  const texts = useTexts();
  const latest = evaluator.timepoints.at(-1);
  return (
    <div className={styles['table-scroll']} tabIndex={0} role="region" aria-label={texts.patient.lesionTable}>
      <table className={styles['lesions']}>
        <caption>{latest === undefined ? texts.patient.noScan : texts.patient.readBy(latest.date === null ? latest.label : showInterval(latest.date, texts.months), latest.reader ?? evaluator.evaluator, latest.modality)}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.patient.lesion}</th>
            <th scope="col">{texts.patient.change}</th>
            <th scope="col" className="number">{texts.patient.baseline}</th>
            <th scope="col" className="number">{texts.patient.nadir}</th>
            <th scope="col" className="number">{texts.patient.now}</th>
            <th scope="col" className="number">Δ mm</th>
            <th scope="col" className="number">Δ %</th>
            <th scope="col">{texts.patient.priorField}</th>
          </tr>
        </thead>
        <tbody>{lesionStandings(evaluator.lesions).map(({ lesion, standing }) => <LesionRow key={lesion.lesion} lesion={lesion} standing={standing} facts={facts[lesion.lesion]} />)}</tbody>
      </table>
    </div>
  );
}

function LesionRow({ lesion, standing, facts }: StandingLesion & { readonly facts: LesionFacts | undefined }) {
  const texts = useTexts();
  const { direction, baseline, nadir, now, reference } = standing;
  const size = (value: number | null): string => (value === null ? '–' : showMillimetres(value, texts.decimalMark));
  const last = lesion.points.at(-1);
  const compared = now !== null && reference !== null && direction !== 'new';
  return (
    <tr>
      <th scope="row"><span className={styles['lesion-name']}>{lesion.lesion}</span> <span className="soft">{texts.patient.lesionPlace(lesion.site, lesion.organ, lesion.role)}</span></th>
      <td><DirectionMark direction={direction} /></td>
      <td className="number">{size(baseline)}</td>
      <td className="number">{size(nadir)}</td>
      <td className="number"><strong>{now === null && last !== undefined ? texts.findingState(last.state) : size(now)}</strong></td>
      <td className="number">{compared ? showMillimetreChange(reference, now, texts.decimalMark) : '–'}</td>
      <td className="number">{compared ? showPercentChange(reference, now, texts.decimalMark) ?? '–' : '–'}</td>
      <td>{fieldWords(facts, texts)}</td>
    </tr>
  );
}

function fieldWords(facts: LesionFacts | undefined, texts: ReturnType<typeof useTexts>): string {
  if (facts === undefined) return texts.patient.notStated;
  const treated = facts.localTreatments.map(({ kind, date }) => `${texts.localTreatments[kind]} ${showInterval(date, texts.months)}`);
  return [texts.fields[facts.priorRadiotherapyField], ...treated].join('; ');
}
