import * as z from 'zod/mini';
import { instantAt } from '../format/dates.js';
import type { Repeat } from './repeat.js';

export const shortestMeeting = 5;
export const longestMeeting = 600;

/** A meeting as it is typed. */
export interface MeetingToPlan extends Record<string, unknown> {
  readonly boardId: string;
  /** ISO date and hh:mm of the board's clock; '' while they are not given. */
  readonly date: string;
  readonly time: string;
  /** Null while nothing was typed: then those of the board's last meeting hold. */
  readonly minutes: number | string | null;
  readonly place: string | null;
  readonly repeat: Repeat;
  /** ISO date of the last day of a series, '' for no end. */
  readonly until: string;
}

interface Messages {
  readonly dateMissing: string;
  readonly timeMissing: string;
  readonly inPast: string;
  range(from: number, to: number): string;
}

/** What a meeting to plan has to have: a day and a time that have not passed, and a length in minutes that a meeting may have. */
export const plannedMeetingSchema = (messages: Messages, timeZoneOf: (boardId: string) => string) =>
  z
    .object({
      boardId: z.string(),
      date: z.string().check(z.minLength(1, messages.dateMissing)),
      time: z.string().check(z.minLength(1, messages.timeMissing)),
      minutes: z.nullable(z.union([z.string(), z.number()])).check(
        z.refine((typed) => typed === null || (typed !== '' && isLength(Number(typed))), {
          message: messages.range(shortestMeeting, longestMeeting),
        }),
      ),
      place: z.nullable(z.string()),
    })
    .check(
      z.refine(({ boardId, date, time }) => !hasPassed(instantAt(date, time, timeZoneOf(boardId))), {
        path: ['date'],
        message: messages.inPast,
      }),
    );

const isLength = (minutes: number): boolean =>
  Number.isInteger(minutes) && minutes >= shortestMeeting && minutes <= longestMeeting;

const hasPassed = (instant: string | null): boolean => instant !== null && Date.parse(instant) < Date.now();
