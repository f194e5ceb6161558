/** A wrong call: told with the usage, exit status 2. */
export class EvaluateUsageError extends Error {}
