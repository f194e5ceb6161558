import { describe, expect, it } from '@jest/globals';
import { faultsOf, type Workflow } from '../../../../src/core/workflow/index.js';

/** A table that holds together; each test breaks it in one place. */
const sound: Workflow = {
  subject: 'letter',
  about: '',
  states: { drafted: { says: '' }, read: { says: '' }, sent: { says: '', final: true } },
  guards: { signed: { says: 'it is signed', protects: ['sent'] }, urgent: { says: 'it is urgent', protects: [] } },
  transitions: [
    { name: 'draft', from: ['new'], to: 'drafted', by: ['service'], writes: [] },
    { name: 'read', from: ['drafted'], to: 'read', by: ['chair'], needs: ['urgent'], writes: [] },
    { name: 'send', from: ['drafted', 'read'], to: 'sent', by: ['chair'], needs: ['signed'], writes: [] },
  ],
};
const [draft, read, send] = sound.transitions as readonly [
  Workflow['transitions'][number],
  Workflow['transitions'][number],
  Workflow['transitions'][number],
];
const withTransitions = (...transitions: Workflow['transitions']): Workflow => ({ ...sound, transitions });

describe('the proof of a table', () => {
  it('finds nothing in one that holds together', () => {
    expect(faultsOf(sound)).toEqual([]);
  });

  it.each<[string, Workflow, readonly string[]]>([
    [
      'a state that is not reached',
      { ...sound, states: { ...sound.states, lost: { says: '', final: true } } },
      ['lost: it is not reached from the beginning'],
    ],
    [
      'a state that cannot be left',
      withTransitions(draft, read, { ...send, from: ['drafted'] }),
      ['read: it is no end and cannot be left'],
    ],
    [
      'a state that leads to itself alone',
      withTransitions(draft, read, { ...send, from: ['drafted'] }, { ...read, name: 'reread', from: ['read'] }),
      ['read: it is no end and cannot be left'],
    ],
    [
      'states that go round and never come to an end',
      {
        ...withTransitions(
          draft,
          { ...read, from: ['drafted', 'answered'] },
          { ...send, from: ['drafted'] },
          { ...read, name: 'answer', from: ['read'], to: 'answered' },
        ),
        states: { ...sound.states, answered: { says: '' } },
      },
      ['read: no end is reached from it', 'answered: no end is reached from it'],
    ],
    [
      'an end that is left',
      withTransitions(draft, { ...read, from: ['drafted', 'sent'] }, send),
      ['sent: it is an end and is left'],
    ],
    [
      'a way from an unknown state',
      withTransitions(draft, { ...read, from: ['drafted', 'typed'] }, send),
      ["read: there is no state 'typed'"],
    ],
    [
      'a way to an unknown state',
      withTransitions(draft, read, send, { ...read, name: 'lose', to: 'lost' }),
      ["lose: there is no state 'lost'"],
    ],
    [
      'a way back to the beginning',
      withTransitions(draft, read, send, { ...read, name: 'forget', to: 'new' }),
      ['forget: nothing leads back to the beginning'],
    ],
    [
      'a state by the name of the beginning',
      { ...sound, states: { ...sound.states, new: { says: '', final: true } } },
      ["'new' is the beginning and no state", 'new: it is an end and is left'],
    ],
    [
      'an unknown guard',
      withTransitions(draft, { ...read, needs: ['urgent', 'late'] }, send),
      ["read: there is no guard 'late'"],
    ],
    [
      'a guard that nothing asks for',
      withTransitions(draft, { ...read, needs: [] }, send),
      ['urgent: no transition asks for it'],
    ],
    [
      'a guard of an unknown state',
      { ...sound, guards: { ...sound.guards, signed: { says: '', protects: ['sent', 'posted'] } } },
      ["signed: there is no state 'posted' to protect"],
    ],
    [
      'a way around a guard',
      withTransitions(draft, read, send, { ...send, name: 'hurry', from: ['read'], needs: ['urgent'] }),
      ["signed: there is a way around it to 'sent'"],
    ],
    [
      'a way around a guard by a detour',
      {
        ...withTransitions(
          draft,
          read,
          send,
          { ...send, name: 'drop', from: ['read'], to: 'dropped', needs: [] },
          { ...send, name: 'pick', from: ['dropped'], needs: [] },
        ),
        states: { ...sound.states, dropped: { says: '' } },
      },
      ["signed: there is a way around it to 'sent'"],
    ],
    ['nobody who may', withTransitions(draft, { ...read, by: [] }, send), ['read: nobody may take it']],
    [
      'an empty list of roles together',
      withTransitions(draft, { ...read, by: [[]] }, send),
      ['read: nobody may take it'],
    ],
    [
      'a way from nowhere',
      withTransitions(draft, read, send, { ...send, name: 'appear', from: [] }),
      ['appear: it leads from nowhere'],
    ],
    [
      'one name to two places',
      withTransitions(draft, read, send, { ...send, name: 'read' }),
      ["read: there are two from 'drafted'"],
    ],
  ])('finds %s', (_, workflow, faults) => {
    expect(faultsOf(workflow)).toEqual(faults);
  });
});
