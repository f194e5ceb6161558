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
