import { useMemo } from 'react';
import type { DateInterval } from '../../../core/response/index.js';
import type { LocalTreatmentMark, TreatmentBar } from '../../charts/lesion-curve.js';
import { timeAxis, type TimeAxis } from '../../charts/time-axis.js';
import { dayNumber } from '../../format/dates.js';
import { usePatientTexts } from '../texts/index.js';
import { treatmentPeriod, type CaseLine, type ShownEvaluator } from '../case/case.js';

const middle = ({ from, to }: DateInterval): number => (dayNumber(from) + dayNumber(to)) / 2;

export interface CurvesData {
  readonly axis: TimeAxis;
  readonly treatments: readonly TreatmentBar[];
  readonly localTreatments: Readonly<Record<string, readonly LocalTreatmentMark[]>>;
}

/** What the curves need of a line and of a reading of it. */
export type DrawnLine = Pick<CaseLine, 'treatment' | 'lesionFacts'>;
export type DrawnEvaluator = Pick<ShownEvaluator, 'lesions' | 'timepoints'>;

/** The time axis of one evaluator with what was given and done along it; treatments are drawn only where the scans are dated. */
export function useCurves(line: DrawnLine, evaluator: DrawnEvaluator): CurvesData {
  const texts = usePatientTexts();
  const axis = useMemo(() => timeAxis(evaluator.timepoints), [evaluator]);
  const dated = axis.kind === 'dates';
  const treatments = useMemo((): TreatmentBar[] => {
    const period = treatmentPeriod(line.treatment);
    if (!dated || period === null) return [];
    const name = line.treatment.agents?.map((agent) => agent.name).join(' + ') ?? texts.drugNotStated;
    return [{ name, from: middle(period.from), to: period.to === null ? null : middle(period.to) }];
  }, [line.treatment, dated, texts]);
  const localTreatments = useMemo((): Readonly<Record<string, readonly LocalTreatmentMark[]>> => {
    if (!dated) return {};
    const marks = (name: string): LocalTreatmentMark[] =>
      (line.lesionFacts[name]?.localTreatments ?? [])
        .filter(({ kind }) => kind !== 'biopsy')
        .map(({ kind, date }) => ({ kind, at: middle(date) }));
    return Object.fromEntries(evaluator.lesions.map(({ lesion }) => [lesion, marks(lesion)]));
  }, [line.lesionFacts, evaluator, dated]);
  return { axis, treatments, localTreatments };
}
