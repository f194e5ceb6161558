/**
 * Every job of the service: its name and its payload. Payloads carry ids only, never patient data.
 * Handlers are registered by the modules; the start fails if a job here has none.
 */
export interface JobPayloads {
  /** Groups the next rows of an upload into assessments and moves the upload's cursor. */
  readonly 'process-import': { readonly importId: string };
  /** Classifies treatment lines, raises flags and drafts discussion items. */
  readonly 'classify-lines': { readonly treatmentLineIds: readonly string[] };
  /**
   * Classifies those lines of a block anew that stand under another release or other switches, behind all that `classify-lines` has to do.
   * A block is `linesPerBlock` ids, named by its first: so the same work has the same name however far it has come.
   */
  readonly 'reevaluate-lines': { readonly firstLineIds: readonly string[] };
  /** Computes the next lines of a dry run and moves its cursor. */
  readonly 'dry-run': { readonly dryRunId: string };
}

export type JobName = keyof JobPayloads;

export const jobNames: readonly JobName[] = ['process-import', 'classify-lines', 'reevaluate-lines', 'dry-run'];
