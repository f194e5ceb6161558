import type { AboutTexts } from './english.js';

export const german: AboutTexts = {
  title: 'Was diese Software ist, und was sie nicht ist',
  sections: [
    {
      heading: 'Was sie tut',
      paragraphs: [
        'Consilium nimmt auf, was Radiologen über Läsionen unter Behandlung gemeldet haben, berechnet das Ansprechen jeder Läsion und des Ganzen nach veröffentlichten Definitionen und markiert dissoziiertes Ansprechen: Einige Läsionen schrumpfen, während andere wachsen oder neu auftreten. Zu jeder Markierung entwirft es Fragen, die ein Tumorboard besprechen könnte, mit Optionen ohne Reihenfolge.',
        'Es ist für Koordination und Mitglieder von Kopf-Hals-Tumorboards gedacht: Menschen, die beurteilen können, was sie lesen.',
      ],
    },
    {
      heading: 'Was sie nicht ist',
      paragraphs: [
        'Sie ist kein Medizinprodukt und stellt keine Diagnose. Sie liest keine Bilder und misst nichts selbst. Sie listet Optionen ohne Rangfolge; das Board entscheidet. Sie ist nicht für Entscheidungen, die nicht auf ein Board warten können.',
        'Gezeigt werden nur Befunde, die diesem System gemeldet wurden; kein Hinweis heißt nicht, dass kein Notfall vorliegt.',
      ],
    },
    {
      heading: 'Worauf ihre Zahlen beruhen',
      paragraphs: [
        'Messrauschen ist die Standardabweichung der Differenz zweier Messungen: 1,0 mm und 8,65 % der Größe bei einem Befunder. Die Daten stammen meist von Lungenläsionen: Für Primärtumoren der Schleimhaut und MR des Halses ist das Rauschen nicht belegt. Es sagt, mit welcher Gewissheit eine Veränderung den Messfehler übersteigt, nichts über ein Risiko.',
        'Die Definitionen des dissoziierten Ansprechens sind die dieses Projekts, neben den veröffentlichten; jede Seite nennt die erfüllten und die nicht erfüllten.',
      ],
    },
  ],
};
