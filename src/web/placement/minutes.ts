import * as z from 'zod/mini';

/** Minutes that a question may have on an agenda. */
export const shortestMinutes = 1;
export const longestMinutes = 120;

/** Minutes as they are typed: a whole number within the limits, else with what would be right. */
export const minutesSchema = (outside: string) =>
  z.union([z.string(), z.number()]).check(z.refine(areMinutes, { message: outside }));

/** Whether what was typed is a number of minutes that the agenda takes. */
export const areMinutes = (typed: number | string): boolean =>
  typed !== '' &&
  Number.isInteger(Number(typed)) &&
  Number(typed) >= shortestMinutes &&
  Number(typed) <= longestMinutes;
