import { glossaryGerman } from './glossary-german.js';
import type { KeyboardTexts } from './english.js';

export const german: KeyboardTexts = {
  title: 'Tasten und Wörter',
  shortcuts: 'Tastenkürzel',
  keys: [
    { keys: ['j', 'k'], does: 'Nächste und vorige Zeile; beim Fall: nächster und voriger Fall' },
    { keys: ['Enter'], does: 'Zeile öffnen' },
    { keys: ['x'], does: 'Zeile auswählen' },
    { keys: ['a'], does: 'Annehmen, was ausgewählt ist, oder diese Zeile' },
    { keys: ['m'], does: 'Ausgewähltes oder diese Zeile auf eine Sitzung setzen' },
    { keys: ['d'], does: 'Verwerfen, was ausgewählt ist, oder diese Zeile' },
    { keys: ['r'], does: 'Einen Fall zurückgeben, weil Angaben fehlen' },
    { keys: ['/'], does: 'Suchen' },
    { keys: ['p'], does: 'Patient nach Nummer suchen' },
    { keys: ['Alt', '↑ ↓'], does: 'Einen Fall auf der Tagesordnung verschieben' },
    { keys: ['z'], does: 'Die letzte Änderung der Tagesordnung zurücknehmen' },
    { keys: ['?'], does: 'Diese Tasten und Wörter' },
  ],
  meanings: 'Was die Wörter bedeuten',
  glossary: glossaryGerman,
};
