/** Bounds of the intake, so that no sender takes all of the service. */
export interface IntakeLimits {
  /** Largest file of an upload once unpacked. */
  readonly fileBytes: number;
  /** Largest file of documents once unpacked: it is read in memory. */
  readonly documentBytes: number;
  /** Uploads that a process takes at the same time: each holds a database connection while it lasts. */
  readonly openUploads: number;
  /** Groups of an upload that are turned into assessments in one transaction, at most. */
  readonly groupsPerStep: number;
  /** Rows of these groups, at most, unless one group has more: what is in memory at a time. */
  readonly rowsPerStep: number;
  /** Transactions of one job, at most: then others have their turn. */
  readonly stepsPerJob: number;
  /** Rows of one assessment, at most: with more, the columns that tell assessments apart cannot be right. */
  readonly rowsPerGroup: number;
}

/** Injection token of the `IntakeLimits`. */
export const INTAKE_LIMITS = Symbol('INTAKE_LIMITS');

export const defaultIntakeLimits: IntakeLimits = {
  fileBytes: 2 * 1024 ** 3,
  documentBytes: 32 * 1024 ** 2,
  openUploads: 4,
  groupsPerStep: 250,
  rowsPerStep: 1_500,
  stepsPerJob: 8,
  rowsPerGroup: 5_000,
};
