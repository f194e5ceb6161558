import {
  type EvaluatorHistory,
  measureConfidence,
  type TimepointConfidence,
  type TreatmentLineHistory,
} from '../../../core/response/index.js';
import type { CaseLineView } from '../items/case-views.js';

type LesionReading = CaseLineView['readings'][number];

/** How every lesion was read at each evaluator's last scan, and how sure its change is: one reader's noise is not another's. */
export function lesionReadings(
  history: TreatmentLineHistory,
  lastScans: ReadonlyMap<string, string | null>,
): LesionReading[] {
  const confidences = new Map(measureConfidence(history).map(({ evaluator, timepoints }) => [evaluator, timepoints]));
  return history.evaluators.flatMap((source) => {
    const key = lastScans.get(source.evaluator);
    return key === undefined || key === null
      ? []
      : readingsAt(
          source,
          key,
          confidences.get(source.evaluator)?.find(({ timepoint }) => timepoint === key),
        );
  });
}

function readingsAt(
  { evaluator, timepoints }: EvaluatorHistory,
  key: string,
  confidence: TimepointConfidence | undefined,
): LesionReading[] {
  const scan = timepoints.find((timepoint) => timepoint.key === key);
  const known = new Map((confidence?.lesions ?? []).map((lesion) => [lesion.lesion, lesion]));
  return (scan?.findings ?? []).map(({ lesion, modality, examDate, organ }) => {
    const found = known.get(lesion);
    const by = modality ?? scan?.modality ?? null;
    return {
      evaluator,
      lesion,
      reader: scan?.reader ?? null,
      modality: by,
      examined: examDate ?? scan?.date ?? null,
      confidence: found === undefined ? null : { grow: found.grow, shrink: found.shrink, neither: found.neither },
      noiseEstablished: found?.noiseEstablished ?? (organ !== 'primary-site' && by !== 'MR'),
    };
  });
}
