import { glossaryEnglish } from './glossary-english.js';

export const english = {
  title: 'Keys and words',
  shortcuts: 'Keyboard shortcuts',
  keys: [
    { keys: ['j', 'k'], does: 'Next and previous row; on a case, next and previous case' },
    { keys: ['Enter'], does: 'Open the row' },
    { keys: ['x'], does: 'Mark the row' },
    { keys: ['a'], does: 'Accept what is marked, or this row' },
    { keys: ['m'], does: 'Put what is marked, or this row, on a meeting' },
    { keys: ['d'], does: 'Dismiss what is marked, or this row' },
    { keys: ['r'], does: 'Return one case for information' },
    { keys: ['/'], does: 'Search' },
    { keys: ['p'], does: 'Find a patient by number' },
    { keys: ['Alt', '↑ ↓'], does: 'Move a case on the agenda' },
    { keys: ['z'], does: 'Take back the last change of the agenda' },
    { keys: ['?'], does: 'These keys and words' },
  ],
  meanings: 'What the words mean',
  glossary: glossaryEnglish,
};

export type KeyboardTexts = typeof english;
