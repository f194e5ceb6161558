import { glossaryGerman } from './glossary-german.js';
import type { KeyboardTexts } from './english.js';

export const german: KeyboardTexts = {
  title: 'Tasten und Wörter',
  shortcuts: 'Tastenkürzel',
  keys: [
    { keys: ['j', 'k'], does: 'Nächste und vorige Zeile; beim Fall: nächster und voriger Fall' },
    { keys: ['Enter'], does: 'Zeile öffnen' },
    { keys: ['x'], does: 'Zeile auswählen' },
    { keys: ['m'], does: 'Ausgewähltes oder diese Zeile auf eine Sitzung setzen' },
    { keys: ['/'], does: 'Suchen' },
    { keys: ['p'], does: 'Patient nach Nummer suchen' },
    {
      keys: ['Alt', '↑ ↓'],
      does: 'Patienten auf der Tagesordnung verschieben, oder eine Frage unter denen ihres Patienten',
    },
    { keys: ['?'], does: 'Diese Tasten und Wörter' },
  ],
  meanings: 'Was die Wörter bedeuten',
  glossary: glossaryGerman,
};
