/** Bounds of the intake, so that no sender takes all of the service. */
export interface IntakeLimits {
  /** Largest file of an upload once unpacked. */
  readonly fileBytes: number;
  /** Uploads that a process takes at the same time: each holds a database connection while it lasts. */
  readonly openUploads: number;
  /** Groups of an upload that one job turns into assessments, in one transaction. */
  readonly groupsPerJob: number;
}

/** Injection token of the `IntakeLimits`. */
export const INTAKE_LIMITS = Symbol('INTAKE_LIMITS');

export const defaultIntakeLimits: IntakeLimits = { fileBytes: 2 * 1024 ** 3, openUploads: 4, groupsPerJob: 500 };
