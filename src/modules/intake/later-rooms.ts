import { ForeignKey } from 'typeorm';
import { Import } from './import.entity.js';

/**
 * Declares the foreign keys to tables of later rooms. TypeORM refuses to start while the entity of such a table is missing, so this is
 * called only where all rooms are together: by the application, and by the check of entities against migrations.
 */
export function linkIntakeToLaterRooms(): void {
  ForeignKey('board', { name: 'fk_import_board' })(Import.prototype, 'boardId');
}
