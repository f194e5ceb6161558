export { AttendanceMark, Attendee } from './attendance/attendance.entity.js';
export { Board } from './boards/board.entity.js';
export { BoardService } from './boards/board.service.js';
export { BoardsModule } from './boards.module.js';
export { MeetingSeries } from './meetings/meeting-series.entity.js';
export { AgendaChange, AgendaItem, Meeting } from './meetings/meeting.entity.js';
export { BoardCase, CaseComment, CaseEvent, CasePoint } from './cases/case.entity.js';
export { Referral } from './referrals/referral.entity.js';
