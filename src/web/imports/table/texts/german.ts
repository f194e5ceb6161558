import { plural } from '../../../texts/plural.js';
import type { ColumnName, TableDoubt, TablePreview } from '../table-model.js';
import type { TableTexts } from './english.js';

const signs: Readonly<Record<string, string>> = {
  ',': 'Kommas',
  ';': 'Semikolons',
  '\t': 'Tabulatoren',
  '|': 'senkrechte Striche',
};

const columns: Readonly<Record<ColumnName, string>> = {
  patient: 'Patienten-ID',
  patient_issuer: 'Wer die Patienten-ID vergab',
  issuer: 'Sendendes System',
  treatment_line: 'Therapielinie',
  evaluator: 'Befunder',
  reader: 'Wer die Bilder las',
  timepoint: 'Zeitpunkt (Bezeichnung)',
  date: 'Datum der Aufnahme',
  study_day: 'Studientag',
  visit_number: 'Nummer der Visite',
  baseline: 'Ausgangsaufnahme (ja / nein)',
  modality: 'Verfahren',
  slice_thickness_mm: 'Schichtdicke',
  contrast_phase: 'Kontrastmittelphase',
  organs_imaged: 'Was aufgenommen wurde',
  lesion: 'Läsion (Bezeichnung)',
  role: 'Rolle (Target, Non-Target, neu)',
  organ: 'Organ',
  site: 'Lage in Worten',
  axis: 'Achse des Durchmessers',
  state: 'Zustand (wo keine Größe steht)',
  size_mm: 'Größe',
  fragments_mm: 'Größen der Fragmente',
  merged_into: 'Verschmolzen mit Läsion',
  certainty: 'Sicherheit einer neuen Läsion',
  exam_date: 'Datum der Aufnahme dieser Läsion',
  uptake: 'PET-Anreicherung',
  reason: 'Warum nicht beurteilbar',
  synthetic: 'Erfunden (ja / nein)',
};

const units: Readonly<Record<string, string>> = {
  mm: 'Millimetern',
  cm: 'Zentimetern',
  'in-cell': 'der Einheit jeder Zelle (3,0 cm)',
};

const questions: Readonly<Record<TableDoubt['code'], (doubt: TableDoubt) => string>> = {
  delimiter: () => 'Wodurch sind die Zellen getrennt?',
  decimal: ({ column }) => `Spalte „${column ?? ''}“: Ist das Komma ein Dezimalzeichen?`,
  dates: ({ column }) => `Spalte „${column ?? ''}“: Wie sind Tage geschrieben?`,
  unit: ({ column }) => `Spalte „${column ?? ''}“: In welcher Einheit stehen die Größen?`,
  column: ({ column, name }) =>
    name === null
      ? `Was ist Spalte „${column ?? ''}“?`
      : `Was ist Spalte „${column ?? ''}“? Mehr als eine Spalte könnte es sein: ${columns[name]}.`,
  needed: ({ name }) => `Nötig und nicht in der Datei: ${name === null ? '' : columns[name]}`,
  word: ({ word, column }) => `Was heißt „${word ?? ''}“ in Spalte „${column ?? ''}“?`,
  'many-words': ({ column }) =>
    `Spalte „${column ?? ''}“ enthält zu viele unbekannte Wörter: Ist es die richtige Spalte?`,
  'visit-day': ({ column }) => `Wann war „${column ?? ''}“? Keine Spalte sagt es.`,
};

