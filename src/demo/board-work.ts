/** What a coordinator does and sees: flagged patients, watches, the agenda of the next meeting, questions that wait. */
import type { DemoClient, PatientMark } from './client.js';
import type { Terminal } from './terminal.js';

async function mark(coordinator: DemoClient, { id, synthetic }: PatientMark): Promise<string> {
  const number = await coordinator.patientNumber(id);
  return synthetic ? `${number} [synthetic]` : number;
}

/** Accepts the questions of flagged patients and puts them on the agenda of the next meeting; the others wait for whoever tries the screens. */
export async function fillAgenda(coordinator: DemoClient): Promise<void> {
  const boardId = await coordinator.boardId();
  const flagged = new Set((await coordinator.flags()).map(({ patient }) => patient.id));
  const drafts = await coordinator.items('draft');
  for (const draft of drafts.filter(({ patient }) => flagged.has(patient.id))) await coordinator.accept(draft);
  const meetingId =
    (await coordinator.nextMeeting(boardId)) ?? (await coordinator.planMeeting(boardId, comingWednesday()));
  for (const itemId of await coordinator.waiting(boardId)) await coordinator.place(meetingId, itemId);
}

/** Next Wednesday, 14:00 UTC: a day that is always ahead. */
function comingWednesday(now = new Date()): Date {
  const days = (3 - now.getUTCDay() + 7) % 7 || 7;
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + days, 14));
}

/** Flagged patients, and the watches as counts. */
export async function showWorklist(coordinator: DemoClient, terminal: Terminal): Promise<void> {
  const flags = await coordinator.flags();
  terminal.line();
  terminal.line(`Flagged patients (${new Set(flags.map(({ patient }) => patient.id)).size}):`);
  for (const { patient, definition, reason } of flags)
    terminal.line(`  ${await mark(coordinator, patient)}  ${definition}  ${reason}`);
  const { total, synthetic, reasons } = await coordinator.watches();
  terminal.line();
  terminal.line(
    `Watches (${total}, ${synthetic === total ? 'all' : synthetic} of synthetic patients), by reason; one may have several:`,
  );
  const shares = reasons.map(shareInWords);
  const width = Math.max(...shares.map((share) => share.length));
  reasons.forEach(({ count, words }, index) => {
    const before = `  ${String(count).padStart(5)}  ${(shares[index] ?? '').padEnd(width)}`;
    terminal.line(`${before}${words}`, before.length);
  });
}

function shareInWords({ count, synthetic }: { readonly count: number; readonly synthetic: number }): string {
  if (synthetic === 0) return '';
  return synthetic === count ? '[synthetic]  ' : `[${synthetic} synthetic]  `;
}

/** The agenda of the next meeting. */
export async function showAgenda(coordinator: DemoClient, terminal: Terminal): Promise<void> {
  terminal.line();
  const meetingId = await coordinator.nextMeeting(await coordinator.boardId());
  if (meetingId === null)
    return terminal.line('No meeting is planned any more; "npm run demo -- --reset" starts over with one.');
  const { meeting, items } = await coordinator.agenda(meetingId);
  const start = new Date(meeting.startsAt).toLocaleString('en-GB', {
    timeZone: meeting.timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  terminal.line(
    `Agenda of ${meeting.boardName}, ${start} (${meeting.timeZone}), ${meeting.minutesPlanned} of ${meeting.minutes} minutes:`,
  );
  for (const { position, minutes, content } of items) {
    if (content === null) continue;
    const { patient, item } = content;
    terminal.line(`  ${position}. ${await mark(coordinator, patient)}, ${minutes} min: ${item.question}`);
    for (const why of item.whyNow) terminal.line(`     ${patient.synthetic ? '[synthetic] ' : ''}${why}`);
  }
}

/** Questions that nobody has accepted or dismissed yet. */
export async function showDrafts(coordinator: DemoClient, terminal: Terminal): Promise<void> {
  const drafts = await coordinator.items('draft');
  if (drafts.length === 0) return;
  terminal.line();
  terminal.line(`Questions that wait for the coordinator (${drafts.length}):`);
  for (const { patient, question } of [...drafts].reverse())
    terminal.line(`  ${await mark(coordinator, patient)}: ${question}`);
}
