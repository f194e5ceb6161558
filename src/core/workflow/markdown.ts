/** The tables as a page that people read: docs/workflow.md. */
import { beginning, type TransitionRow, type Workflow } from './workflow.js';

const introduction = `# Workflow

Everything that people and the service work on goes one of these ways: its states, and the transitions between them. A transition that is
not listed does not exist. Who may: any one of those named; \`service\` is the service itself, in its jobs and in what follows from an act
elsewhere. What has to be there is looked at in the transaction that takes the transition. A refused transition answers 409 with what is
allowed now and who may.

The tables are the data of \`src/core/workflow/tables/\`, and this page is written from them. A test proves of each: every state is
reached, every state that is no end can be left and comes to an end, no transition leads to an unknown state, and there is no way around
a guard to a state that it protects.
`;

/** All tables, in the order given. */
export const workflowsInMarkdown = (workflows: readonly Workflow[]): string =>
  [introduction, ...workflows.map(workflowInMarkdown)].join('\n');

function workflowInMarkdown(workflow: Workflow): string {
  return [
    `## ${capitalised(workflow.subject)}`,
    '',
    workflow.about,
    '',
    ...rows(['state', 'what it means', 'kept as'], stateRows(workflow)),
    '',
    ...rows(
      ['from', 'transition', 'to', 'who may', 'what has to be there', 'reason', 'what is written'],
      workflow.transitions.map((row) => transitionCells(workflow, row)),
    ),
    ...protections(workflow),
    '',
  ].join('\n');
}

const stateRows = ({ states }: Workflow): string[][] =>
  Object.entries(states).map(([state, { says, keptAs, final }]) => [
    `**${inWords(state)}**`,
    final === true ? `${says} (an end)` : says,
    keptAs ?? `\`${state}\``,
  ]);

const transitionCells = (
  { guards }: Workflow,
  { name, from, to, by, needs = [], reason, writes }: TransitionRow,
): string[] => [
  from.map((state) => (state === beginning ? '(new)' : inWords(state))).join(', '),
  inWords(name),
  inWords(to),
  by.map((roles) => [roles].flat().join(' and ')).join(' or '),
  needs.map((guard) => guards[guard]?.says ?? guard).join('; '),
  reason === undefined
    ? ''
    : reason === 'words'
      ? 'in words'
      : `one of ${reason.map((code) => `\`${code}\``).join(', ')}`,
  writes.join(', '),
];

function protections({ guards }: Workflow): string[] {
  const protecting = Object.values(guards).filter(({ protects }) => protects.length > 0);
  return protecting.length === 0
    ? []
    : [
        '',
        ...protecting.map(({ says, protects }) => `- No way to ${protects.map(inWords).join(' or ')} unless ${says}.`),
      ];
}

const rows = (head: readonly string[], body: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `| ${head.map(() => '---').join(' | ')} |`,
  ...body.map((cells) => `| ${cells.join(' | ')} |`),
];

const inWords = (word: string): string => word.replaceAll('-', ' ');
const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
