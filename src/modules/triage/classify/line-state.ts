/**
 * SQL of a line's scans: `last_from` and `last_to`, the days between which the last one was, and `held`, how many assessments wait for
 * their sender.
 *
 * @param lineId SQL of the id of a treatment_line
 */
export const lastScanSql = (lineId: string): string => `
    SELECT max(date_from)::text AS last_from, max(date_to)::text AS last_to, (count(*) FILTER (WHERE state = 'held'))::integer AS held
    FROM assessments_assessment WHERE treatment_line_id = ${lineId} AND superseded_by IS NULL`;

/**
 * SQL of what a line's processing is at: a failure first, then work to be done, then assessments that wait for their sender.
 *
 * @param line alias of treatment_line
 * @param held SQL of the number of its held assessments
 */
export function lineStateSql(line: string, held: string): string {
  return `CASE WHEN ${line}.failed_at IS NOT NULL THEN 'failed' WHEN ${line}.history_version <> ${line}.classified_version THEN 'being-classified'
    WHEN ${held} > 0 THEN 'held' ELSE 'current' END`;
}
