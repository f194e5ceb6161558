import { glossaryEnglish } from './glossary-english.js';

export const english = {
  title: 'Keys and words',
  shortcuts: 'Keyboard shortcuts',
  keys: [
    { keys: ['j', 'k'], does: 'Next and previous row; on a case, next and previous case' },
    { keys: ['Enter'], does: 'Open the row' },
    { keys: ['x'], does: 'Mark the row' },
    { keys: ['m'], does: 'Put what is marked, or this row, on a meeting' },
    { keys: ['/'], does: 'Search' },
    { keys: ['p'], does: 'Find a patient by number' },
    { keys: ['Alt', '↑ ↓'], does: 'Move a patient on the agenda, or a question among its patient’s' },
    { keys: ['?'], does: 'These keys and words' },
  ],
  meanings: 'What the words mean',
  glossary: glossaryEnglish,
};

export type KeyboardTexts = typeof english;
