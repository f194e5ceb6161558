/** Texte der Regeln, des Verzeichnisses und des Probelaufs, auf Deutsch. */
import type { ReleaseObstacle } from '../rules/rules-model.js';
import type { RulesTexts } from './rules-english.js';

const counted = (count: number): string => count.toLocaleString('de-DE');
const plural = (count: number, one: string, many: string): string => `${counted(count)} ${count === 1 ? one : many}`;

const reasons: Readonly<Record<string, string>> = {
  'definition-met': 'Die Definition ist jetzt erfüllt',
  'definition-not-met': 'Die Definition ist nicht mehr erfüllt',
  'flag-ended': 'Die Episode endete bei einer späteren Untersuchung',
  'held-back': 'Als Beobachtung zurückgehalten',
  'no-longer-held-back': 'Nichts hält sie mehr zurück',
  'flag-says-otherwise': 'Sie nennt andere Läsionen, Daten, Befunder oder Gründe',
  'condition-met': 'Die Bedingung der Regel ist erfüllt oder kann es sein, wo Angaben fehlen',
  'no-longer-waits': 'Die Regel wartet nicht mehr auf eine Angabe',
  'now-covered': 'Die Regeln gelten jetzt für diesen Patienten',
  'rule-shown-again': 'Die Regel wird wieder gezeigt',
  'rule-version': 'Die Regel hat eine andere Version',
  'parking-ended': 'Das Fenster des geparkten Falls endete ohne neue Untersuchung',
  'evidence-differs': 'Sie beruht auf anderen Befunden',
  'says-otherwise': 'Sie sagt etwas anderes',
  'rule-switched-off': 'Die Regel ist abgeschaltet',
  'rule-in-shadow': 'Die Regel läuft im Schatten',
  'patient-died': 'Der Patient ist verstorben',
  'follow-up-ended': 'Die Nachsorge ist beendet',
  'rule-retired': 'Diese Regel gibt es nicht mehr',
  'outside-population': 'Für diesen Patienten gelten diese Regeln nicht',
  'population-unknown': 'Ob die Regeln für diesen Patienten gelten, ist nicht bekannt',
  'carried-out': 'Jede fragliche Läsion wurde seither lokal behandelt',
  'second-primary': 'Die fragliche Läsion war eine andere Krankheit',
  acknowledged: 'Ein namentlich genannter Arzt hat den Befund zur Kenntnis genommen',
  'flag-withdrawn': 'Die zugehörige Markierung besteht nicht mehr',
  'flag-held-back': 'Die zugehörige Markierung ist als Beobachtung zurückgehalten',
  'waits-for-facts': 'Die Regel wartet auf Angaben',
  'no-longer-met': 'Die Bedingung der Regel ist nicht mehr erfüllt',
};

const obstacles: Readonly<Record<ReleaseObstacle, string>> = {
  'not-done': 'Er ist noch nicht alle Therapielinien durchgegangen.',
  'already-released': 'Er wurde schon freigegeben.',
  'another-engine':
    'Der Dienst rechnet inzwischen mit einem anderen Rechenkern. Ein neuer Probelauf zeigt, was dieser ändern würde.',
  'another-rule-set':
    'Der Dienst rechnet inzwischen mit anderen Regeln. Ein neuer Probelauf zeigt, was diese ändern würden.',
  'nothing-to-release': 'Diese Versionen sind die freigegebenen: Es gibt nichts freizugeben.',
  'another-release-since':
    'Nach seinem Beginn wurden andere Versionen freigegeben; er wurde also mit etwas verglichen, das nicht mehr gilt. Ein neuer Probelauf vergleicht mit dem, was jetzt gilt.',
  'rules-switched-since':
    'Nach seinem Beginn wurde eine Regel geschaltet; seine Liste stimmt nicht mehr. Ein neuer Probelauf macht eine neue Liste.',
};

const certainties: Readonly<Record<string, string>> = {
  V: 'in der Quelle gelesen',
  'V cite': 'nur das Zitat geprüft',
  'V exists': 'nur das Bestehen geprüft',
  V2: 'in einer zweiten Quelle gelesen',
  K: 'allgemeines Wissen',
  'K?': 'nicht geprüft',
  D: 'abgeleitet',
  P: 'Vorschlag dieses Projekts',
  GAP: 'nicht gefunden',
};

const toldStates: Readonly<Record<string, string>> = {
  open: 'offen',
  ended: 'beendet',
  withdrawn: 'zurückgezogen',
  draft: 'entworfen',
  accepted: 'angenommen',
  dismissed: 'verworfen',
  closed: 'geschlossen',
};

