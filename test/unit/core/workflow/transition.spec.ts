import { describe, expect, it } from '@jest/globals';
import {
  allowedFrom,
  defineWorkflow,
  refusalInWords,
  rolesFor,
  statesBefore,
  statesOf,
  storedStates,
  taken,
  transition,
  TransitionFault,
  type StateOf,
  type TransitionOf,
} from '../../../../src/core/workflow/index.js';

/** A way with everything that a table may ask for: a guard, words, codes, two roles at once, and the service. */
const decisionWorkflow = defineWorkflow({
  subject: 'decision',
  about: 'A sample.',
  states: {
    typed: { says: 'being typed' },
    signed: { says: 'signed' },
    'taken-back': { says: 'taken back', keptAs: 'signed, with a reason', final: true },
  },
  guards: {
    'read-back': { says: 'it was read back as it stands', protects: ['signed'] },
    quorum: { says: 'every discipline needed was there', protects: ['signed'] },
  },
  transitions: [
    { name: 'type', from: ['new'], to: 'typed', by: ['coordinator', 'chair'], writes: ['text'] },
    {
      name: 'sign',
      from: ['typed'],
      to: 'signed',
      by: [['chair', 'member'], 'deputy'],
      needs: ['read-back', 'quorum'],
      writes: ['signature', 'audit'],
    },
    {
      name: 'take-back',
      from: ['typed', 'signed'],
      to: 'taken-back',
      by: ['chair'],
      reason: ['wrong-patient', 'written-twice'],
      writes: ['reason'],
    },
    { name: 'correct', from: ['typed'], to: 'typed', by: ['chair'], reason: 'words', writes: ['text'] },
    { name: 'expire', from: ['typed'], to: 'taken-back', by: ['service'], writes: [] },
  ],
});
const all = { by: ['chair', 'member'], holds: { 'read-back': true, quorum: true } };

describe('a transition', () => {
  it('that is in the table, by who may, with all that it needs, leads on and says what to write', () => {
    expect(transition(decisionWorkflow, 'typed', 'sign', all)).toEqual({
      kind: 'moved',
      to: 'signed',
      writes: ['signature', 'audit'],
    });
    expect(transition(decisionWorkflow, 'new', 'type', { by: ['chair'] })).toMatchObject({ to: 'typed' });
  });

  it('from another state is refused with the states that would be right, what is allowed now, and who may', () => {
    const refused = transition(decisionWorkflow, 'signed', 'sign', all);
    expect(refused).toEqual({
      kind: 'refused',
      why: 'not-from-here',
      state: 'signed',
      transition: 'sign',
      expected: ['typed'],
      allowed: [{ transition: 'take-back', to: 'taken-back', by: ['chair'], needs: [] }],
    });
  });

  it('from an end is refused, and nothing is allowed', () => {
    expect(transition(decisionWorkflow, 'taken-back', 'sign', all)).toMatchObject({ kind: 'refused', allowed: [] });
  });

  it.each([
    [['deputy'], 'moved'],
    [['chair', 'member'], 'moved'],
    [['member', 'chair', 'coordinator'], 'moved'],
    [['chair'], 'not-by-you'],
    [['member', 'coordinator'], 'not-by-you'],
    [[], 'not-by-you'],
  ])('for two roles together or a third alone, asked by %j: %s', (by, expected) => {
    const answer = transition(decisionWorkflow, 'typed', 'sign', { ...all, by });
    expect(answer.kind === 'refused' ? answer.why : answer.kind).toBe(expected);
    if (answer.kind === 'refused') expect(answer.expected).toEqual(['chair+member', 'deputy']);
  });

  it.each([
    [{}, ['it was read back as it stands', 'every discipline needed was there']],
    [{ quorum: true }, ['it was read back as it stands']],
    [{ quorum: true, 'read-back': false }, ['it was read back as it stands']],
  ])('with the guards %j names those that do not hold, in words', (holds, expected) => {
    expect(transition(decisionWorkflow, 'typed', 'sign', { ...all, holds })).toMatchObject({
      why: 'not-yet',
      expected,
    });
  });

  it.each([
    ['wrong-patient', 'moved'],
    ['written-twice', 'moved'],
    ['because', 'refused'],
    ['', 'refused'],
    [null, 'refused'],
    [undefined, 'refused'],
  ])('with a coded reason, given %j: %s', (reason, expected) => {
    expect(transition(decisionWorkflow, 'signed', 'take-back', { by: ['chair'], reason })).toMatchObject(
      expected === 'moved'
        ? { kind: 'moved' }
        : { kind: 'refused', why: 'no-reason', expected: ['wrong-patient', 'written-twice'] },
    );
  });

  it.each([
    ['a word', 'moved'],
    [' ', 'refused'],
    [null, 'refused'],
  ])('with a reason in words, given %j: %s', (reason, expected) => {
    expect(transition(decisionWorkflow, 'typed', 'correct', { by: ['chair'], reason }).kind).toBe(expected);
  });

  it('taken for granted gives the next state, or fails as a fault of the program', () => {
    expect(taken(decisionWorkflow, 'typed', 'expire', { by: ['service'] })).toBe('taken-back');
    expect(() => taken(decisionWorkflow, 'signed', 'expire', { by: ['service'] })).toThrow(TransitionFault);
    expect(() => taken(decisionWorkflow, 'signed', 'expire', { by: ['service'] })).toThrow(
      'The decision is signed: to expire, it has to be typed.',
    );
  });
});

describe('a refusal in words', () => {
  const asked = (
    state: StateOf<typeof decisionWorkflow>,
    name: TransitionOf<typeof decisionWorkflow>,
    request: { readonly by: readonly string[]; readonly reason?: string },
  ): string => {
    const answer = transition(decisionWorkflow, state, name, request);
    return answer.kind === 'refused' ? refusalInWords('Decision 7', answer) : answer.kind;
  };

  it('says what would be right', () => {
    expect([
      asked('taken-back', 'take-back', { by: ['chair'] }),
      asked('typed', 'sign', { by: ['member'] }),
      asked('typed', 'sign', { by: ['deputy'] }),
      asked('typed', 'correct', { by: ['chair'] }),
      asked('signed', 'take-back', { by: ['chair'], reason: 'x' }),
    ]).toEqual([
      'Decision 7 is taken back: to take back, it has to be typed or signed.',
      'Decision 7: to sign is for chair+member or deputy.',
      'Decision 7: to sign, it is needed that it was read back as it stands; and that every discipline needed was there.',
      'Decision 7: to correct takes a reason: in words.',
      'Decision 7: to take back takes a reason: wrong-patient or written-twice.',
    ]);
  });
});

describe('what a table tells', () => {
  it('its states, those kept as their own word, and those before a transition', () => {
    expect(statesOf(decisionWorkflow)).toEqual(['typed', 'signed', 'taken-back']);
    expect(storedStates(decisionWorkflow)).toEqual(['typed', 'signed']);
    expect(statesBefore(decisionWorkflow, 'take-back')).toEqual(['typed', 'signed']);
    expect(statesBefore(decisionWorkflow, 'type')).toEqual([]);
  });

  it('which people may, and that of what is for the service alone nobody may', () => {
    expect(rolesFor(decisionWorkflow, 'sign')).toEqual(['chair', 'member', 'deputy']);
    expect(() => rolesFor(decisionWorkflow, 'expire')).toThrow('No person may expire a decision.');
  });

  it('every way on from a state', () => {
    expect(allowedFrom(decisionWorkflow, 'typed').map(({ transition: name }) => name)).toEqual([
      'sign',
      'take-back',
      'correct',
      'expire',
    ]);
  });
});
