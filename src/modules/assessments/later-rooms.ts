import { ForeignKey } from 'typeorm';
import { Assessment } from './assessment.entity.js';
import { SenderQuery } from './sender-query.entity.js';

/**
 * Declares the foreign keys to tables of later rooms. TypeORM refuses to start while the entity of such a table is missing, so this is
 * called only where all rooms are together: by the application, and by the check of entities against migrations.
 */
export function linkAssessmentsToLaterRooms(): void {
  ForeignKey('import', { name: 'fk_assessment_import' })(Assessment.prototype, 'importId');
  ForeignKey('import', { name: 'fk_sender_query_import' })(SenderQuery.prototype, 'importId');
}
