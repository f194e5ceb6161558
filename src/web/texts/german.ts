import type { Direction } from '../charts/lesion-direction.js';
import type {
  FlagTier,
  LesionFacts,
  LesionRole,
  LocalTreatmentKind,
  Modality,
  NewLesionFinding,
  Organ,
  PatternVerdictValue,
  TimepointPhase,
} from '../../core/response/index.js';
import type { AgendaChange, AgendaDifference } from '../meetings/agenda-model.js';
import type { ImportFormat } from '../imports/import-model.js';
import type { MonthNames } from '../format/dates.js';
import { glossaryGerman } from './glossary-german.js';
import { patientGerman } from './patient-german.js';
import type { PlacementDone, StripCounts, SumChange, Texts } from './english.js';
import { rulesGerman } from './rules-german.js';

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const listed = (parts: readonly (string | null)[]): string => {
  const said = parts.filter((part) => part !== null);
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} und ${said.at(-1) ?? ''}`;
};

const months: MonthNames = ['Jan', 'Feb', 'Mär', 'Apr', 'Mai', 'Jun', 'Jul', 'Aug', 'Sep', 'Okt', 'Nov', 'Dez'];

const organs: Readonly<Record<Organ, string>> = {
  'primary-site': 'Primärtumor',
  'lymph-node': 'Lymphknoten',
  lung: 'Lunge',
  liver: 'Leber',
  bone: 'Knochen',
  brain: 'Gehirn',
  adrenal: 'Nebenniere',
  pleura: 'Pleura',
  mediastinum: 'Mediastinum',
  skin: 'Haut',
  'soft-tissue': 'Weichteile',
  kidney: 'Niere',
  spleen: 'Milz',
  pancreas: 'Pankreas',
  bladder: 'Harnblase',
  breast: 'Brust',
  peritoneum: 'Peritoneum',
  chest: 'Thorax',
  'abdominal-cavity': 'Bauchraum',
  body: 'Körper',
  other: 'anderes',
};

const roles: Readonly<Record<LesionRole, string>> = { target: 'Target', 'non-target': 'Non-Target', new: 'neu' };

const directions: Readonly<Record<Direction, string>> = {
  new: 'neu',
  grew: 'gewachsen',
  'grew-less': 'gewachsen, unter +20 %',
  noise: 'im Messrauschen',
  'shrank-less': 'kleiner, unter 30 %',
  shrank: 'geschrumpft',
  'not-measured': 'nicht beurteilbar',
};

const findingStates: Readonly<Record<string, string>> = {
  measured: 'gemessen',
  'too-small-to-measure': 'zu klein zum Messen',
  absent: 'verschwunden',
  present: 'vorhanden',
  decreased: 'kleiner',
  unchanged: 'unverändert',
  increased: 'größer',
  'unequivocal-progression': 'eindeutiger Progress',
  merged: 'verschmolzen',
  'not-evaluable': 'NE',
  'not-done': 'nicht erfolgt',
};

const modalities: Readonly<Record<Modality, string>> = {
  CT: 'CT',
  MR: 'MR',
  'PET-CT': 'PET-CT',
  ultrasound: 'Ultraschall',
  'X-ray': 'Röntgen',
  clinical: 'klinisch',
};

const newLesionFindings: Readonly<Record<NewLesionFinding, string>> = {
  yes: 'ja',
  no: 'nein',
  equivocal: 'fraglich',
  unknown: 'nicht bekannt',
};

const phases: Readonly<Record<TimepointPhase, string>> = {
  'before-treatment': 'vor der Behandlung',
  baseline: 'Ausgangswert',
  'follow-up': 'Verlauf',
  held: 'angehalten',
};

const charts = {
  asTable: 'als Tabelle',
  sizesAtEveryScan: 'Größen bei jeder Untersuchung, in mm',
  sums: 'Summen und Ansprechen bei jeder Untersuchung',
  showFewer: 'Weniger zeigen',
  sinceNadir: 'über Nadir',
  sinceBaseline: 'zum Ausgangswert',
  bandLegend: 'Messrauschen: Bänder, die sich überlappen, können bloßes Rauschen sein',
  shrinkLegend: '−30 % vom Ausgangswert',
  growLegend: '+20 % und +5 mm über Nadir',
  hatchLegend: 'nicht beurteilbar, nicht gemessen oder behandelt',
  stripSentence: (counts: StripCounts) => {
    const parts = [
      counts.grew > 0 ? `${counts.grew} gewachsen` : null,
      counts.appeared > 0 ? `${counts.appeared} neu` : null,
      counts.shrank > 0 ? `${counts.shrank} geschrumpft` : null,
      counts.between > 0 ? `${counts.between} unter einer Schwelle verändert` : null,
      counts.noise > 0 ? `${counts.noise} im Messrauschen` : null,
      counts.unknown > 0 ? `${counts.unknown} zuletzt nicht beurteilbar` : null,
    ];
    return `${plural(counts.lesions, 'Läsion', 'Läsionen')} über ${plural(counts.scans, 'Untersuchung', 'Untersuchungen')} (${counts.period}): ${listed(parts)}.`;
  },
  sumSentence: ({ baseline, now, change, response, byNewLesion }: SumChange) =>
    `Summe der Durchmesser ${baseline} mm zu Beginn, ${now} mm jetzt${change === null ? '' : ` (${change})`}${response === null ? '' : `; Gesamtansprechen ${response}${byNewLesion ? ', wegen einer neuen Läsion' : ''}`}.`,
  partSentence: ({ baseline, now, response }: SumChange) =>
    `Summe der Durchmesser ${baseline} mm zu Beginn. Zuletzt wurde nicht jedes Target gemessen: ${now} mm bei den gemessenen${response === null ? '' : `; Gesamtansprechen ${response}`}.`,
  noSums: 'Es gibt keine Summe der Durchmesser: Keine Target-Läsion wurde gemessen.',
  sumShrink: (millimetres: string) => `−30 %: ${millimetres}`,
  sumGrow: (millimetres: string) => `+20 %: ${millimetres}`,
  scan: 'Untersuchung',
  sumInMillimetres: 'Summe, mm',
  fromBaseline: 'Zum Ausgangswert',
  fromNadir: 'Zum Nadir',
  target: 'Target',
  nonTarget: 'Non-target',
  newLesions: 'Neue Läsion',
  overall: 'Gesamt',
  measuredPart: (size: string) => `${size} der gemessenen`,
};

const frame = {
  product: 'Consilium',
  tagline: 'Dissoziiertes Ansprechen, vorbereitet für das Tumorboard',
  skip: 'Zum Inhalt springen',
  navigation: 'Hauptmenü',
  worklist: 'Arbeitsliste',
  meetings: 'Sitzungen',
  imports: 'Importe',
  rules: 'Regeln',
  synthetic: 'Synthetische Daten',
  syntheticLong:
    'Synthetische Daten: eine Vorführung mit erfundenen und öffentlichen Studiendaten. Kein Patient dieses Krankenhauses wird gezeigt.',
  language: 'Sprache',
  scheme: 'Farben',
  schemes: { light: 'Hell', dark: 'Dunkel', auto: 'Wie das System' },
  signOut: 'Abmelden',
  keyboard: 'Tasten und Wörter',
  shortcuts: 'Tastenkürzel',
  glossary: 'Was die Wörter bedeuten',
  close: 'Schließen',
  cancel: 'Abbrechen',
  offline:
    'Keine Verbindung zum Dienst. Was Sie sehen, wurde vorher geladen; Änderungen können nicht gespeichert werden.',
  reconnected: 'Wieder verbunden; alles wurde neu gelesen.',
  live: 'Live',
  notLive: 'Nicht live',
  whatItIsNot: 'Was diese Software nicht ist',
  notADevice:
    'Kein Medizinprodukt, keine Diagnose und nicht für Entscheidungen, die nicht auf ein Board warten können. Sie zeigt, was gemessen und gemeldet wurde, und listet Optionen zur Besprechung, keine bevorzugt. Sie liest keine Bilder. Gezeigt werden nur Befunde, die diesem System gemeldet wurden; kein Hinweis heißt nicht kein Notfall.',
  more: 'Mehr dazu',
  accountOf: (name: string) => `Konto von ${name}`,
};

const find = {
  title: 'Patient suchen',
  number: 'Patientennummer',
  hint: 'Die ganze Nummer, wie sie vergeben wurde. Sie steht dabei in keiner Adresse, und das Protokoll hält fest, dass gefragt wurde.',
  now: 'Suchen',
  nobody: 'Niemand mit dieser Nummer ist in Ihren Boards.',
  nobodyHint: 'Patienten anderer Boards werden hier nicht gefunden.',
  several: 'Mehr als ein Patient hat diese Nummer, von verschiedenen Stellen:',
  givenBy: (issuer: string) => `Nummer vergeben von ${issuer}`,
  failed: 'Der Dienst antwortet nicht. Versuchen Sie es gleich noch einmal.',
};

const problems = {
  loading: 'Wird geladen …',
  title: 'Das konnte nicht geladen werden',
  retry: 'Noch einmal versuchen',
  offline: 'Der Dienst antwortet nicht. Es wird von selbst weiter versucht.',
  notFound: 'Hier ist nichts, oder nichts, was Sie sehen dürfen.',
  notFoundTitle: 'Nicht gefunden',
  toStart: 'Zu Ihrer Startseite',
  notForAccount: 'Diese Seite ist nicht für Ihr Konto',
  cannotOpen: (roles: string) =>
    `Ihr Konto (${roles === '' ? 'ohne Rolle' : roles}) kann diese Seite nicht öffnen. Die Verwaltung vergibt Rollen und Sitze in Boards.`,
  trace: (id: string) => `Wenn Sie das melden, nennen Sie die Spur ${id}.`,
  unexpected: 'Auf dieser Seite ist etwas schiefgegangen.',
  notSaved: 'Nicht gespeichert',
};

const signIn = {
  title: 'Anmelden',
  email: 'E-Mail',
  password: 'Passwort',
  submit: 'Anmelden',
  notKept:
    'Der Browser hat die Sitzung nicht behalten. Er behält sie über https oder auf dem Rechner selbst (localhost).',
  showPassword: 'Passwort zeigen',
  ended:
    'Sie wurden abgemeldet, da Ihre Anmeldung abgelaufen ist. Melden Sie sich wieder an, um weiterzumachen, wo Sie waren.',
};

const lesionPlace = (site: string | null, organ: Organ | null, role: LesionRole) =>
  [site ?? (organ === null ? null : organs[organ]), roles[role]].filter((part) => part !== null).join(' · ');

const localTreatments: Readonly<Record<LocalTreatmentKind, string>> = {
  surgery: 'Operation',
  radiotherapy: 'Bestrahlung',
  ablation: 'Ablation',
  biopsy: 'Biopsie',
  other: 'behandelt',
};

const definitionNames: Readonly<Record<string, string>> = {
  'DR-A': 'DR-A Wachstum bekannter Läsion',
  'DR-B': 'DR-B neue Läsion',
  'DR-C': 'DR-C Organebene',
};

const courses: Readonly<Record<string, string>> = {
  concurrent: 'gleichzeitig: schrumpft und wächst im selben Zeitraum',
  sequential: 'nacheinander: ein Ansprechen hält an, eine andere Läsion entkommt jetzt',
};

const worklist = {
  count: (count: number, more: boolean) => `${plural(count, 'Zeile', 'Zeilen')}${more ? ', weitere ladbar' : ''}`,
  order:
    'Zuerst Markierungen, dann Fragen ohne Markierung, dann was sich nicht klassifizieren ließ, dann Beobachtungen; darin zuerst, wessen letzte Untersuchung am längsten her ist. Das ist eine Ordnung nach Datum, keine Rangfolge der Patienten.',
  kind: 'Was es ist',
  question: 'Frage und Grund',
  lastScan: 'Letzte Untersuchung',
  state: 'Stand',
  meeting: 'Sitzung',
  mark: 'Auswählen',
  markCase: (id: string) => `Fall ${id} auswählen`,
  marked: (count: number) => `${count} ausgewählt`,
  questions: (count: number) =>
    count === 0 ? 'keine Frage, die auf eine Sitzung kann' : plural(count, 'Frage', 'Fragen'),
  place: 'Auf eine Sitzung setzen',
  unmark: 'Auswahl aufheben',
  more: 'Weitere laden',
  kindFilter: 'Markierungen, Fragen oder Beobachtungen',
  everyKind: 'Alle',
  kinds: { question: 'Frage', failed: 'Nicht ausgewertet' },
  withoutFlag: 'ohne Markierung',
  kindsFiltered: {
    flag: 'Markierungen',
    question: 'Fragen ohne Markierung',
    failed: 'Nicht ausgewertet',
    watch: 'Beobachtungen',
  },
  placedFilter: 'Auf einer Sitzung oder nicht',
  placements: { open: 'Auf keiner Sitzung', placed: 'Auf einer Sitzung', all: 'Alle' },
  search: 'Im Gezeigten suchen',
  daysAgo: (days: number) => (days === 0 ? 'heute' : `vor ${plural(days, 'Tag', 'Tagen')}`),
  empty: {
    open: 'Nichts wartet auf eine Sitzung',
    placed: 'Nichts steht auf einer kommenden Sitzung',
    all: 'Hier ist nichts',
  },
  also: (titles: readonly string[]) => `Auch gefragt: ${titles.join('; ')}`,
  watchesBeside: (definitions: readonly string[]) => `Daneben beobachtet: ${definitions.join(', ')}`,
  nothingComputed: 'Aus dem, was empfangen wurde, konnte nichts berechnet werden.',
  notOnIt: (count: number) => plural(count, 'Frage steht nicht darauf', 'Fragen stehen nicht darauf'),
  proposed: 'vorgeschlagen',
  emptyHint: 'Zeilen erscheinen von selbst, wenn neue Untersuchungen ausgewertet sind.',
  noMatch: 'Nichts Gezeigtes enthält diese Wörter',
  notAllLoaded: 'Noch sind nicht alle Zeilen geladen: mehr laden oder anderswo suchen.',
  lookAmongAll: 'In allem suchen, in einer Sitzung oder nicht',
};

const named = (id: string | null): string => (id === null ? 'ein Fall eines anderen Boards' : `Fall ${id}`);

const questionOf = (id: string | null, question: number | null): string =>
  question === null ? named(id) : `${named(id)}, Frage ${question}`;

const agenda = {
  title: (when: string) => `Tagesordnung vom ${when}`,
  print: 'Drucken',
  cancelled: 'Diese Sitzung ist abgesagt.',
  empty: 'Noch nichts auf dieser Tagesordnung',
  emptyHint: 'Fragen werden von der Arbeitsliste oder von der Seite eines Patienten auf eine Sitzung gesetzt.',
  minutes: (used: number, of: number) =>
    used <= of
      ? `${used} von ${of} min belegt, ${of - used} frei`
      : `${used} min geplant, ${used - of} mehr, als die Sitzung hat`,
  unit: 'min',
  min: (minutes: number) => `${minutes} min`,
  minutesOf: (id: string | null, question: number | null) => `Minuten für ${questionOf(id, question)}`,
  minutesRange: (from: number, to: number) => `${from} bis ${to} Minuten`,
  patientTotal: (questions: number, minutes: number) => `${plural(questions, 'Frage', 'Fragen')}, ${minutes} min`,
  endOfTime: (minutes: number) => `hier enden die ${minutes} min der Sitzung`,
  toTop: (id: string | null) => `${named(id)} ganz nach oben`,
  question: 'Frage',
  placeOf: (what: string, place: number, count: number) => `${what}: ${place} von ${count}`,
  questionUp: (id: string | null, question: number) => `${questionOf(id, question)}, nach oben`,
  questionDown: (id: string | null, question: number) => `${questionOf(id, question)}, nach unten`,
  up: (id: string | null) => `${named(id)} nach oben`,
  down: (id: string | null) => `${named(id)} nach unten`,
  takeOff: (id: string | null, question: number | null) => `${questionOf(id, question)} von der Tagesordnung nehmen`,
  notShown: 'Ein Fall eines anderen Boards',
  notShownHint: 'Der Patient gehört nicht mehr zu diesem Board.',
  changedSince: {
    'newer-evidence': 'Neuere Befunde seit der Aufnahme',
    closed: 'Seit der Aufnahme geschlossen',
    dismissed: 'Seit der Aufnahme verworfen',
  },
  moved: (to: number, count: number) => `Auf Platz ${to} von ${count} gesetzt`,
  takeOffTitle: (id: string | null) => `Eine Frage von der Tagesordnung nehmen: ${named(id)}`,
  takeOffNow: 'Herunternehmen',
  reasonNeeded: 'Grund (nötig)',
  reasonMissing: 'Sagen Sie in wenigen Worten, warum: Der Grund bleibt bei der Frage.',
  conflict: 'Jemand anderes hat diese Tagesordnung inzwischen geändert',
  difference: (difference: AgendaDifference): string => {
    switch (difference.kind) {
      case 'added':
        return `${named(difference.patientId)}: ${plural(difference.questions, 'Frage kam', 'Fragen kamen')} hinzu.`;
      case 'removed':
        return `${named(difference.patientId)}: ${plural(difference.questions, 'Frage wurde', 'Fragen wurden')} heruntergenommen.`;
      case 'reordered':
        return `${named(difference.patientId)} hat seine Fragen in anderer Reihenfolge.`;
      case 'moved':
        return `${named(difference.patientId)} wurde von Platz ${difference.from + 1} auf ${difference.to + 1} gesetzt.`;
      case 'minutes':
        return `${named(difference.patientId)} hat ${difference.to} min statt ${difference.from}.`;
    }
  },
  change: (change: AgendaChange, id: string | null): string => {
    switch (change.kind) {
      case 'move-patient':
        return `${named(id)} auf Platz ${change.to + 1}`;
      case 'move-question':
        return `eine Frage (${named(id)}) auf ihren Platz ${change.to + 1}`;
      case 'minutes':
        return `${change.minutes} min für ${named(id)}`;
      case 'take-off':
        return `${named(id)} herunternehmen: „${change.reason}“`;
    }
  },
  notSaved: (change: string) => `Ihre Änderung wurde nicht gespeichert: ${change}.`,
  repeat: 'Auf der neuen Tagesordnung ausführen',
  leave: 'So lassen, wie es jetzt ist',
};

const imports = {
  none: 'Noch kein Import',
  noneHint: 'Senden Sie oben eine Datei; sie wird verarbeitet, während Sie weiterarbeiten.',
  upload: 'Neuer Import',
  format: 'Format',
  formats: { csv: 'CSV', sdtm: 'CDISC SDTM (TU und TR)' } satisfies Readonly<Record<ImportFormat, string>>,
  formatHints: {
    csv: 'Eine Zeile je Messung, mit den Spaltennamen der Importanleitung.',
    sdtm: 'Beide Dateien zusammen: die Domänen TU und TR als CSV.',
  } satisfies Readonly<Record<ImportFormat, string>>,
  files: 'Dateien',
  send: 'Senden',
  sent: (percent: number) => `${percent} % gesendet`,
  accepted: 'Empfangen. Es wird verarbeitet; die Liste unten zeigt den Stand.',
  brokenOff: 'Die Übertragung brach ab; nichts davon wurde behalten. Bitte noch einmal senden.',
  expected: (what: string) => `erwartet: ${what}`,
  received: 'Empfangen',
  follow: 'Verfolgen',
  uploadedBy: 'Gesendet von',
  sender: 'Im Auftrag von',
  senderHint: (name: string) =>
    `Das sendende System, etwa „Radiologie Nord“; leer: ${name}. Eine Spalte „issuer“ in der Datei geht vor.`,
  board: 'Board',
  boardHint: 'Board, zu dem neue Patienten gehören',
  rows: 'Zeilen',
  taken: 'Übernommen',
  known: 'Schon bekannt',
  heldCount: 'Angehalten',
  states: { done: 'fertig', failed: 'gescheitert' },
  progress: (done: number, of: number, seconds: number | null) =>
    of === 0 ? 'wird gelesen' : `${done} von ${of} Untersuchungen${seconds === null ? '' : `, noch etwa ${seconds} s`}`,
  kind: 'Angehalten oder erfragt',
  kinds: { holds: 'Angehalten', asks: 'Fragen zu Übernommenem' },
  value: 'Wie gesendet',
  of: (when: string) => `Import vom ${when}`,
  heldTitle: 'Wartet auf den Absender',
  nothingHeld: { holds: 'Nichts ist angehalten', asks: 'Nichts wird erfragt' },
  download: 'Als CSV herunterladen',
  file: 'Datei',
  row: 'Zeile',
  column: 'Spalte',
  message: 'Was falsch ist',
  wouldBeRight: 'Was richtig wäre',
};

/** Every text of the client, in German. What the service itself writes (reasons, questions, evidence) stays in its own language. */
export const german: Texts = {
  languageName: 'Deutsch',
  decimalMark: ',',
  months,
  plural,
  organs,
  roles,
  directions,
  modalities,
  newLesionFindings,
  phases,
  findingState: (state: string): string => findingStates[state] ?? state,
  charts,
  frame,
  find,
  problems,
  signIn,
  patient: { ...patientGerman, lesionPlace },
  localTreatments,
  fields: { 'in-field': 'im Feld', 'out-of-field': 'außerhalb', unknown: 'nicht bekannt' } satisfies Readonly<
    Record<LesionFacts['priorRadiotherapyField'], string>
  >,
  tiers: { flag: 'Markierung', watch: 'Beobachtung' } satisfies Readonly<Record<FlagTier, string>>,
  verdicts: { met: 'erfüllt', 'not-met': 'nicht erfüllt', 'not-assessable': 'nicht beurteilbar' } satisfies Readonly<
    Record<PatternVerdictValue, string>
  >,
  definitionName: (definition: string): string => definitionNames[definition] ?? definition,
  course: (course: string): string => courses[course] ?? course,
  itemStates: { draft: 'Entwurf', accepted: 'angenommen', dismissed: 'verworfen', closed: 'geschlossen' },
  worklist,
  meetings: {
    none: 'Keine Sitzung ist geplant',
    noneHint: 'Sitzungen Ihrer Boards erscheinen hier, sobald sie geplant sind.',
    past: 'Vergangene Sitzungen',
    contents: (patients: number, questions: number) =>
      `${plural(patients, 'Patient', 'Patienten')}, ${plural(questions, 'Frage', 'Fragen')}`,
    plan: 'Sitzung planen',
    planNow: 'Planen',
    board: 'Board',
    date: 'Datum',
    time: 'Beginn',
    length: 'Dauer in Minuten',
    place: 'Ort (kann leer bleiben)',
    dateMissing: 'Geben Sie das Datum an.',
    timeMissing: 'Geben Sie die Uhrzeit an.',
    inPast: 'Diese Zeit ist vorbei.',
    planned: (when: string) => `Eine Sitzung ist geplant für den ${when}.`,
  },
  notice: {
    undo: 'Rückgängig',
    notUndone:
      'Nicht rückgängig gemacht: Der Dienst nahm es nicht an. Versuchen Sie es noch einmal, oder nehmen Sie die Fragen auf der Tagesordnung herunter.',
  },
  agenda,
  place: {
    title: (count: number) => `${plural(count, 'Frage', 'Fragen')} auf eine Sitzung setzen`,
    meeting: 'Sitzung',
    none: 'Keine Sitzung eines Boards, das Sie koordinieren, ist geplant.',
    questions: 'Fragen',
    minutesEach: 'Minuten für jede',
    needs: (needed: number, left: number) =>
      left < 0
        ? `${needed} min; die Sitzung ist schon ${-left} darüber`
        : `${needed} min; die Sitzung hat noch ${left}`,
    now: 'Auf die Tagesordnung',
    anyway: (over: number) => `Trotzdem auf die Tagesordnung (${over} min darüber)`,
    done: ({ patients, questions, when, used, of }: PlacementDone) =>
      `${plural(patients, 'Patient', 'Patienten')}, ${plural(questions, 'Frage', 'Fragen')}: auf der Tagesordnung vom ${when} (${used} von ${of} min).`,
    openAgenda: 'Tagesordnung öffnen',
    undone: (questions: number) =>
      `Rückgängig gemacht: ${plural(questions, 'Frage ist', 'Fragen sind')} von der Tagesordnung und ${questions === 1 ? 'wartet' : 'warten'} wieder.`,
    undoReason: 'gleich nach der Aufnahme rückgängig gemacht',
  },
  imports,
  rules: rulesGerman,
  jobs: {
    current: 'aktuell',
    classifying: 'wird ausgewertet',
    held: (count: number) => `angehalten: ${plural(count, 'Untersuchung', 'Untersuchungen')} unlesbar`,
    failed: 'konnte nicht ausgewertet werden',
    retry: 'Noch einmal versuchen',
  },
  sexes: { female: 'weiblich', male: 'männlich', other: 'divers' },
  primarySites: {
    'oral-cavity': 'Mundhöhle',
    oropharynx: 'Oropharynx',
    hypopharynx: 'Hypopharynx',
    larynx: 'Larynx',
    sinonasal: 'sinonasal',
    nasopharynx: 'Nasopharynx',
    'unknown-primary': 'unbekannter Primärtumor',
    salivary: 'Speicheldrüse',
    cutaneous: 'Haut',
    thyroid: 'Schilddrüse',
    other: 'anderer Ort',
  },
  p16: { positive: 'p16+', negative: 'p16−' },
  ebv: { positive: 'EBV+', negative: 'EBV−' },
  roleNames: {
    submitter: 'Einsender',
    coordinator: 'Koordination',
    member: 'Boardmitglied',
    administrator: 'Verwaltung',
  },
  windowPassed: (date: string) =>
    `Das Fenster für eine bestätigende Untersuchung endete am ${date}; die Frage beruht auf keiner späteren Untersuchung.`,
  keys: [
    { keys: ['j', 'k'], does: 'Nächste und vorige Zeile' },
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
  glossary: glossaryGerman,
  about: {
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
          'Sie ist kein Medizinprodukt und stellt keine Diagnose. Sie liest keine Bilder und misst nichts selbst. Sie listet Optionen, keine bevorzugt; das Board entscheidet. Sie ist nicht für Entscheidungen, die nicht auf ein Board warten können.',
          'Gezeigt werden nur Befunde, die diesem System gemeldet wurden; kein Hinweis heißt nicht kein Notfall.',
        ],
      },
      {
        heading: 'Worauf ihre Zahlen beruhen',
        paragraphs: [
          'Messrauschen ist die Standardabweichung der Differenz zweier Messungen: 1,0 mm und 8,65 % der Größe bei einem Befunder. Die Daten stammen meist von Lungenläsionen: Für Primärtumoren der Schleimhaut und MR des Halses ist das Rauschen nicht belegt. Es sagt, wie sicher eine Veränderung den Messfehler übersteigt, nichts über ein Risiko.',
          'Die Definitionen des dissoziierten Ansprechens sind die dieses Projekts, neben den veröffentlichten; jede Seite nennt die erfüllten und die nicht erfüllten.',
        ],
      },
    ],
  },
};
