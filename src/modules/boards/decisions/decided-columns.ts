/** What a case shows of its own decision and of the one before it, as parts of SQL. */

/** JSON of the decision of the case `alias`. Its options are in both languages; who reads takes one. */
const decisionJson = (alias: string): string => `
  (SELECT json_build_object('id', decision.id::text, 'signedAt', to_char(decision.signed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'signedBy', decision.text -> 'signedBy' ->> 'name', 'kind', decision.text -> 'outcome' ->> 'kind', 'intent', decision.text -> 'outcome' ->> 'intent',
      'protocol', decision.text -> 'outcome' ->> 'protocol', 'options', decision.text -> 'outcome' -> 'options', 'rationale', decision.text -> 'outcome' ->> 'rationale',
      'amendments', (SELECT count(*) FROM decision_amendment WHERE decision_id = decision.id),
      'openActions', (SELECT count(*) FROM decision_action AS action WHERE decision_id = decision.id AND action.state = 'open'),
      'openConditions', (SELECT count(*) FROM decision_condition AS condition WHERE decision_id = decision.id AND condition.state = 'waiting'),
      'became', (SELECT json_build_object('carriedOut', carried_out, 'date', on_day::text, 'reasons', reasons, 'treatmentGiven', treatment_given, 'startedOn', started_on::text)
        FROM decision_follow_up WHERE decision_id = decision.id ORDER BY decision_follow_up.id DESC LIMIT 1))
    FROM decision WHERE decision.case_id = ${alias})`;

/** The nearest decision in the chain of cases before `board_case`. */
const previousJson = `
  (WITH RECURSIVE before (case_id, depth) AS (
      SELECT board_case.predecessor_id, 1
      UNION ALL SELECT earlier.predecessor_id, depth + 1 FROM before JOIN board_case AS earlier ON earlier.id = before.case_id
    )
    SELECT json_build_object('caseId', decided.id::text, 'number', decided.number, 'decision', ${decisionJson('decided.id')})
    FROM before JOIN board_case AS decided ON decided.id = before.case_id JOIN decision AS signed ON signed.case_id = decided.id
    ORDER BY depth LIMIT 1)`;

export const decidedColumns = `${decisionJson('board_case.id')} AS decision, ${previousJson} AS "previousDecision"`;
