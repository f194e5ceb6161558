/** Answers about meetings that hold an agenda, which knows meetings itself. */
import type { z } from 'zod';
import { agendaSchema } from '../agenda/agenda-views.js';
import { peopleToTell } from './meeting-views.js';

export const cancelledMeetingSchema = agendaSchema.extend({ peopleToTell }).meta({ id: 'CancelledMeeting' });
export type CancelledMeeting = z.infer<typeof cancelledMeetingSchema>;