export const rulesGerman: RulesTexts = {
  counted,
  rules: 'Regeln',
  ledger: 'Verzeichnis',
  sections: 'Teile der Regeln',
  reasonOf: (code) => reasons[code] ?? code,

  intro:
    'Eine Regel stellt dem Board eine Frage. Sie weist nie an und ordnet nie nach Rang. Worte in [Klammern] werden vom Patienten eingesetzt. Was nicht bekannt ist, gilt nie als Nein.',
  levels:
    'Evidenzgrade (OCEBM): 1 systematische Übersicht von Studien · 2 randomisierte Studie · 3 Vergleich ohne Randomisierung · 4 Fallserie · 5 Meinung oder Mechanismus.',
  ruleSet: (version) => `Regelsatz ${version}`,
  count: (shown, all) =>
    shown === all ? plural(all, 'Regel', 'Regeln') : `${shown} von ${plural(all, 'Regel', 'Regeln')}`,
  search: 'In den Regeln suchen',
  noMatch: 'Keine Regel enthält diese Worte',
  noMatchHint:
    'Gesucht wird in allem, was eine Regel sagt: Frage, Bedingung, Optionen, Angaben, Vorbehalte und Evidenz.',
  openAll: 'Alle öffnen',
  closeAll: 'Alle schließen',
  linkTo: (id) => `Adresse der Regel ${id}`,
  versionOf: (version) => `Version ${version}`,
  population: 'Für',
  when: 'Gefragt, wenn',
  whenHint:
    'Jede Angabe mit dem, was sie bedeutet. Wo eine Angabe fehlt, wartet die Regel auf sie, außer sie ist unten genannt.',
  whileUnknown: 'Trotzdem gefragt, mit einem Zeichen, solange nicht bekannt ist',
  options: 'Optionen, ohne Reihenfolge',
  raisedWhen: (when) => `genannt, wenn ${when}`,
  speaksFor: 'spricht dafür',
  blocks: 'steht dagegen',
  asks: 'fragt nach',
  needs: 'Angaben, die sie braucht',
  needKinds: { hard: 'Muss bekannt sein', strong: 'Wiegt schwer', context: 'Umstände' },
  cautions: 'Vorbehalte',
  evidence: 'Evidenz',
  level: (ocebm, esmo) => `Grad der Regel: OCEBM ${ocebm}; ESMO ${esmo}.`,
  evidenceWhen: (when) => `angeführt, wenn ${when}`,
  shownIn: (population) => `Gezeigt bei: ${population}`,
  tumours: {
    squamous: 'dieselbe Krankheit',
    nasopharynx: 'Nasopharynxkarzinom',
    'head-and-neck': 'Kopf-Hals-Tumoren im weiteren Sinn',
    other: 'ein anderer Tumor',
  },
  drugs: {
    'checkpoint-inhibitor': 'unter Checkpoint-Inhibitor',
    'checkpoint-inhibitor-with-chemotherapy': 'unter Checkpoint-Inhibitor mit Chemotherapie',
    chemotherapy: 'unter Chemotherapie allein',
    any: 'unter beliebigem Medikament',
    none: 'ohne Medikament',
  },
  selected: 'ausgewählte Patienten',
  evidenceLevel: (ocebm, esmo) => `OCEBM ${ocebm} · ESMO ${esmo}`,
  certainty: (mark) => certainties[mark] ?? mark,
  noStudy: (why) => `Keine Studie ist angeführt: ${why}`,
  doesNotSay: 'Was sie nicht sagt',
  author: 'Geschrieben von',
  reviewBy: 'Durchsicht bis',
  overdue: 'Frist der Durchsicht ist abgelaufen',
  never: 'Was nicht nahegelegt werden darf',
  neverHint: 'Keine Regel darf dies nennen; eine Prüfung aller Texte der Regeln stellt das sicher.',

  states: { on: 'An', off: 'Abgeschaltet', shadow: 'Im Schatten' },
  notShown: 'Keinem Board gezeigt:',
  switchedBy: (who, when, reason) => `${who}, ${when}: „${reason}“`,
  neverSwitched: 'Sie wurde nie geschaltet.',
  onNow: ({ draft, accepted, dismissed }) =>
    `${plural(draft + accepted, 'offene Frage', 'offene Fragen')} (${counted(draft)} entworfen, ${counted(accepted)} angenommen), ${counted(dismissed)} verworfen.`,
  offNow: (count) => `Ihre Fragen stehen auf keiner Seite. Sie würde ${plural(count, 'Frage', 'Fragen')} stellen.`,
  shadowNow: (count) =>
    `Gerechnet und gezählt, keinem Board gezeigt: Sie würde ${plural(count, 'Frage', 'Fragen')} stellen.`,
  switches: { off: 'Abschalten …', on: 'Einschalten …', shadow: 'In den Schatten …', light: 'Aus dem Schatten …' },
  switchTitle: {
    off: (id) => `Regel ${id} abschalten`,
    on: (id) => `Regel ${id} einschalten`,
    shadow: (id) => `Regel ${id} in den Schatten stellen`,
    light: (id) => `Regel ${id} aus dem Schatten holen`,
  },
  switchNow: {
    off: 'Jetzt abschalten',
    on: 'Jetzt einschalten',
    shadow: 'Jetzt in den Schatten',
    light: 'Jetzt zeigen',
  },
  switchDoes: {
    off: (open) => [
      `${plural(open, 'offene Frage dieser Regel verschwindet', 'offene Fragen dieser Regel verschwinden')} sofort von allen Seiten, für jedes Board.`,
      'Was auf einer Tagesordnung steht, bleibt dort und ist als seitdem geschlossen gekennzeichnet.',
      'Wieder eingeschaltet kommen sie zurück, wie sie waren, mit dem, was Menschen darüber entschieden.',
    ],
    on: (count) => [
      `${plural(count, 'Frage dieser Regel kommt', 'Fragen dieser Regel kommen')} zurück wie vorher, oder neu, wo sich die Grundlage geändert hat.`,
      'Das dauert Sekunden bis Minuten, im Hintergrund.',
    ],
    shadow: (open) => [
      `${plural(open, 'offene Frage dieser Regel verschwindet', 'offene Fragen dieser Regel verschwinden')} sofort von allen Seiten, für jedes Board.`,
      'Die Regel wird weiter gerechnet und gezählt, damit man sie beobachten kann, bevor sie gezeigt wird.',
    ],
    light: (count) => [
      `${plural(count, 'Frage dieser Regel wird', 'Fragen dieser Regel werden')} den Boards der Patienten gezeigt.`,
      'Das dauert Sekunden bis Minuten, im Hintergrund.',
    ],
  },
  reason: 'Grund',
  reasonHint: 'Bleibt auf Dauer mit Ihrem Namen und der Zeit aufbewahrt und steht bei der Regel. Keine Patientendaten.',

  ledgerIntro:
    'Ein Rechenkern und ein Regelsatz ändern nichts, bevor ein Mensch gesehen hat, was sie ändern würden, und sie freigegeben hat.',
  released: 'Was freigegeben ist',
  versions: (engine, rules) => `Rechenkern ${engine} · Regeln ${rules}`,
  engine: 'Rechenkern',
  ruleVersions: 'Regeln',
  releasedBy: (who, when) => `${who === null ? 'Mit dem ersten Start des Dienstes' : `Von ${who}`}, ${when}`,
  thisProcess: 'Dieser Dienst rechnet mit',
  isReleased: 'Dasselbe: Neue Daten werden damit beurteilt.',
  isNotReleased: 'Nicht freigegeben: Dieser Dienst beurteilt nichts, bevor ein Probelauf davon freigegeben ist.',
  follow: 'Therapielinien, die darunter stehen',
  followAll: (lines) => `Alle ${counted(lines)} Therapielinien stehen darunter.`,
  following: (done, lines, toDo) =>
    `${counted(done)} von ${plural(lines, 'Therapielinie', 'Therapielinien')} neu beurteilt, ${counted(toDo)} noch offen. Neue Daten gehen vor.`,
  heldUp: (toDo) =>
    `Angehalten: ${plural(toDo, 'Therapielinie steht', 'Therapielinien stehen')} unter der Freigabe davor. Neue Daten werden trotzdem beurteilt.`,
  hold: 'Anhalten',
  goOn: 'Weiter',
  start: 'Probelauf beginnen',
  startHint:
    'Geht alle Therapielinien durch und listet, was erscheinen, sich ändern oder verschwinden würde. Er ändert nichts.',
  underWay: 'Ein Probelauf ist unterwegs.',
  dryRuns: 'Probeläufe',
  noDryRun: 'Noch kein Probelauf',
  started: 'Begonnen',
  startedBy: 'Von',
  compares: 'Vorher → jetzt',
  state: 'Zustand',
  releases: 'Freigaben',
  current: 'gilt',
  releasedAt: 'Wann',
  who: 'Wer',
  firstStart: 'erster Start',
  ofDryRun: 'Nach Probelauf',

  dryRunOf: (when) => `Probelauf vom ${when}`,
  ledgerTitle: 'Verzeichnis der Regeln',
  runStates: {
    running: 'unterwegs',
    paused: 'angehalten',
    cancelled: 'abgebrochen',
    done: 'fertig',
    released: 'freigegeben',
  },
  progress: (done, lines) => `${counted(done)} von ${plural(lines, 'Therapielinie', 'Therapielinien')}`,
  changesNothing: 'Er hat nichts geändert: Was gilt, ist wie zuvor.',
  wasReleased: 'Er wurde freigegeben: Das Verzeichnis zeigt, wie weit die Therapielinien gefolgt sind.',
  then: 'Vorher',
  now: 'Jetzt',
  because: 'Weil',
  sameVersion: 'unverändert',
  failed: (count) =>
    `${plural(count, 'Therapielinie ließ', 'Therapielinien ließen')} sich nicht berechnen; das Protokoll des Dienstes nennt sie.`,
  newer: (count) =>
    `${plural(count, 'Therapielinie hat', 'Therapielinien haben')} neuere Daten als das, was gilt: Was sich dort ändert, muss nicht von den Regeln kommen und ist gekennzeichnet.`,
  pause: 'Anhalten',
  resume: 'Weiter',
  cancelRun: 'Abbrechen',
  release: 'Freigeben …',
  cannotRelease: 'Er kann nicht freigegeben werden:',
  obstacles,
  found: 'Was sich ändern würde',
  nothingFound: 'Nichts würde sich ändern',
  nothingFoundHint: 'Jede Markierung und jede Frage steht so, wie diese Versionen sie machen würden.',
  nothingYet: 'Bisher nichts gefunden',
  group: 'Was',
  number: 'Anzahl',
  all: 'Alle',
  kinds: { appears: 'erscheint', changes: 'ändert sich', goes: 'verschwindet' },
  kindsOfMany: { appears: 'erscheinen', changes: 'ändern sich', goes: 'verschwinden' },
  subjects: { flag: 'Markierung', item: 'Frage' },
  hidden: 'keinem Board gezeigt',
  list: 'Patient für Patient',
  listOf: (words) => `Nur: ${words}`,
  showAll: 'Alle zeigen',
  noPatients: 'Kein Patient Ihrer Boards ist darunter',
  noPatientsHint:
    'Die Zahlen oben gelten für alle Boards. Patienten werden denen gezeigt, die einen Sitz in deren Board haben.',
  case: 'Fall',
  nothingThere: 'Nichts',
  sameWords: 'Dieselben Worte.',
  newerMark: 'neuere Daten',
  versionWords: (version) => `Regel ${version}`,
  toldState: (state) => toldStates[state] ?? state,
  more: 'Mehr laden',

  releaseTitle: 'Diese Versionen freigeben',
  releaseNow: 'In meinem Namen freigeben',
  releaseAs: (name) => `Freigegeben von ${name}, jetzt.`,
  releaseDoes: 'Was es bewirkt',
  releaseNumbers: (appears, changes, goes) =>
    `${counted(appears)} Markierungen und Fragen erscheinen, ${counted(changes)} ändern sich, ${counted(goes)} verschwinden, wie gelistet.`,
  releaseLines: (lines) =>
    `${plural(lines, 'Therapielinie wird', 'Therapielinien werden')} im Hintergrund neu beurteilt; neue Daten gehen vor.`,
  releaseFrom: (engine, rules) => `Von jetzt an wird alles mit Rechenkern ${engine} und Regeln ${rules} beurteilt.`,
  releaseReasonHint:
    'Bleibt auf Dauer mit Ihrem Namen und der Zeit aufbewahrt und steht im Verzeichnis. Keine Patientendaten.',
  releaseDoesNot: 'Was es nicht bewirkt',
  releaseKeeps: [
    'Was ein Board gesehen hat, wird nie umgeschrieben: Eine Frage auf einer Tagesordnung bleibt, wie sie gesetzt wurde, und zeigt, dass sie sich seitdem geändert hat.',
    'Eine angenommene Frage bleibt angenommen, außer sie ändert sich: Dann kommt sie wieder als Entwurf, und ihr Verlauf sagt warum. Eine verworfene schweigt, bis zu weiteren +5 mm, einer neuen Läsion oder einer neuen Angabe.',
    'Niemandem wird etwas gesendet.',
  ],
  notReleased: 'Nicht freigegeben',
  changedMeanwhile: (state) =>
    `Jemand anderes hat diesen Probelauf inzwischen geändert: Er ist jetzt ${state}. Was Sie geschrieben haben, bleibt stehen; sehen Sie die Seite noch einmal an, bevor Sie weitermachen.`,

  history: 'Verlauf',
  historyOf: 'Wie diese Frage zustande kam',
  historyIntro: 'Das Neueste zuerst. Nichts wird umgeschrieben: Jede Änderung macht einen Nachfolger und sagt, warum.',
  successor: 'Eine andere Frage hat inzwischen den Platz von dieser eingenommen.',
  toSuccessor: 'Das Neueste zeigen',
  first: 'Zum ersten Mal gefragt',
  madeBy: (rule, engine, rules) => `Regel ${rule}, Rechenkern ${engine}, Regeln ${rules}`,
  inputHash: 'Eingabe',
  madeAt: 'Entworfen',
  toPatient: (id) => `Fall ${id}`,
};
