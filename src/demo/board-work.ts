/** What a coordinator does and sees: flagged patients, watches, the agenda of the next meeting, cases that wait. */
import type { Case, DemoClient, PatientMark } from './client.js';
import { Patience, pause } from './patience.js';
import type { Terminal } from './terminal.js';

/** A synthetic patient whose scans raise no question: a colleague asks one. */
const referredPatient = 'HN-05';
const referralForm = {
  question: 'Is local treatment of the neck to be discussed while the response lasts?',
  proposal: 'Imaging again at the next planned time.',
  presenter: 'Demo board member',
  summary: 'Synthetic patient: this referral belongs to the demonstration.',
};

async function mark(coordinator: DemoClient, { id, synthetic }: PatientMark): Promise<string> {
  const number = await coordinator.patientNumber(id);
  return synthetic ? `${number} [synthetic]` : number;
}

/** Accepts the cases of flagged patients and puts them on the agenda of the next meeting; the others wait for whoever tries the screens. */
export async function fillAgenda(coordinator: DemoClient): Promise<void> {
  const boardId = await coordinator.boardId();
  const waiting = await coordinator.cases('coordinator');
  for (const one of waiting.filter(({ finding }) => finding?.tier === 'flag')) await coordinator.accept(one);
  const meetingId =
    (await coordinator.nextMeeting(boardId)) ?? (await coordinator.planMeeting(boardId, comingWednesday()));
  for (const { id } of await coordinator.cases('meeting')) await coordinator.place(meetingId, id);
}

/** Cases are raised from questions a moment after these were drafted: waits until each patient of whom something is asked has one. */
export async function casesRaised(coordinator: DemoClient): Promise<void> {
  const patience = new Patience('The raising of cases');
  for (;;) {
    const raised = new Set((await coordinator.cases()).map(({ patient }) => patient.id));
    const left = new Set((await coordinator.askedPatients()).filter((id) => !raised.has(id)));
    if (left.size === 0) return;
    patience.at(left.size);
    await pause();
  }
}

/** A member of the board refers a patient of whom the scans ask nothing, once. */
export async function referPatient(member: DemoClient): Promise<void> {
  const patientId = await member.patientWithNumber(referredPatient);
  if (patientId === null || (await member.hasReferred())) return;
  await member.refer(await member.boardId(), patientId, referralForm);
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
    const { patient, case: placed } = content;
    terminal.line(
      `  ${position}. Case ${placed.number}, ${await mark(coordinator, patient)}, ${minutes} min: ${inWords(placed)}`,
    );
    for (const why of placed.whyNow) terminal.line(`     ${patient.synthetic ? '[synthetic] ' : ''}${why}`);
  }
}

/** Cases that no coordinator has looked at yet. */
export async function showWaiting(coordinator: DemoClient, terminal: Terminal): Promise<void> {
  const waiting = await coordinator.cases('coordinator');
  if (waiting.length === 0) return;
  terminal.line();
  terminal.line(`Cases that wait for the coordinator (${waiting.length}):`);
  for (const one of waiting) {
    const referred = one.reasons.includes('referral') ? ', referred' : '';
    terminal.line(`  Case ${one.number}, ${await mark(coordinator, one.patient)}${referred}: ${inWords(one)}`);
  }
}

/** The question, and how many points stand behind it. */
const inWords = ({ question, pointCount }: Pick<Case, 'question' | 'pointCount'>): string => {
  const more = pointCount - 1;
  const points = more < 1 ? '' : ` (+${more} ${more === 1 ? 'point' : 'points'})`;
  return `${question ?? 'no question is worded yet'}${points}`;
};
