import { ForeignKey } from 'typeorm';
import { BoardMembership } from './board-membership.entity.js';
import { PatientBoard } from './patient-board.entity.js';

/**
 * Declares the foreign keys to tables of later rooms. TypeORM refuses to start while the entity of such a table is missing, so this is
 * called only where all rooms are together: by the application, and by the check of entities against migrations.
 */
export function linkAccessToLaterRooms(): void {
  ForeignKey('board', { name: 'fk_board_membership_board' })(BoardMembership.prototype, 'boardId');
  ForeignKey('patient', { name: 'fk_patient_board_patient' })(PatientBoard.prototype, 'patientId');
  ForeignKey('board', { name: 'fk_patient_board_board' })(PatientBoard.prototype, 'boardId');
}
