/** SQL of the lines whose classification is not of what is released and switched now. What is stale is told by what is stored, never by a timestamp. */
import { linesPerBlock } from '../../../platform/queue/index.js';
import { openItemSql } from '../items/item-states.js';

/** Items of rules that are shown to nobody still stand, or items wait in shadow whose rules are shown. $3 the muted rules. */
const underOtherSwitches = `
  EXISTS (SELECT FROM discussion_item WHERE treatment_line_id = line.id AND ${openItemSql()} AND rule = ANY ($3::text[]))
  OR EXISTS (SELECT FROM shadow_item WHERE treatment_line_id = line.id AND rule <> ALL ($3::text[]))`;

/** Of the lines $1, those to be classified under release $2 with the rules $3 muted. */
export const staleAmongSql = `
  SELECT id FROM assessments_treatment_line AS line
  WHERE id = ANY ($1::bigint[]) AND (history_version <> classified_version OR classified_release_id <> $2 OR ${underOtherSwitches}) ORDER BY id`;

const isRested = `(failed_at IS NULL OR failed_at < now() - interval '10 minutes')`;

/** Of the block that begins with id $1, the lines to be evaluated anew; those with newer data have their own job. $4 true where the release has to wait. */
export const staleInBlockSql = `
  SELECT id FROM assessments_treatment_line AS line
  WHERE id >= $1 AND id < $1 + ${linesPerBlock} AND history_version = classified_version AND ${isRested}
    AND ((NOT $4 AND classified_release_id <> $2) OR ${underOtherSwitches}) ORDER BY id`;

/** Lines that a switch of a rule concerns. $1 the muted rules, $2 the limit. */
export const linesUnderOtherSwitchesSql = `
  SELECT id FROM assessments_treatment_line WHERE ${isRested} AND id IN (
    SELECT treatment_line_id FROM discussion_item WHERE ${openItemSql()} AND rule = ANY ($1::text[])
    UNION ALL
    SELECT treatment_line_id FROM shadow_item WHERE rule <> ALL ($1::text[]))
  ORDER BY id LIMIT $2`;
