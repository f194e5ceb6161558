/** Told in one plain line; the exit status is 1. */
export class DemoRefused extends Error {}
