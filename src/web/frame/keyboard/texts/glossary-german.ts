import type { GlossaryEntry } from './glossary-english.js';

/** The words of the screens in short, in German. */
export const glossaryGerman: readonly GlossaryEntry[] = [
  {
    word: 'Dissoziiertes Ansprechen',
    means:
      'Einige Läsionen schrumpfen, während andere wachsen oder neu auftreten, beim selben Patienten unter derselben Behandlung.',
  },
  {
    word: 'DR-A',
    means:
      'Definition dieses Projekts: Eine Läsion schrumpfte gegenüber ihrem Ausgangswert um mindestens 30 %, und eine andere schon bekannte wuchs gegenüber ihrem eigenen Nadir um mindestens 20 % und 5 mm.',
  },
  { word: 'DR-B', means: 'Dasselbe mit einer eindeutigen neuen Läsion anstelle des Wachstums.' },
  {
    word: 'DR-C',
    means:
      'Definition dieses Projekts nach Organen: Die Summe eines Organs schrumpft um mindestens 30 %, während die eines anderen um mindestens 20 % und 5 mm wächst, oder jedes Organ spricht an und eine neue Läsion tritt auf.',
  },
  {
    word: 'TAZ18, BER20, CHA17 …',
    means:
      'Veröffentlichte Definitionen, benannt nach den ersten drei Buchstaben des Erstautors und dem Jahr. Die Seite „Regeln“ nennt die Quelle ganz.',
  },
  { word: 'Nadir', means: 'Der kleinste Wert bisher, den Ausgangswert eingeschlossen. Von ihm aus zählt Wachstum.' },
  {
    word: 'Summe der Durchmesser',
    means: 'Die Größen aller Zielläsionen zusammen, in mm; bei Lymphknoten die kurze Achse.',
  },
  {
    word: 'CR, PR, SD, PD, NE',
    means:
      'RECIST 1.1: vollständiges Ansprechen, teilweises Ansprechen, stabile Erkrankung, Progress, nicht beurteilbar.',
  },
  {
    word: 'iUPD, iCPD',
    means:
      'iRECIST, für Immuntherapien: noch nicht bestätigter Progress, und von einer späteren Untersuchung bestätigter Progress. iCR, iPR und iSD sind die übrigen Kategorien.',
  },
  {
    word: 'MIRI-Klasse',
    means:
      'Eine veröffentlichte Einteilung für eine zweite Bestrahlung derselben Region: nach den Jahren seit der ersten, nach Resektion und nach Ernährungssonde oder Tracheostoma.',
  },
  {
    word: 'Markierung',
    means:
      'DR-A oder DR-B ist unter einem Immun-Checkpoint-Inhibitor oder bis 12 Wochen nach dessen letzter Gabe erfüllt, bei rezidivierter oder metastasierter Erkrankung, und nichts hält sie zurück. Fragen für das Board werden entworfen.',
  },
  {
    word: 'Beobachtung',
    means:
      'Still gezeigt: Eine Definition ist erfüllt, die keine Markierung setzt, oder eine Markierung ist zurückgehalten.',
  },
  {
    word: 'Als Beobachtung zurückgehalten',
    means:
      'Eine Markierung, die auf die nächste Untersuchung wartet, weil die Veränderung Messfehler sein könnte, eine sehr kleine Läsion, ein anderer Befunder oder ein anderes Verfahren. Der Grund steht dabei.',
  },
  {
    word: 'Angehalten',
    means:
      'Eine Untersuchung, die empfangen wurde und ohne Raten nicht lesbar war. Sie wartet auf ihren Absender; nichts davon geht verloren.',
  },
  {
    word: 'Messsicherheit',
    means: 'Mit welcher Gewissheit eine Veränderung den Messfehler übersteigt. Über ein Risiko sagt sie nichts.',
  },
  { word: 'Im Rauschen', means: 'Die Veränderung ist so klein wie der Unterschied zweier Messungen derselben Läsion.' },
  {
    word: 'Entwurf, angenommen',
    means:
      'Eine Frage ist ein Entwurf, bis die Koordination sie auf eine Sitzung setzt oder annimmt; dann ist sie angenommen. Verworfen: von einem Menschen mit Grund zur Seite gelegt. Geschlossen: Die Befunde stellen sie nicht mehr.',
  },
  { word: 'Aktuell', means: 'Alles, was zu dieser Therapielinie empfangen wurde, ist berechnet.' },
  {
    word: 'Therapielinie',
    means:
      'Eine medikamentöse Behandlung von ihrem Beginn bis zum nächsten Wechsel, mit eigenem Ausgangswert und eigenem Nadir.',
  },
  {
    word: 'Fall',
    means:
      'Ein Patient, mit einer Nummer dieses Systems. Wer es ist, zeigt die Seite auf Wunsch; dass gefragt wurde, wird festgehalten.',
  },
  {
    word: '[P], [K], [K?], GAP',
    means:
      'Zeichen in den Quellen der Regeln: Vorschlag dieses Projekts; Fachwissen; ebenso, aber noch zu prüfen; nichts gefunden.',
  },
];
