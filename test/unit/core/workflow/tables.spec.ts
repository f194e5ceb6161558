import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { closingReasons } from '../../../../src/core/discussion/index.js';
import {
  allowedFrom,
  faultsOf,
  itemWorkflow,
  openItemStates,
  statesOf,
  transition,
  unfinishedImportStates,
  type Workflow,
  workflows,
  workflowsInMarkdown,
} from '../../../../src/core/workflow/index.js';

type Row = Workflow['transitions'][number];

interface Asked {
  readonly name: string;
  readonly by: readonly string[];
  readonly holds: Readonly<Record<string, boolean>>;
  readonly reason: string | null;
}

/** Anything that anybody may ask for: any transition, any roles, guards that hold or do not, and good and bad reasons. */
function anythingAsked({ transitions, guards }: Workflow): fc.Arbitrary<Asked> {
  const roles = [...new Set(transitions.flatMap(({ by }) => by.flat())), 'auditor'];
  const all = Object.fromEntries(Object.keys(guards).map((guard) => [guard, true]));
  const codes = transitions.flatMap(({ reason }) => (Array.isArray(reason) ? (reason as readonly string[]) : []));
  return fc.record({
    name: fc.constantFrom(...transitions.map(({ name }) => name)),
    by: fc.subarray(roles),
    holds: fc.oneof(
      fc.constant(all),
      fc.record(Object.fromEntries(Object.keys(guards).map((guard) => [guard, fc.boolean()]))),
    ),
    reason: fc.constantFrom(null, '', ' ', 'as discussed', ...codes),
  });
}

/** Whether a row lets through what is asked, read off the row by itself. */
const letsThrough = ({ by, needs = [], reason }: Row, asked: Asked): boolean =>
  by.some((roles) => [roles].flat().every((role) => asked.by.includes(role))) &&
  needs.every((guard) => asked.holds[guard] === true) &&
  (reason === undefined ||
    ((asked.reason ?? '').trim() !== '' && (reason === 'words' || reason.includes(asked.reason ?? ''))));

describe.each(workflows.map((workflow) => [workflow.subject, workflow] as const))('the way of a %s', (_, workflow) => {
  it('holds together', () => {
    expect(faultsOf(workflow)).toEqual([]);
  });

  it('on any walk is in a state of the table, came there by a row of it, and past every guard that protects it', () => {
    fc.assert(
      fc.property(fc.array(anythingAsked(workflow), { maxLength: 25 }), (walk) => {
        let state = 'new';
        const passed = new Set<string>();
        for (const asked of walk) {
          const row = workflow.transitions.find(({ name, from }) => name === asked.name && from.includes(state));
          const answer = transition(workflow, state, asked.name, asked);
          if (row !== undefined && letsThrough(row, asked)) {
            expect(answer).toEqual({ kind: 'moved', to: row.to, writes: row.writes });
            state = row.to;
            for (const guard of row.needs ?? []) passed.add(guard);
          } else {
            expect(answer).toMatchObject({ kind: 'refused', state, allowed: allowedFrom(workflow, state) });
          }
          expect(state === 'new' || statesOf(workflow).includes(state)).toBe(true);
          for (const [guard, { protects }] of Object.entries(workflow.guards))
            if (protects.includes(state)) expect(passed).toContain(guard);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('offers from every state what can be taken from it, and nothing else', () => {
    const everything = (name: string) => ({
      by: workflow.transitions.flatMap(({ by }) => by.flat()),
      holds: Object.fromEntries(Object.keys(workflow.guards).map((guard) => [guard, true])),
      reason: workflow.transitions.flatMap((row) => (row.name === name ? [row.reason ?? 'x'].flat() : []))[0],
    });
    for (const state of ['new', ...statesOf(workflow)]) {
      const taken = [...new Set(workflow.transitions.map(({ name }) => name))].filter(
        (name) => transition(workflow, state, name, everything(name)).kind === 'moved',
      );
      expect([...new Set(allowedFrom(workflow, state).map(({ transition: name }) => name))]).toEqual(taken);
    }
  });
});

describe('the tables', () => {
  it('name the codes for which the rules close an item', () => {
    const close = itemWorkflow.transitions.find(({ name }) => name === 'close');
    expect(close?.reason).toEqual(closingReasons);
  });

  it('say which states are open', () => {
    expect([openItemStates, unfinishedImportStates]).toEqual([
      ['draft', 'accepted'],
      ['waiting', 'running'],
    ]);
  });

  it('stand in docs/workflow.md as they are', () => {
    const page = readFileSync(new URL('../../../../docs/workflow.md', import.meta.url), 'utf8');
    expect(page).toBe(workflowsInMarkdown(workflows));
  });
});
