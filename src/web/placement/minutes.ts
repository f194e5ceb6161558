/** Minutes that a question may have on an agenda. */
export const shortestMinutes = 1;
export const longestMinutes = 120;

/** Whether what was typed is a number of minutes that the agenda takes. */
export const areMinutes = (typed: number | string): boolean =>
  typed !== '' &&
  Number.isInteger(Number(typed)) &&
  Number(typed) >= shortestMinutes &&
  Number(typed) <= longestMinutes;
