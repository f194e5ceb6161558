import type { FrameTexts } from './english.js';

/** By the status of the answer. */
const refusals: Readonly<Record<number, string>> = {
  401: 'Sie sind nicht angemeldet.',
  403: 'Ihr Konto darf das nicht.',
  404: 'Das gibt es nicht, oder Sie dürfen es nicht sehen.',
  409: 'Das geht nicht mehr: Inzwischen steht etwas dagegen. Sehen Sie die Seite noch einmal an.',
  412: 'Jemand anderes war schneller. Sehen Sie die Seite noch einmal an.',
  413: 'Das ist zu viel auf einmal.',
  429: 'Zu viele Versuche: Warten Sie eine Weile.',
  503: 'Der Dienst ist gerade nicht bereit. Versuchen Sie es gleich noch einmal.',
};

/** By the code of a fault. */
const faults: Readonly<Record<string, string>> = {
  missing: 'Hier fehlt etwas.',
  'wrong-type': 'Das ist nicht von der Art, die hier stehen kann.',
  'not-in-list': 'Das ist keines der Wörter, die hier stehen können.',
  'unknown-field': 'Das gehört nicht hierher.',
  unreadable: 'Das ist so nicht lesbar.',
  'too-long': 'Das ist zu lang.',
  'out-of-range': 'Der Wert liegt außerhalb dessen, was hier stehen kann.',
  contradiction: 'Das widerspricht einer anderen Angabe.',
  duplicate: 'Das steht schon da.',
};

export const german: FrameTexts = {
  product: 'Consilium',
  tagline: 'Dissoziiertes Ansprechen, vorbereitet für das Tumorboard',
  skip: 'Zum Inhalt springen',
  navigation: 'Hauptmenü',
  worklist: 'Arbeitsliste',
  meetings: 'Sitzungen',
  followUp: 'Nachverfolgung',
  referrals: 'Zuweisungen',
  boards: 'Boards',
  imports: 'Importe',
  rules: 'Regeln',
  synthetic: 'Synthetische Daten',
  syntheticLong:
    'Synthetische Daten: eine Vorführung mit erfundenen und öffentlichen Studiendaten. Kein Patient dieses Krankenhauses wird gezeigt.',
  language: 'Sprache',
  scheme: 'Farben',
  schemes: { light: 'Hell', dark: 'Dunkel', auto: 'Wie das System' },
  signOut: 'Abmelden',
  signOutAndLose: 'Abmelden und verlieren',
  keptHere:
    'Etwas hier Geschriebenes ist noch nicht beim Dienst. Es ist nur auf diesem Gerät aufbewahrt und wird beim Abmelden entfernt.',
  offline:
    'Keine Verbindung zum Dienst. Was Sie sehen, wurde vorher geladen; Änderungen können nicht gespeichert werden.',
  reconnected: 'Wieder verbunden; alles wurde neu gelesen.',
  live: 'Live',
  notLive: 'Nicht live',
  whatItIsNot: 'Was diese Software nicht ist',
  notADevice:
    'Kein Medizinprodukt, keine Diagnose und nicht für Entscheidungen, die nicht auf ein Board warten können. Sie zeigt, was gemessen und gemeldet wurde, und listet Optionen zur Besprechung, ohne Rangfolge. Sie liest keine Bilder. Gezeigt werden nur Befunde, die diesem System gemeldet wurden; kein Hinweis heißt nicht, dass kein Notfall vorliegt.',
  more: 'Mehr dazu',
  accountOf: (name: string) => `Konto von ${name}`,
  keyboard: 'Tasten und Wörter',
  history: 'Verlauf',
  find: {
    title: 'Patient suchen',
    number: 'Patientennummer',
    hint: 'Die ganze Nummer, wie sie vergeben wurde. Sie steht dabei in keiner Adresse, und das Protokoll hält fest, dass gefragt wurde.',
    now: 'Suchen',
    nobody: 'Niemand mit dieser Nummer ist in Ihren Boards.',
    nobodyHint: 'Patienten anderer Boards werden hier nicht gefunden.',
    several: 'Mehr als ein Patient hat diese Nummer, von verschiedenen Stellen:',
    givenBy: (issuer: string) => `Nummer vergeben von ${issuer}`,
  },
  problems: {
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
    trace: (id: string) => `Wenn Sie das melden, nennen Sie die Kennung ${id}.`,
    fault: (code, words) => faults[code] ?? `Der Dienst antwortete: „${words}“`,
    refused: (status, words) =>
      refusals[status] ?? (status >= 500 ? 'Im Dienst ist etwas schiefgegangen.' : `Der Dienst antwortete: „${words}“`),
    unexpected: 'Auf dieser Seite ist etwas schiefgegangen.',
    notSaved: 'Nicht gespeichert',
  },
  notice: {
    undo: 'Rückgängig',
    notUndone:
      'Nicht rückgängig gemacht: Der Dienst nahm es nicht an. Versuchen Sie es noch einmal, oder sehen Sie nach, wie die Fälle jetzt stehen.',
  },
};