export const german: TableTexts = {
  title: 'Eine Tabelle mit eigenen Spalten',
  intro: 'Nichts wird behalten, bevor Sie es übernehmen.',
  drop: 'Hier eine Tabelle ablegen: CSV, Excel, SAS-Transport oder Dataset-JSON',
  file: 'Datei',
  choose: 'Datei wählen …',
  chooseAnother: 'Andere Datei wählen …',
  templates: 'Tabellen zum Ausfüllen',
  template: {
    long: 'eine Zeile je Messung',
    wide: 'Visiten nebeneinander',
    'long-semicolon': 'eine Zeile je Messung, mit Semikolons',
    'wide-semicolon': 'Visiten nebeneinander, mit Semikolons',
  },
  sheet: 'Tabellenblatt',
  sheetHint: 'Nur, wenn die Arbeitsmappe mehrere hat.',
  looking: 'Die Datei wird angesehen …',
  columnsTitle: 'Spalten',
  yours: 'Spalte der Datei',
  examples: 'Beispiele',
  readAsHead: 'Wird gelesen als',
  readAs: (column) => `Spalte „${column}“ wird gelesen als`,
  open: 'wählen …',
  ignored: 'nicht gelesen',
  unnamed: 'ohne Überschrift',
  ofVisit: (name, visit) => `${name}, bei ${visit}`,
  filled: (filled, blank) => (blank === 0 ? `${filled} gefüllt` : `${filled} gefüllt, ${blank} leer`),
  form: ({ rows, encoding, mapping, saved }: TablePreview) =>
    [
      plural(rows, 'Zeile', 'Zeilen'),
      encoding,
      mapping.delimiter === undefined ? null : `getrennt durch ${signs[mapping.delimiter] ?? ''}`,
      mapping.decimal === ',' ? 'Dezimalkomma' : null,
      mapping.dates === undefined ? null : `Tage als ${mapping.dates}`,
      mapping.unit === undefined ? null : `Größen in ${units[mapping.unit] ?? ''}`,
      saved === null ? null : `wie ${saved.confirmedBy} es früher bestätigte`,
    ]
      .filter((part) => part !== null)
      .join(', '),
  wide: (count) => `${count} Visiten stehen nebeneinander.`,
  notWide: 'Nein, eine Zeile ist eine Messung',
  doubtsTitle: 'Zu beantworten',
  noDoubt: 'Nichts ist offen.',
  doubts: (count) =>
    count === 1
      ? 'Eine Frage ist offen. Nichts wird für Sie gewählt.'
      : `${count} Fragen sind offen. Nichts wird für Sie gewählt.`,
  doubt: (doubt) => questions[doubt.code](doubt),
  onlyAsked: 'Ohne Antwort kann es übernommen werden; der Absender wird dann gefragt.',
  leave: 'So lassen: Worin es steht, wird angehalten und der Absender gefragt',
  chooseAbove: 'Wählen Sie die Spalte oben.',
  mayHoldForAll: ['evaluator', 'role'],
  forAllRows: (name) => `${name}, für alle Zeilen gleich`,
  studyDayOf: (visit) => `Studientag von „${visit}“`,
  studyDay: (day) => `Tag ${day}`,
  answer: 'Antworten',
  unreadableAnswer: 'Das ist nicht lesbar.',
  reading: ({ code }, value, shows) =>
    code === 'delimiter'
      ? (signs[value] ?? value)
      : code === 'unit'
        ? `in ${units[value] ?? value}`
        : code === 'decimal' && shows !== value
          ? value === ','
            ? `Dezimalzeichen: es ist ${shows.replace('.', ',')}`
            : `Tausender: es ist ${shows} und wird angehalten`
          : code === 'dates'
            ? ({ 'DD/MM/YYYY': 'Tag / Monat / Jahr', 'MM/DD/YYYY': 'Monat / Tag / Jahr' }[value] ?? value)
            : value,
  value: (_, value) => value,
  firstTitle: 'Die ersten Patienten, wie sie übernommen würden',
  notYet: 'Sie werden gezeigt, sobald dies da ist:',
  patient: (id) => (id === '' ? 'Patient nicht genannt' : `Patient ${id}`),
  found: 'Gefunden',
  becomes: 'Wird',
  isTaken: 'übernommen',
  isHeld: 'angehalten',
  missingMark: 'fehlt',
  heldMark: 'hält an',
  askedMark: 'erfragt',
  place: (row, column, value) =>
    [row === null ? null : `Zeile ${row}`, column, value === null ? null : `„${value}“`]
      .filter((part) => part !== null)
      .join(', '),
  expected: (what) => `erwartet: ${what}`,
  cut: 'Weitere Zeilen dieser Patienten stehen in der Datei.',
  takeTitle: 'Übernehmen',
  remember: 'Tabellen dieses Absenders mit diesen Spalten künftig so lesen',
  stillOpen: (count) =>
    count === 1 ? 'Eine Frage ist zuerst zu beantworten.' : `${count} Fragen sind zuerst zu beantworten.`,
  take: 'Tabelle übernehmen',
  columns,
};
