/** A response as RS reports it. */
import type { DateInterval, ImmuneResponse, OverallResponse } from '../../response/index.js';

/** One overall response as reported. The two criteria never meet: a response of one is not compared with the other's. */
export type ReportedResponse = {
  readonly patient: string;
  readonly evaluator: string;
  /** Name of the visit. */
  readonly visit: string;
  /** Identity of the assessment it is about: equal to the source id of the assessment made of the TR rows of that visit. */
  readonly sourceId: string;
  readonly date: DateInterval | null;
  readonly studyDay: number | null;
} & ReportedByCriterion;

/** NED, no evidence of disease, is reported where there was none at baseline; no rule of RECIST 1.1 gives it. */
export type ReportedOverallResponse = OverallResponse | 'NED';

export type ReportedByCriterion =
  | { readonly criterion: 'RECIST 1.1'; readonly response: ReportedOverallResponse }
  | { readonly criterion: 'iRECIST'; readonly response: ImmuneResponse };
