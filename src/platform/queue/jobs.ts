/**
 * Every job of the service: its name and its payload. Payloads carry ids only, never patient data.
 * Handlers are registered by the modules; the start fails if a job here has none.
 */
export interface JobPayloads {
  /** Groups the next rows of an upload into assessments and moves the upload's cursor. */
  readonly 'process-import': { readonly importId: string };
  /** Classifies treatment lines, raises flags and drafts discussion items. */
  readonly 'classify-lines': { readonly treatmentLineIds: readonly string[] };
}

export type JobName = keyof JobPayloads;

export const jobNames: readonly JobName[] = ['process-import', 'classify-lines'];

/** A job as it travels: its payload and the trace it belongs to. */
export interface Job<Name extends JobName = JobName> {
  readonly name: Name;
  readonly payload: JobPayloads[Name];
  readonly traceId: string;
}
