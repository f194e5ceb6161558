import type { MonthNames } from '../format/dates.js';
import type {
  FlagTier,
  LesionRole,
  Modality,
  Organ,
  PatternVerdictValue,
  TimepointPhase,
} from '../../core/response/index.js';
import type { Words } from './english.js';
import { cases } from './cases-german.js';
import { disciplines } from './disciplines-german.js';
import { plural } from './plural.js';

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
  other: 'anderes Organ',
};

const roles: Readonly<Record<LesionRole, string>> = {
  target: 'Zielläsion',
  'non-target': 'Nichtzielläsion',
  new: 'neu',
};

const findingStates: Readonly<Record<string, string>> = {
  measured: 'gemessen',
  'too-small-to-measure': 'zu klein zum Messen',
  absent: 'nicht mehr nachweisbar',
  present: 'vorhanden',
  decreased: 'abgenommen',
  unchanged: 'unverändert',
  increased: 'zugenommen',
  'unequivocal-progression': 'eindeutiger Progress',
  merged: 'verschmolzen',
  'not-evaluable': 'NE',
  'not-done': 'nicht durchgeführt',
};

const modalities: Readonly<Record<Modality, string>> = {
  CT: 'CT',
  MR: 'MRT',
  'PET-CT': 'PET-CT',
  ultrasound: 'Ultraschall',
  'X-ray': 'Röntgen',
  clinical: 'klinisch',
};

const phases: Readonly<Record<TimepointPhase, string>> = {
  'before-treatment': 'vor der Behandlung',
  baseline: 'Ausgangswert',
  'follow-up': 'Verlauf',
  held: 'angehalten',
};

const definitionNames: Readonly<Record<string, string>> = {
  'DR-A': 'DR-A Wachstum bekannter Läsion',
  'DR-B': 'DR-B neue Läsion',
  'DR-C': 'DR-C Organebene',
};

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

const dismissals: Readonly<Record<string, string>> = cases.dismissals;

export const german: Words = {
  decimalMark: ',',
  months,
  organs,
  roles,
  modalities,
  findingState: (state: string): string => findingStates[state] ?? state,
  phases,
  tiers: { flag: 'Markierung', watch: 'Beobachtung' } satisfies Readonly<Record<FlagTier, string>>,
  verdicts: { met: 'erfüllt', 'not-met': 'nicht erfüllt', 'not-assessable': 'nicht beurteilbar' } satisfies Readonly<
    Record<PatternVerdictValue, string>
  >,
  definitionName: (definition: string): string => definitionNames[definition] ?? definition,
  itemStates: { draft: 'Entwurf', accepted: 'angenommen', dismissed: 'verworfen', closed: 'geschlossen' },
  jobs: {
    current: 'aktuell',
    classifying: 'wird ausgewertet',
    held: (count: number) => `angehalten: ${plural(count, 'Untersuchung', 'Untersuchungen')} unlesbar`,
    failed: 'konnte nicht ausgewertet werden',
    retry: 'Noch einmal versuchen',
  },
  roleNames: {
    submitter: 'Einsender',
    coordinator: 'Koordination',
    member: 'Boardmitglied',
    chair: 'Vorsitz',
    referrer: 'Zuweisung',
    administrator: 'Verwaltung',
  },
  windowPassed: (date: string) =>
    `Das Fenster für eine bestätigende Untersuchung endete am ${date}; die Frage beruht auf keiner späteren Untersuchung.`,
  cases,
  disciplines,
  caseNumber: (id: string) => `Fall ${id}`,
  patientNumber: (id: string) => `Patient Nr. ${id}`,
  heldBack: 'Als Beobachtung zurückgehalten:',
  reasonOf: (code) => reasons[code] ?? dismissals[code] ?? code,
  close: 'Schließen',
  reasonNeeded: 'Grund (nötig)',
  reasonMissing: 'Sagen Sie in wenigen Worten, warum: Der Grund wird aufbewahrt.',
  cancel: 'Abbrechen',
  needed: 'Das wird gebraucht.',
  calendar: {
    form: 'TT-Mmm-JJJJ',
    open: 'Kalender öffnen',
    labels: {
      monthLevelControl: 'Monat wählen',
      yearLevelControl: 'Jahr wählen',
      previousMonth: 'Voriger Monat',
      nextMonth: 'Nächster Monat',
      previousYear: 'Voriges Jahr',
      nextYear: 'Nächstes Jahr',
      previousDecade: 'Zehn Jahre früher',
      nextDecade: 'Zehn Jahre später',
    },
  },
};
