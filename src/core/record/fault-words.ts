/**
 * What is wrong with what was sent, in German. The message of a fault is exact, in English, and goes to the sender; a reader of German is
 * told by the kind of the fault and the value as it was sent, beside which the screen shows file, row and column.
 */
import type { FaultCode } from './fault.js';

interface FaultWords {
  readonly wrong: string;
  readonly right: string;
}

/** Each kind of fault; where it is about a value, the value as sent is put before the words. */
const germanWords: Readonly<Record<FaultCode, FaultWords>> = {
  missing: { wrong: 'hier steht nichts', right: 'eine Angabe' },
  'wrong-type': { wrong: 'ist nicht von der Art, die hier stehen muss', right: 'eine Angabe der beschriebenen Art' },
  'not-in-list': { wrong: 'ist keines der Wörter, die hier stehen können', right: 'eines der vorgesehenen Wörter' },
  'unknown-field': { wrong: 'ist hier kein Feld', right: 'nur die Felder des Schemas' },
  unreadable: { wrong: 'ist nicht lesbar', right: 'eine lesbare Angabe in der beschriebenen Form' },
  'too-long': {
    wrong: 'ist zu lang, oder zu viele Zeilen gehören zusammen',
    right: 'eine kürzere Angabe, oder Spalten, die Patienten, Zeitpunkte und Befunder unterscheiden',
  },
  'out-of-range': { wrong: 'liegt außerhalb dessen, was sein kann', right: 'ein Wert im vorgesehenen Bereich' },
  contradiction: { wrong: 'zwei Angaben widersprechen einander', right: 'eine der beiden, oder beide gleich' },
  duplicate: { wrong: 'steht zweimal da', right: 'jede Angabe einmal' },
  'unknown-column': { wrong: 'ist keine Spalte dieses Formats', right: 'die Spalten des Formats, oder eine Zuordnung' },
  'missing-column': { wrong: 'eine Spalte fehlt', right: 'alle Spalten, die das Format braucht' },
  'missing-file': { wrong: 'eine Datei fehlt', right: 'alle Dateien, die zusammengehören' },
  'row-length': {
    wrong: 'die Zeile hat eine andere Zahl von Zellen als die Kopfzeile',
    right: 'so viele Zellen wie in der Kopfzeile',
  },
  'unknown-format': {
    wrong: 'die Datei ist nicht in diesem Format',
    right: 'eine Datei mit der Kopfzeile des Formats',
  },
  'no-patient': { wrong: 'die Zeile nennt keinen Patienten', right: 'die Kennung des Patienten' },
  'no-evaluator': { wrong: 'die Zeile nennt keinen Befunder', right: 'der Befunder' },
  'no-timepoint': { wrong: 'die Zeile nennt keinen Zeitpunkt', right: 'der Zeitpunkt' },
  'no-lesion': { wrong: 'die Zeile nennt keine Läsion', right: 'die Läsion' },
  'unreadable-length': { wrong: 'ist keine Länge in mm', right: 'eine Länge in mm, zum Beispiel 14 oder 14.5' },
  'blank-size': {
    wrong: 'die Läsion hat weder eine Größe noch einen Zustand',
    right: 'eine Größe in mm, oder der Zustand, der sagt, warum sie fehlt',
  },
  'unreadable-date': { wrong: 'ist kein lesbares Datum', right: 'ein Datum der Form 2026-05-18, 2026-05 oder 2026' },
  'no-date': {
    wrong: 'der Zeitpunkt hat weder Datum noch Studientag',
    right: 'ein Datum, ein Studientag, oder beides',
  },
  'unreadable-study-day': { wrong: 'ist kein Studientag', right: 'eine ganze Zahl wie -7 oder 42' },
  'unknown-word': { wrong: 'ist hier kein bekanntes Wort', right: 'eines der vorgesehenen Wörter' },
  'unknown-unit': { wrong: 'ist keine bekannte Einheit', right: 'mm oder cm' },
  'duplicate-measurement': { wrong: 'dieselbe Messung steht mehrmals da', right: 'jede Messung einmal' },
  'several-exams-in-one-visit': {
    wrong: 'in einer Visite stehen mehrere Untersuchungen',
    right: 'eine Visite für jede Untersuchung',
  },
  'value-with-not-done': {
    wrong: 'ein Ergebnis steht neben NOT DONE',
    right: 'ein Ergebnis, oder NOT DONE mit Grund und ohne Ergebnis',
  },
  'role-conflict': { wrong: 'die Rolle der Läsion ist widersprüchlich angegeben', right: 'eine Rolle für eine Läsion' },
  'rows-disagree': {
    wrong: 'die Zeilen einer Untersuchung widersprechen einander',
    right: 'dieselbe Angabe in allen Zeilen',
  },
  'no-diameter': {
    wrong: 'zu der Läsion ist kein Durchmesser angegeben, der gelesen wird',
    right: 'der Durchmesser, der zählt',
  },
  'no-result': { wrong: 'hier steht kein Ergebnis, das gelesen wird', right: 'ein Ergebnis, oder NOT DONE mit Grund' },
  'treatment-line-implied': {
    wrong: 'keine Therapielinie ist genannt; eine wird angenommen',
    right: 'die Therapie, ihr Beginn und ihre Linie',
  },
  'evaluator-not-stated': { wrong: 'der Befunder ist nicht angegeben', right: 'der Befunder' },
  'site-not-stated': { wrong: 'der Ort der Läsion ist nicht angegeben', right: 'das Organ' },
  'site-unknown-word': {
    wrong: 'wird als Ort behalten; das Organ wird als „anderes“ gelesen',
    right: 'ein bekanntes Organ',
  },
  'sites-differ': { wrong: 'für eine Läsion ist mehr als ein Ort angegeben', right: 'ein Ort' },
  'axis-does-not-fit-site': {
    wrong: 'die gemessene Achse passt nicht zum Ort; gelesen wird, was gesendet wurde',
    right: 'kurze Achse bei Lymphknoten, sonst der längste Durchmesser',
  },
  'sum-differs': {
    wrong: 'die gesendete Summe ist nicht die der Durchmesser; sie wird nicht gelesen',
    right: 'dieselbe Summe',
  },
  'diameters-disagree': { wrong: 'die gesendeten Durchmesser widersprechen einander', right: 'dieselbe Länge' },
  'dates-apart': {
    wrong: 'die Zeilen eines Zeitpunkts liegen zu weit auseinander; jede Läsion behält ihr Datum',
    right: 'ein Zeitpunkt für jede Untersuchung, oder das richtige Datum',
  },
  'partial-date': { wrong: 'nennt keinen Tag und wird als Zeitraum behalten', right: 'der Tag, wo er bekannt ist' },
  'baseline-below-measurability': {
    wrong: 'eine Zielläsion liegt zum Ausgang unter der Messbarkeit',
    right: 'die Größe zum Ausgang, oder die Rolle',
  },
  'length-rounded': { wrong: 'ist auf Mikrometer gerundet gelesen', right: 'höchstens drei Stellen hinter dem Punkt' },
  'method-unknown-word': {
    wrong: 'ist keine bekannte Methode; das Verfahren gilt als nicht angegeben',
    right: 'CT, MR oder PET-CT',
  },
  'not-read': { wrong: 'wird nicht gelesen', right: 'nichts, wenn es hier nicht gebraucht wird' },
  'identified-not-assessed': {
    wrong: 'die Läsion ist benannt und nicht beurteilt; sie wird als vorhanden gelesen',
    right: 'ihr Zustand',
  },
  'lesion-not-identified': { wrong: 'die Läsion ist nirgends benannt', right: 'die Zeile, die sie benennt' },
  'visit-name-differs': { wrong: 'eine Visite trägt mehrere Namen', right: 'ein Name für eine Visite' },
  'row-repeated': {
    wrong: 'die Zeile steht mehrmals da, in allem gleich; sie zählt einmal',
    right: 'jede Zeile einmal',
  },
  'standard-differs': {
    wrong: 'das vereinheitlichte Ergebnis sagt etwas anderes als das erhobene; gelesen wird das erhobene',
    right: 'dasselbe in beiden',
  },
  'reason-beside-result': {
    wrong: 'ein Grund für ein fehlendes Ergebnis steht neben einem Ergebnis; gelesen wird das Ergebnis',
    right: 'ein Ergebnis, oder NOT DONE mit Grund und ohne Ergebnis',
  },
  'part-without-lesion': {
    wrong: 'Läsionen sind zu dieser verschmolzen, und es ist nicht gesagt, welche',
    right: 'die Bezeichnungen der Läsionen, die verschmolzen sind',
  },
  'several-responses-in-one-visit': {
    wrong: 'eine Visite hat mehrere Beurteilungen; jede ist behalten',
    right: 'eine Beurteilung für eine Visite',
  },
  'formula-value': {
    wrong: 'hier stehen Formeln; gelesen wird, was das Tabellenprogramm zuletzt berechnet hat',
    right: 'Werte, oder Formeln, die beim Speichern berechnet waren',
  },
  'role-not-stated': {
    wrong: 'es ist nicht gesagt, ob die Läsion Ziel-, Nicht-Ziel- oder neue Läsion ist',
    right: 'die Rolle der Läsion',
  },
  'axis-not-stated': {
    wrong: 'es ist nicht gesagt, welche Achse gemessen ist; die Länge ist wie gesendet gelesen',
    right: 'die kurze Achse eines Lymphknotens, sonst der längste Durchmesser',
  },
  'not-a-tumour': { wrong: 'ist keine Messung eines Tumors und wird nicht gelesen', right: 'Messungen von Läsionen' },
  'date-in-future': { wrong: 'liegt in der Zukunft', right: 'der Tag der Untersuchung' },
  'too-many': { wrong: 'es sind mehr, als gelesen werden', right: 'kleinere Dateien' },
  'not-final': { wrong: 'der Befund ist nicht abschließend', right: 'der abschließende Befund' },
};

const otherwise: FaultWords = { wrong: 'wurde nicht so übernommen, wie es gesendet wurde', right: 'eine Korrektur' };

/**
 * What is wrong and what would be right, in German.
 *
 * @param code of a fault; one that is not known here is told in general words
 * @param value as sent; null where there is none to show
 */
export function faultInGerman({ code, value }: { readonly code: string; readonly value: string | null }): FaultWords {
  const words = Object.entries(germanWords).find(([known]) => known === code)?.[1] ?? otherwise;
  return value === null || value === '' ? words : { ...words, wrong: `„${value}“: ${words.wrong}` };
}
