/** Letters of the shortest reason that the service takes. */
export const leastReason = 3;
