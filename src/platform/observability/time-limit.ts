/** What was awaited has not answered within its limit; it may still do so later, unseen. */
export class TimeLimitError extends Error {
  constructor(readonly milliseconds: number) {
    super(`No answer within ${milliseconds} ms`);
    this.name = 'TimeLimitError';
  }
}

/**
 * Waits for `work`, but no longer than the limit.
 * @throws TimeLimitError when the limit is over; else whatever `work` rejects with
 */
export async function withinTimeLimit<Result>(work: Promise<Result>, milliseconds: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(new TimeLimitError(milliseconds)), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
