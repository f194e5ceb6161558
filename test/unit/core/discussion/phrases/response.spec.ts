/** The words of the response core: each once in English, those that differ by more than words in German, and all of them whole. */
import fc from 'fast-check';
import { forbiddenIn, languages, render, type Phrase } from '../../../../../src/core/discussion/index.js';
import { phrasebook as english } from '../../../../../src/core/discussion/phrases/en/index.js';
import { phrasebook as german } from '../../../../../src/core/discussion/phrases/de/index.js';
import { responsePhrases } from '../../../../../src/core/discussion/phrases/en/response.js';
import {
  checkTargetSelection,
  classifyLine,
  disagreements,
  explanationOf,
  holdCodes,
  measureConfidence,
  smallestFlips,
  type NamedLesion,
  type ResponsePhrases,
} from '../../../../../src/core/response/index.js';
import { drawnHistory, drawnOptions } from '../../../../conformance/drawn-histories.js';

type Ids = keyof ResponsePhrases;
/** The ids whose words are tested here; those of traces have a file of their own. */
const ids = (Object.keys(responsePhrases) as Ids[]).filter((id) => !/^(RECIST-1\.1|iRECIST|pattern|trace)\//.test(id));

const lesion = (label: string, more: Partial<NamedLesion> = {}): NamedLesion => ({
  label,
  site: null,
  organ: 'lung',
  ...more,
});
const node = lesion('N', { site: 'left neck node', organ: 'lymph-node' });
const on = (date: string) => ({ from: date, to: date });
const scan = (date: string) => ({ label: 'week 9', date: on(date), studyDay: 64 });

type Row<Id extends Ids = Ids> = { [One in Id]: readonly [One, ResponsePhrases[One], string, string] }[Id];

const twoScans = [{ label: 'week 16' }, { label: 'week 8' }];

const rows: readonly Row[] = [
  [
    'hold/setting-unknown',
    {},
    'It is not known whether the disease is recurrent or metastatic.',
    'Es ist nicht bekannt, ob die Erkrankung rezidiviert oder metastasiert ist.',
  ],
  [
    'hold/treatment-unknown',
    {},
    'Nobody stated which drugs are given.',
    'Niemand hat angegeben, welche Medikamente gegeben werden.',
  ],
  [
    'hold/no-checkpoint-inhibitor',
    {},
    'No checkpoint inhibitor is among the drugs.',
    'Unter den Medikamenten ist kein Checkpoint-Inhibitor.',
  ],
  [
    'hold/last-dose-unknown',
    { days: 84 },
    'The drug was stopped and the date of its last dose is not known; a scan counts as under it for 84 days.',
    'Das Medikament wurde abgesetzt, und das Datum der letzten Gabe ist nicht bekannt; eine Untersuchung zählt bis 84 Tage danach als unter dem Medikament.',
  ],
  [
    'hold/checkpoint-inhibitor-ended',
    { days: 84 },
    'The scan lies more than 84 days after the last dose.',
    'Die Untersuchung liegt mehr als 84 Tage nach der letzten Gabe.',
  ],
  [
    'hold/within-noise',
    { grew: [lesion('G'), lesion('G2')], multiple: 2.4, under: 2.5 },
    'The growth of G, G2 is 2.4 SD of the measurement noise, under 2.5 SD, and was seen for the first time.',
    'Das Wachstum von G, G2 beträgt 2,4 SD des Messrauschens, unter 2,5 SD, und wurde zum ersten Mal gesehen.',
  ],
  [
    'hold/small-lesion',
    { only: lesion('S'), under: 15_000, changedUnder: 4_500 },
    'S is the only lesion on its side, is under 15 mm and changed by less than 4.5 mm.',
    'S ist als Einzige gewachsen oder als Einzige geschrumpft, misst unter 15 mm und hat sich um weniger als 4,5 mm verändert.',
  ],
  [
    'hold/small-lesion',
    { only: { sumOf: 'liver' }, under: 15_000, changedUnder: 5_000 },
    'The sum of liver is the only lesion on its side, is under 15 mm and changed by less than 5 mm.',
    'Organsumme Leber ist als Einzige gewachsen oder als Einzige geschrumpft, misst unter 15 mm und hat sich um weniger als 5 mm verändert.',
  ],
  [
    'hold/different-modality',
    {},
    'The scans that are compared differ in modality; held back until they are re-read.',
    'Die verglichenen Untersuchungen unterscheiden sich im Verfahren; zurückgehalten bis zur erneuten Befundung.',
  ],
  [
    'hold/different-contrast-phase',
    {},
    'The scans that are compared differ in contrast phase; held back until they are re-read.',
    'Die verglichenen Untersuchungen unterscheiden sich in der Kontrastmittelphase; zurückgehalten bis zur erneuten Befundung.',
  ],
  [
    'hold/different-slice-thickness',
    {},
    'The scans that are compared differ in slice thickness; held back until they are re-read.',
    'Die verglichenen Untersuchungen unterscheiden sich in der Schichtdicke; zurückgehalten bis zur erneuten Befundung.',
  ],
  [
    'hold/different-reader',
    {},
    'The scans that are compared differ in reader; held back until they are re-read.',
    'Die verglichenen Untersuchungen haben verschiedene Befunder; zurückgehalten bis zur erneuten Befundung.',
  ],
  [
    'hold/recent-procedure',
    { lesions: [lesion('G')], days: 84 },
    'G was excised, ablated or irradiated less than 84 days before the scan.',
    'G wurde weniger als 84 Tage vor der Untersuchung exzidiert, abladiert oder bestrahlt.',
  ],
  [
    'hold/recent-procedure',
    { lesions: [lesion('G'), lesion('H')], days: 84 },
    'G, H were excised, ablated or irradiated less than 84 days before the scan.',
    'G, H wurden weniger als 84 Tage vor der Untersuchung exzidiert, abladiert oder bestrahlt.',
  ],
  [
    'hold/first-scan-early',
    { days: 42 },
    'The first scan came less than 42 days after the start.',
    'Die erste Verlaufsuntersuchung lag weniger als 42 Tage nach dem Therapiebeginn.',
  ],
  [
    'hold/new-lesion-equivocal',
    { lesions: [lesion('X'), lesion('Y')] },
    'X, Y are reported as equivocal.',
    'X, Y sind als fraglich befundet.',
  ],
  [
    'hold/new-lesion-not-imaged-before',
    { lesions: [lesion('X')] },
    'X lies where nothing was imaged before.',
    'X liegt dort, wo zuvor keine Bildgebung erfolgte.',
  ],
  [
    'hold/sarcoid-like-nodes',
    {},
    'A sarcoid-like reaction is reported of what grew, or of its region.',
    'Eine sarkoidähnliche Reaktion ist für das Gewachsene oder seine Region berichtet.',
  ],
  [
    'hold/infection',
    {},
    'An infection is reported of what grew, or of its region.',
    'Eine Infektion ist für das Gewachsene oder seine Region berichtet.',
  ],
  [
    'hold/flare',
    {},
    'A flare is reported of what grew, or of its region.',
    'Ein Flare ist für das Gewachsene oder seine Region berichtet.',
  ],
  [
    'hold/small-new-node',
    { lesions: [lesion('X')] },
    'X is a new node of 10 to under 15 mm, seen once, without tissue or PET: to be looked at again at the next scan.',
    'X ist ein neuer Lymphknoten von 10 bis unter 15 mm, einmal gesehen, ohne Gewebe und ohne PET: bei der nächsten Untersuchung erneut anzusehen.',
  ],
  [
    'hold/small-new-node',
    { lesions: [lesion('X')], smaller: ['X'] },
    'X is a new node of 10 to under 15 mm, seen again and smaller, without tissue or PET: to be looked at again at the next scan.',
    'X ist ein neuer Lymphknoten von 10 bis unter 15 mm, erneut und kleiner gesehen, ohne Gewebe und ohne PET: bei der nächsten Untersuchung erneut anzusehen.',
  ],
  [
    'hold/small-new-node',
    { lesions: [lesion('X'), lesion('Y')], smaller: ['X'] },
    'X, Y are new nodes of 10 to under 15 mm, seen once, or again and smaller, without tissue or PET: to be looked at again at the next scan.',
    'X, Y sind neue Lymphknoten von 10 bis unter 15 mm, einmal, oder erneut und kleiner gesehen, ohne Gewebe und ohne PET: bei der nächsten Untersuchung erneut anzusehen.',
  ],
  [
    'hold/outside-population',
    {},
    'The tumour lies outside what these rules cover.',
    'Der Tumor liegt außerhalb dessen, was diese Regeln abdecken.',
  ],
  [
    'note/benign',
    { lesion: lesion('P'), kind: 'osteoradionecrosis', date: { from: '2026-03-20', to: '2026-03-20' } },
    'P shows no tumour in the tissue of 20-Mar-2026 (osteoradionecrosis): neither grower nor shrinker of a pattern until it grows a further 20 % and 5 mm.',
    'P zeigt im Gewebe vom 20-Mär-2026 keinen Tumor (Osteoradionekrose): in keinem Muster gewachsen oder geschrumpft, bis weitere 20 % und 5 mm Wachstum gemessen sind.',
  ],
  [
    'note/benign',
    {
      lesion: lesion('P'),
      kind: null,
      date: { from: '2026-03-20', to: '2026-03-20' },
      method: 'fine-needle',
      grewOn: true,
    },
    'P shows no tumour in the tissue of 20-Mar-2026, fine needle, and has grown by 20 % and 5 mm since: what it is now is open. A negative needle does not exclude tumour.',
    'P zeigt im Gewebe vom 20-Mär-2026 keinen Tumor (Feinnadel) und ist seither um 20 % und 5 mm gewachsen: Was sie jetzt ist, ist offen. Eine negative Nadel schließt Tumor nicht aus.',
  ],
  [
    'query/small-node-sent-as-new',
    { lesion: lesion('N'), size: 9_000 },
    'Node N was sent as new with 9 mm: under 10 mm a node is no new lesion; is it one?',
    'Lymphknoten N wurde mit 9 mm als neu gesendet: Unter 10 mm ist ein Lymphknoten keine neue Läsion; ist er eine?',
  ],
  [
    'query/drugs-changed',
    { drugs: ['paclitaxel', 'cetuximab'], from: { from: '2026-03-20', to: '2026-03-20' } },
    'From 20-Mar-2026 other drugs were stated inside this line (paclitaxel and cetuximab): is it a new line, with a baseline of its own?',
    'Ab 20-Mär-2026 sind in dieser Linie andere Medikamente angegeben (paclitaxel und cetuximab): Ist es eine neue Linie mit eigenem Ausgangsbefund?',
  ],
  [
    'hold/evaluators-disagree',
    { metFor: ['radiology'], notMetFor: ['central, second', 'third'] },
    'Evaluators disagree: met for "radiology", not met for "central, second", "third".',
    'Die Befunder sind sich nicht einig: erfüllt für „radiology“, nicht erfüllt für „central, second“, „third“.',
  ],
  [
    'hold/not-met-by-clinical-reader',
    { reader: 'central' },
    'The designated clinical reader, central, does not find it.',
    'Der benannte klinische Befunder, central, findet es nicht.',
  ],
  [
    'hold/clinical-reader-has-not-read',
    { reader: 'central' },
    'The designated clinical reader, central, has not read this scan.',
    'Der benannte klinische Befunder, central, hat diese Untersuchung nicht befundet.',
  ],
  [
    'hold/watch-definition',
    { definition: 'TAZ18' },
    'TAZ18 is shown as a watch, never as a flag.',
    'TAZ18 wird als Beobachtung gezeigt, nie als Markierung.',
  ],
  ['never-held/organ-at-risk', {}, 'An organ at risk is reported.', 'Ein gefährdetes Organ ist berichtet.'],
  [
    'never-held/ecog-worse',
    {},
    'The ECOG performance status is worse than at baseline.',
    'Der ECOG-Status ist schlechter als zum Ausgangsbefund.',
  ],
  [
    'never-held/second-growth',
    { grew: [lesion('G'), { sumOf: 'liver' }] },
    'G, the sum of liver grew at two scans in a row.',
    'G, Organsumme Leber sind in zwei Untersuchungen nacheinander gewachsen.',
  ],
  [
    'reason/grew-while-shrank',
    {
      grew: [{ what: node, from: 18_000, to: 26_000, since: scan('2026-03-02') }],
      appeared: [],
      equivocal: false,
      shrank: [
        { what: lesion('L1'), from: 24_000, to: 12_000 },
        { what: lesion('H', { site: 'H', organ: 'liver' }), from: 20_000, to: 10_600 },
      ],
      baseline: scan('2026-01-01'),
      scan: scan('2026-05-04'),
    },
    'N (left neck node) grew 18 to 26 mm (02-Mar to 04-May) while L1 (lung) 24 to 12 mm and H 20 to 10.6 mm shrank (01-Jan to 04-May).',
    'N („left neck node“) wuchs von 18 auf 26 mm (02-Mär bis 04-Mai), während L1 (Lunge) von 24 auf 12 mm und H von 20 auf 10,6 mm schrumpften (01-Jan bis 04-Mai).',
  ],
  [
    'reason/grew-while-shrank',
    {
      grew: [{ what: { sumOf: 'liver' }, from: 20_000, to: 30_000, since: null }],
      appeared: [
        { lesion: lesion('X', { organ: 'bone' }), size: 14_000 },
        { lesion: lesion('Y', { organ: null }), size: null },
        { lesion: lesion('Z', { organ: 'soft-tissue' }), size: 0 },
      ],
      equivocal: false,
      shrank: [{ what: { sumOf: 'lymph-node' }, from: 40_000, to: 20_000 }],
      baseline: { label: 'baseline', date: null, studyDay: 1 },
      scan: { label: 'week 9', date: null, studyDay: null },
    },
    'The sum of liver grew 20 to 30 mm (week 9), X (bone) is new, 14 mm (week 9), Y is new (week 9) and Z (soft tissue) is new (week 9) while the sum of lymph nodes 40 to 20 mm shrank (day 1 to week 9).',
    'Organsumme Leber wuchs von 20 auf 30 mm (week 9), X (Knochen) ist neu, 14 mm (week 9), Y ist neu (week 9) und Z (Weichteile) ist neu (week 9), während Organsumme Lymphknoten von 40 auf 20 mm schrumpfte (Tag 1 bis week 9).',
  ],
  [
    'reason/grew-while-shrank',
    {
      grew: [],
      appeared: [{ lesion: lesion('X', { organ: 'bone' }), size: 14_000 }],
      equivocal: true,
      shrank: [{ what: lesion('S'), from: 40_000, to: 20_000 }],
      baseline: { label: 'baseline', date: { from: '2026-01-01', to: '2026-01-31' }, studyDay: null },
      scan: scan('2026-03-09'),
    },
    'X (bone) is reported as new, equivocal, 14 mm (09-Mar) while S (lung) 40 to 20 mm shrank (Jan-2026 to 09-Mar).',
    'X (Knochen) ist als neu befundet, fraglich, 14 mm (09-Mär), während S (Lunge) von 40 auf 20 mm schrumpfte (Jan-2026 bis 09-Mär).',
  ],
  [
    'outside/curative-intent',
    {},
    'Treated with curative intent: outside what these rules cover.',
    'In kurativer Absicht behandelt: außerhalb dessen, was diese Regeln abdecken.',
  ],
  [
    'held/waits-for-sender',
    { value: "'1 cm' is not a length in mm", code: 'unreadable-length', sent: '1 cm' },
    "Waits for the sender: '1 cm' is not a length in mm",
    'Wartet auf den Absender: „1 cm“: ist keine Länge in mm',
  ],
  ['held/waits-for-sender', { value: null, code: null, sent: null }, 'Waits for the sender', 'Wartet auf den Absender'],
  [
    'not-evaluable/baseline-unknown',
    {},
    'The baseline is not known or waits for the sender',
    'Der Ausgangsbefund ist nicht bekannt oder wartet auf den Absender',
  ],
  [
    'not-evaluable/nothing-at-baseline',
    {},
    'No lesion was reported at baseline',
    'Im Ausgangsbefund wurde keine Läsion berichtet',
  ],
  [
    'not-evaluable/treated',
    { lesion: lesion('T'), at: 'this-scan' },
    'T was treated locally and cannot be evaluated as a target',
    'T wurde lokal behandelt und ist in dieser Untersuchung nicht als Zielläsion beurteilbar',
  ],
  [
    'not-evaluable/no-row',
    { lesion: lesion('T'), at: 'this-scan' },
    'T has no row at this scan',
    'T hat in dieser Untersuchung keine Zeile',
  ],
  [
    'not-evaluable/no-size',
    { lesion: lesion('T'), at: 'this-scan', state: 'not-done', reason: 'slice missing' },
    'T has no size: not done (slice missing)',
    'T hat in dieser Untersuchung keine Größe: nicht erfolgt („slice missing“)',
  ],
  [
    'not-evaluable/no-size',
    { lesion: lesion('T'), at: 'baseline', state: 'not-evaluable', reason: null },
    'At baseline T has no size: not evaluable',
    'T hat im Ausgangsbefund keine Größe: nicht beurteilbar',
  ],
  [
    'note/unread-scan',
    { scan: 'week 8' },
    "'week 8' waits for the sender and is not in the nadir: its values could lower it, so growth may be understated here.",
    '„week 8“ wartet auf den Absender und geht nicht in den Nadir ein: Die Werte könnten ihn senken, das Wachstum kann hier also unterschätzt sein.',
  ],
  [
    'note/no-true-baseline',
    {},
    'The first scan came after the start of treatment: not a true baseline.',
    'Die erste Untersuchung lag nach dem Therapiebeginn: kein echter Ausgangsbefund.',
  ],
  [
    'note/node-rose',
    { lesion: node, from: 9_900, to: 11_000 },
    'Node N rose from 9.9 to 11 mm: to be looked at again at the next scan.',
    'Lymphknoten N nahm von 9,9 auf 11 mm zu: bei der nächsten Untersuchung erneut anzusehen.',
  ],
  [
    'note/second-primary',
    { lesion: lesion('U'), histology: 'adenocarcinoma' },
    'U is another tumour by tissue (adenocarcinoma): in no sum and no pattern.',
    'U ist nach der Gewebeuntersuchung ein anderer Tumor („adenocarcinoma“): in keiner Summe und in keiner Definition.',
  ],
  [
    'note/treated',
    { lesion: lesion('T') },
    'T was treated locally since the baseline: its size is shown, not counted.',
    'T wurde seit dem Ausgangsbefund lokal behandelt: Die Größe wird gezeigt und nicht gezählt.',
  ],
  [
    'note/merged',
    { lesion: lesion('U'), into: 'T' },
    'U is one mass with T: neither is compared by itself.',
    'U ist mit T verschmolzen: Keine von beiden wird für sich verglichen.',
  ],
  [
    'note/merged',
    { lesion: lesion('U'), into: null },
    'U is one mass with another lesion: neither is compared by itself.',
    'U ist mit einer anderen Läsion verschmolzen: Keine von beiden wird für sich verglichen.',
  ],
  [
    'query/target-without-baseline',
    { lesion: lesion('T') },
    'Target T has no row at baseline; it is in no sum until its baseline is sent.',
    'Zielläsion T hat im Ausgangsbefund keine Zeile; sie geht in keine Summe ein, bis ihr Ausgangswert gesendet ist.',
  ],
  [
    'query/lesion-role-changed',
    { lesion: lesion('T'), role: 'non-target' },
    "Lesion T was sent under several roles; it is read as 'non-target', its first.",
    'Läsion T wurde in mehreren Rollen gesendet; sie wird in ihrer ersten gelesen, als Nicht-Zielläsion.',
  ],
  [
    'query/new-lesion-at-baseline',
    { lesion: lesion('X') },
    'Lesion X was sent as new, and was there at baseline or before; it does not count as new.',
    'Läsion X wurde als neu gesendet und war schon im Ausgangsbefund oder davor vorhanden; sie zählt nicht als neu.',
  ],
  [
    'query/node-on-longest-diameter',
    { lesion: node },
    'Node N was measured along its longest diameter; RECIST 1.1 needs the short axis.',
    'Lymphknoten N wurde im längsten Durchmesser gemessen; RECIST 1.1 verlangt die kurze Achse.',
  ],
  [
    'query/timepoint-not-placed',
    { scan: 'week 8' },
    "Timepoint 'week 8' has no date that puts it among the others; a date or a study day would.",
    'Zeitpunkt „week 8“ hat kein Datum, das ihn unter die anderen einordnet; ein Datum oder ein Studientag würde genügen.',
  ],
  [
    'query/baseline-missing',
    {},
    'Every timepoint was stated not to be the baseline; which one is it?',
    'Von jedem Zeitpunkt wurde angegeben, dass er nicht der Ausgangsbefund ist; welcher ist es?',
  ],
  [
    'query/which-treatment',
    {},
    'Which treatment? The drugs of this line were not stated; with a checkpoint inhibitor among them the watch becomes a flag.',
    'Welche Behandlung? Die Medikamente dieser Linie wurden nicht angegeben; mit einem Checkpoint-Inhibitor darunter wird aus der Beobachtung eine Markierung.',
  ],
  [
    'query/which-setting',
    {},
    'Recurrent or metastatic, or treated with curative intent? The setting of this line was not stated.',
    'Rezidiviert oder metastasiert, oder in kurativer Absicht behandelt? Das Behandlungsziel dieser Linie wurde nicht angegeben.',
  ],
  [
    'query/last-dose',
    {},
    'When was the last dose? The drug was stopped, and the date was not stated.',
    'Wann war die letzte Gabe? Das Medikament wurde abgesetzt, und das Datum wurde nicht angegeben.',
  ],
  [
    'query/date-against-study-day',
    { scan: 'week 8', date: '2023-03-11', studyDay: 57, days: 366, held: true },
    'The date of "week 8", 11-Mar-2023, and its study day 57 lie 366 days apart, measured by the other scans: which of them is right? Nothing is classified from it meanwhile.',
    'Das Datum von „week 8“, 11-Mär-2023, und sein Studientag 57 liegen 366 Tage auseinander, gemessen an den anderen Untersuchungen: Was davon stimmt? Bis dahin wird daraus nichts klassifiziert.',
  ],
  [
    'query/visit-number-against-date',
    { scans: twoScans },
    '"week 16" stands before "week 8" by date and after it by number: is a date wrong? They are read by their dates.',
    '„week 16“ steht nach dem Datum vor „week 8“, nach der Nummer danach: Ist ein Datum falsch? Gelesen wird nach dem Datum.',
  ],
  [
    'query/name-against-date',
    { scans: twoScans },
    '"week 16" stands before "week 8" by date and after it by name: is a date wrong? They are read by their dates.',
    '„week 16“ steht nach dem Datum vor „week 8“, nach dem Namen danach: Ist ein Datum falsch? Gelesen wird nach dem Datum.',
  ],
  [
    'query/name-far-from-date',
    { scan: 'week 8', named: 56, days: 422 },
    'The name of "week 8" says 56 days, and by its date it lies 422 days after the baseline: is a date wrong? It is read by its date.',
    'Der Name von „week 8“ sagt 56 Tage, und nach dem Datum liegt die Untersuchung 422 Tage nach dem Ausgangsbefund: Ist ein Datum falsch? Gelesen wird nach dem Datum.',
  ],
  [
    'query/order-not-certain',
    { scans: twoScans },
    'The dates of "week 16" and "week 8" leave open which came first, and nothing else says it: on which days were they? They are read in this order meanwhile.',
    'Die Daten von „week 16“ und „week 8“ lassen offen, was zuerst war, und sonst sagt es nichts: An welchen Tagen waren sie? Bis dahin gilt diese Reihenfolge.',
  ],
  [
    'query/one-name-two-modalities',
    { lesions: [{ label: 'T1', site: null, organ: null }], scan: 'week 8' },
    '"week 8" was sent by two modalities that both saw T1: which exam counts? They are read as two scans, one after the other.',
    '„week 8“ wurde mit zwei Modalitäten gesendet, die beide T1 zeigten: Welche Untersuchung zählt? Gelesen sind sie als zwei Untersuchungen nacheinander.',
  ],
  [
    'query/no-baseline-before-start',
    { scan: 'week 8', studyDay: 57 },
    'The first scan, "week 8", was made on study day 57, after treatment began: is there one before it? RECIST is read against it meanwhile.',
    'Die erste Untersuchung, „week 8“, wurde an Studientag 57 gemacht, nach Beginn der Behandlung: Gibt es eine davor? RECIST wird bis dahin gegen sie gelesen.',
  ],
  [
    'query/no-baseline-before-start',
    { scan: 'week 8', studyDay: null },
    'The first scan, "week 8", was made after the start of treatment: is there one before it? RECIST is read against it meanwhile.',
    'Die erste Untersuchung, „week 8“, wurde nach Beginn der Behandlung gemacht: Gibt es eine davor? RECIST wird bis dahin gegen sie gelesen.',
  ],
  [
    'query/start-not-certain',
    { scan: 'baseline' },
    'The start of treatment leaves open whether "baseline" came before it: on which day did it start? The scan is read as the baseline meanwhile.',
    'Der Beginn der Behandlung lässt offen, ob „baseline“ davor war: An welchem Tag begann sie? Die Untersuchung gilt bis dahin als Ausgangsbefund.',
  ],
  [
    'query/target-without-size-at-baseline',
    { lesions: [{ label: 'T1', site: null, organ: null }], scan: 'baseline', state: 'not-evaluable' },
    '"baseline": T1, sent as target, has no size at baseline (not evaluable), against which a target is measured: what did it measure?',
    '„baseline“: T1, als Zielläsion gesendet, hat im Ausgangsbefund keine Größe (nicht beurteilbar), gegen die eine Zielläsion gemessen wird: Was wurde gemessen?',
  ],
  [
    'query/target-merged-with-other',
    {
      lesion: { label: 'T1', site: null, organ: null },
      other: { label: 'N1', site: null, organ: null },
      scan: 'week 8',
    },
    '"week 8": target T1 is one mass with N1, which is in no sum: its size is not that of T1 alone. Which part of it is T1? It is read as sent.',
    '„week 8“: Zielläsion T1 ist eine Masse mit N1, die in keiner Summe steht: Ihre Größe ist nicht die von T1 allein. Welcher Teil davon ist T1? Sie ist gelesen wie gesendet.',
  ],
  [
    'query/new-lesion-never-seen',
    { lesion: { label: 'X1', site: null, organ: null }, scan: 'week 8', state: 'not-done' },
    'Lesion X1 was sent as new at "week 8" and not as seen (not done): is it there? It does not count as new meanwhile.',
    'Läsion X1 wurde in „week 8“ als neu gesendet, und nicht als gesehen (nicht erfolgt): Ist sie da? Bis dahin zählt sie nicht als neu.',
  ],
  [
    'query/several-baselines',
    { scans: twoScans },
    '"week 16" and "week 8" were each stated to be the baseline: which one is it? The last is read as it.',
    '„week 16“ und „week 8“ wurden jeweils als Ausgangsbefund angegeben: Welcher ist es? Der letzte gilt als solcher.',
  ],
  [
    'query/baseline-after-start',
    { scan: 'week 8', studyDay: 57 },
    '"week 8" was stated to be the baseline and lies on study day 57, after treatment began; there are earlier scans: is it the baseline? It is read as it.',
    '„week 8“ wurde als Ausgangsbefund angegeben und liegt auf Studientag 57, nach Beginn der Behandlung; es gibt frühere Untersuchungen: Ist das der Ausgangsbefund? So ist er gelesen.',
  ],
  [
    'query/baseline-by-name',
    { scan: 'screening', scans: [{ label: 'baseline' }] },
    '"screening" is read as the baseline, and "baseline" is called so: which one is it?',
    '„screening“ gilt als Ausgangsbefund, und „baseline“ heißt so: Welcher ist es?',
  ],
  [
    'query/target-without-size',
    { lesions: [node], scan: 'week 8' },
    '"week 8": N was sent as seen and without a size, which a target needs: what did it measure? It counts as not evaluated meanwhile.',
    '„week 8“: N wurde als gesehen und ohne Größe gesendet, die eine Zielläsion braucht: Was wurde gemessen? Bis dahin gilt sie als nicht beurteilt.',
  ],
  [
    'query/evaluators-alike',
    { evaluators: ['Radiology', 'radiology'] },
    'The evaluators "Radiology" and "radiology" differ in no more than case, blanks, marks or zeros and are read apart: one evaluator?',
    'Die Beurteiler „Radiology“ und „radiology“ unterscheiden sich nur in Groß- und Kleinschreibung, Leerzeichen, Satzzeichen oder Nullen und sind getrennt gelesen: ein Beurteiler?',
  ],
  [
    'query/one-day-by-number',
    { scans: twoScans },
    '"week 16" and "week 8" carry one date: was it copied? They are taken in the order of their numbers.',
    '„week 16“ und „week 8“ tragen dasselbe Datum: Wurde es übernommen? Sie stehen in der Reihenfolge ihrer Nummern.',
  ],
  [
    'query/one-day-unordered',
    { scans: twoScans },
    '"week 16" and "week 8" carry one date, and nothing says which came first: nothing is classified from them until their order is sent.',
    '„week 16“ und „week 8“ tragen dasselbe Datum, und nichts sagt, was zuerst war: Daraus wird nichts klassifiziert, bis die Reihenfolge gesendet ist.',
  ],
  [
    'query/size-tenfold',
    { lesions: [node], scan: 'week 8', change: 'a-tenth' },
    '"week 8": N measured about a tenth of the size before; is the unit right? The sizes are read as sent.',
    '„week 8“: Bei N wurde etwa ein Zehntel der Größe davor gemessen; stimmt die Einheit? Die Größen sind gelesen wie gesendet.',
  ],
  [
    'query/labels-alike',
    { lesions: [node, { ...node, label: 'n' }] },
    'The labels N and n differ in no more than case, blanks or zeros and are read as 2 lesions: one lesion?',
    'Die Bezeichnungen N und n unterscheiden sich nur in Groß- und Kleinschreibung, Leerzeichen oder Nullen und gelten als 2 Läsionen: eine Läsion?',
  ],
  [
    'query/lesion-in-two-organs',
    { lesion: node, organs: ['lung', 'liver'] },
    'Lesion N was sent in lung and liver: one lesion, or one label for two?',
    'Läsion N wurde in mehreren Organen gesendet (Lunge und Leber): eine Läsion, oder eine Bezeichnung für zwei?',
  ],
  [
    'query/too-many-targets',
    { count: 6, allowed: 5 },
    '6 targets at baseline; RECIST 1.1 allows 5. They are classified as sent.',
    '6 Zielläsionen im Ausgangsbefund; RECIST 1.1 erlaubt 5. Klassifiziert wird wie gesendet.',
  ],
  [
    'query/too-many-in-organ',
    { count: 3, allowed: 2, organ: 'lung' },
    '3 targets in one organ at baseline (lung); RECIST 1.1 allows 2. They are classified as sent.',
    '3 Zielläsionen in einem Organ im Ausgangsbefund (Lunge); RECIST 1.1 erlaubt 2. Klassifiziert wird wie gesendet.',
  ],
  [
    'query/target-not-measurable',
    { lesion: node, size: 8_500 },
    'Target N measured 8.5 mm at baseline, under the size that RECIST 1.1 calls measurable; it is read as sent.',
    'Zielläsion N maß im Ausgangsbefund 8,5 mm, weniger als RECIST 1.1 messbar nennt; sie ist gelesen wie gesendet.',
  ],
  [
    'query/non-target-after-baseline',
    { lesion: node, scan: 'week 8' },
    'Non-target N was first seen after the baseline, at "week 8": is it a new lesion?',
    'Nicht-Zielläsion N wurde erst nach dem Ausgangsbefund gesehen, in „week 8“: Ist sie eine neue Läsion?',
  ],
  [
    'query/new-node-under-limit',
    { lesion: node, scan: 'week 8' },
    'Lymph node N was sent as new at "week 8" under 10 mm short axis, which no criterion calls a new lesion: it does not count until it is larger. Is the axis right?',
    'Lymphknoten N wurde in „week 8“ als neu gesendet, mit weniger als 10 mm kurzer Achse; kein Kriterium nennt das eine neue Läsion: Er zählt nicht, bis er größer ist. Stimmt die Achse?',
  ],
  ['metabolic/no-uptake', {}, 'No uptake was stated', 'Es wurde keine Aufnahme angegeben'],
  [
    'metabolic/other-quantity',
    {},
    'SULpeak was not stated; another quantity is refused for PERCIST',
    'SULpeak wurde nicht angegeben; eine andere Messgröße wird für PERCIST nicht angenommen',
  ],
  [
    'metabolic/not-measurable',
    { hottest: '2', threshold: '2.25' },
    'Not measurable at baseline: 2 is under 2.25',
    'Im Ausgangsbefund nicht messbar: 2 liegt unter 2,25',
  ],
  [
    'metabolic/measurability-unchecked',
    {},
    'Measurability was not checked: mean and SD of the reference uptake were not stated',
    'Die Messbarkeit wurde nicht geprüft: Mittelwert und SD der Referenzaufnahme wurden nicht angegeben',
  ],
  [
    'metabolic/livers-differ',
    { before: '1.6', now: '1.9', percent: 20, absolute: '0.3' },
    'Liver uptake differs by more than 20 % or by 0.3 SUL or more: 1.6 and 1.9',
    'Die Aufnahme der Leber unterscheidet sich um mehr als 20 % oder um mindestens 0,3 SUL: 1,6 und 1,9',
  ],
  [
    'metabolic/times-differ',
    { before: 60, now: 76, minutes: 15 },
    'Uptake times differ by more than 15 minutes: 60 and 76',
    'Die Uptake-Zeiten unterscheiden sich um mehr als 15 Minuten: 60 und 76',
  ],
  ['metabolic/another-scanner', { before: 'A', now: 'B' }, 'Another scanner: A and B', 'Ein anderer Scanner: A und B'],
  ['metabolic/new-lesion', {}, 'New lesion', 'Neue Läsion'],
  ['metabolic/new-lesions', { count: 4 }, '4 new lesions', '4 neue Läsionen'],
  [
    'metabolic/could-be-hottest',
    { lesions: [lesion('P'), lesion('Q')] },
    'SULpeak of P, Q was not stated at this scan: it could be the hottest',
    'SULpeak von P, Q wurde in dieser Untersuchung nicht angegeben: Es könnte der höchste Wert sein',
  ],
  [
    'metabolic/perhaps-complete',
    { liver: '1.3' },
    'All lesions are under the liver (1.3); whether they equal the background is not stated, so it may be CMR',
    'Alle Läsionen liegen unter der Leber (1,3); ob sie dem Hintergrund gleichen, ist nicht angegeben, es kann also CMR sein',
  ],
  [
    'metabolic/no-common-quantity',
    {},
    'No quantity of uptake was stated at both scans',
    'Für beide Untersuchungen wurde keine gemeinsame Messgröße der Aufnahme angegeben',
  ],
  [
    'metabolic/extent-rose',
    { percent: 20 },
    'Longest dimension rose by 20 % or more',
    'Der längste Durchmesser nahm um 20 % oder mehr zu',
  ],
  [
    'metabolic/quantity-missing',
    { quantity: 'SUVmean' },
    'SUVmean of a lesion was not stated at this scan',
    'SUVmean einer Läsion wurde in dieser Untersuchung nicht angegeben',
  ],
  [
    'metabolic/sulpeak-missing',
    {},
    'SULpeak of a lesion was not stated at both scans',
    'SULpeak einer Läsion wurde nicht für beide Untersuchungen angegeben',
  ],
  [
    'metabolic/lesion-without-row',
    {},
    'A lesion has no row at this scan',
    'Eine Läsion hat in dieser Untersuchung keine Zeile',
  ],
  [
    'metabolic/disagreement',
    { bySize: 'PD', byUptake: 'PMR' },
    'By size PD, by uptake PMR',
    'Nach der Größe PD, nach der Aufnahme PMR',
  ],
  [
    'growth/no-first-evaluation',
    {},
    'There is no first evaluation with a true baseline',
    'Es gibt keine erste Verlaufsuntersuchung mit einem echten Ausgangsbefund',
  ],
  [
    'growth/no-scan-before',
    {},
    'No complete scan two weeks or more before the baseline',
    'Keine vollständige Untersuchung zwei Wochen oder mehr vor dem Ausgangsbefund',
  ],
  [
    'growth/no-growth-before',
    {},
    'No growth before treatment: a ratio of rates means nothing',
    'Kein Wachstum vor der Behandlung: Ein Verhältnis der Raten sagt nichts aus',
  ],
  [
    'growth/no-sum',
    {},
    'The first evaluation has no complete sum that can be compared with the baseline',
    'Die erste Verlaufsuntersuchung hat keine vollständige Summe, die mit dem Ausgangswert verglichen werden kann',
  ],
  [
    'growth/no-volume-rate',
    {},
    'A rate of volume has no value where a sum is 0 mm',
    'Eine Volumenrate hat keinen Wert, wo eine Summe 0 mm ist',
  ],
  [
    'growth/response-not-evaluable',
    {},
    'The first evaluation is NE under RECIST 1.1',
    'Die erste Verlaufsuntersuchung ist nach RECIST 1.1 NE',
  ],
  [
    'growth/organ-not-stated',
    {},
    'In which organ a lesion lies was not stated',
    'In welchem Organ eine Läsion liegt, wurde nicht angegeben',
  ],
  [
    'growth/two-months-unknown',
    {},
    'Whether the first evaluation lies within 2 months is not known',
    'Ob die erste Verlaufsuntersuchung innerhalb von 2 Monaten liegt, ist nicht bekannt',
  ],
  [
    'growth/given-up-unknown',
    {},
    'Whether the treatment was given up within 2 months is not known',
    'Ob die Behandlung innerhalb von 2 Monaten aufgegeben wurde, ist nicht bekannt',
  ],
  [
    'growth/ecog-unknown',
    {},
    'Whether ECOG became worse in the first 2 months is not known',
    'Ob sich der ECOG-Status in den ersten 2 Monaten verschlechterte, ist nicht bekannt',
  ],
  [
    'oligometastatic/synchronous-oligometastatic-disease',
    {},
    'synchronous oligometastatic disease',
    'synchrone oligometastatische Erkrankung',
  ],
  ['oligometastatic/metachronous-oligorecurrence', {}, 'metachronous oligorecurrence', 'metachrones Oligorezidiv'],
  ['oligometastatic/metachronous-oligoprogression', {}, 'metachronous oligoprogression', 'metachroner Oligoprogress'],
  ['oligometastatic/repeat-oligorecurrence', {}, 'repeat oligorecurrence', 'wiederholtes Oligorezidiv'],
  ['oligometastatic/repeat-oligoprogression', {}, 'repeat oligoprogression', 'wiederholter Oligoprogress'],
  ['oligometastatic/repeat-oligopersistence', {}, 'repeat oligopersistence', 'wiederholte Oligopersistenz'],
  ['oligometastatic/induced-oligorecurrence', {}, 'induced oligorecurrence', 'induziertes Oligorezidiv'],
  ['oligometastatic/induced-oligoprogression', {}, 'induced oligoprogression', 'induzierter Oligoprogress'],
  ['oligometastatic/induced-oligopersistence', {}, 'induced oligopersistence', 'induzierte Oligopersistenz'],
  [
    'selection/too-many-targets',
    { count: 6, allowed: 5 },
    '6 targets; RECIST 1.1 allows 5.',
    '6 Zielläsionen; RECIST 1.1 erlaubt 5.',
  ],
  [
    'selection/too-many-in-organ',
    { count: 3, allowed: 2, organ: 'lung' },
    '3 targets in one organ (lung); RECIST 1.1 allows 2.',
    '3 Zielläsionen in einem Organ (Lunge); RECIST 1.1 erlaubt 2.',
  ],
  [
    'selection/not-measurable',
    {},
    'Under the size that RECIST 1.1 calls measurable at baseline.',
    'Unter der Größe, von der an RECIST 1.1 eine Läsion im Ausgangsbefund messbar nennt.',
  ],
  [
    'selection/in-prior-field',
    {},
    'In a prior radiotherapy field without dated progression since: usually not measurable.',
    'In einem früheren Bestrahlungsfeld ohne datierten Progress seither: gewöhnlich nicht messbar.',
  ],
  [
    'flip/one-lesion',
    { lesion: 'T', change: 10, verdict: 'RECIST-1.1', to: 'PD' },
    "0.01 mm more in T would make RECIST-1.1 'PD'",
    'Mit 0,01 mm mehr in T wäre RECIST-1.1 „PD“',
  ],
  [
    'flip/one-lesion',
    { lesion: 'N', change: -3_100, verdict: 'DR-A', to: 'not-met' },
    "3.1 mm less in N would make DR-A 'not-met'",
    'Mit 3,1 mm weniger in N wäre DR-A „nicht erfüllt“',
  ],
  [
    'reported/differs',
    {
      component: 'new-lesion',
      reported: 'yes',
      derived: 'no',
      step: { rule: 'RECIST-1.1/new-lesion/none', inputs: {}, outcome: 'no' },
    },
    'new lesion: reported yes, derived no. No new lesion was reported. Outcome: no.',
    'neue Läsion: berichtet ja, abgeleitet nein. Keine neue Läsion wurde berichtet. Ergebnis: nein.',
  ],
  [
    'reported/differs',
    {
      component: 'target',
      reported: 'PR',
      derived: null,
      step: { rule: 'RECIST-1.1/target/none', inputs: {}, outcome: 'not-applicable' },
    },
    'target: reported PR, derived nothing. No target lesion was chosen at baseline, so there is no target response. Outcome: not-applicable.',
    'Zielläsionen: berichtet PR, abgeleitet nichts. Im Ausgangsbefund wurde keine Zielläsion gewählt, daher gibt es kein Ansprechen der Zielläsionen. Ergebnis: nicht anwendbar.',
  ],
  ['no-confidence/not-assessable', {}, 'not assessable at this timepoint', 'zu diesem Zeitpunkt nicht beurteilbar'],
  ['no-confidence/not-computed', {}, 'not computed', 'nicht berechnet'],
  [
    'no-confidence/not-independent',
    {},
    'rests on single lesions and on the sum of all targets at once, which are not independent: there is no closed form',
    'beruht auf einzelnen Läsionen und zugleich auf der Summe aller Zielläsionen, die nicht unabhängig sind: Es gibt keine geschlossene Form',
  ],
  [
    'no-confidence/uptake-noise-unknown',
    {},
    'the noise of uptake is not established',
    'das Rauschen der Aufnahme ist nicht bekannt',
  ],
  [
    'reading/recist/missingTarget',
    {},
    'A scan with a missing target: NE unless the measured rest already is PD against the nadir, or always NE',
    'Eine Untersuchung mit einer fehlenden Zielläsion: NE, sofern der gemessene Rest nicht schon PD gegenüber dem Nadir ist, oder immer NE',
  ],
  ['reading/recist/nadirFrom', {}, 'Scans that may set the nadir', 'Untersuchungen, die den Nadir setzen können'],
  [
    'reading/recist/normalNodes',
    {},
    'All nodes under 10 mm and nothing else left, the sum of these nodes risen: CR all the same, or PD first',
    'Alle Lymphknoten unter 10 mm und sonst nichts übrig, die Summe dieser Lymphknoten gestiegen: trotzdem CR, oder zuerst PD',
  ],
  [
    'reading/recist/partialResponse',
    {},
    'PR, once given: it stays until the targets are PD (EORTC), or each scan is read against the baseline alone',
    'PR, einmal gegeben: Sie bleibt bis zur PD der Zielläsionen (EORTC), oder jede Untersuchung wird nur mit dem Ausgangswert verglichen',
  ],
  [
    'reading/recist/growthAfterCompleteResponse',
    {},
    'Growth after a target CR, short of PD',
    'Wachstum nach CR der Zielläsionen, ohne PD zu erreichen',
  ],
  [
    'reading/recist/reappearance',
    {},
    'When a lesion that came back is PD by itself',
    'Wann eine wieder aufgetretene Läsion für sich PD ist',
  ],
  ['reading/recist/reappearedLesion', {}, 'After a PD by reappearance', 'Nach einer PD durch Wiederauftreten'],
  [
    'reading/recist/partlyEvaluatedNonTargets',
    {},
    'Some non-targets not evaluated: NE, or the verdict of those that were',
    'Einige Nicht-Zielläsionen nicht beurteilt: NE, oder das Ergebnis der beurteilten',
  ],
  [
    'reading/recist/newLesionWithoutRow',
    {},
    'A new lesion without a row at a later scan',
    'Eine neue Läsion ohne Zeile in einer späteren Untersuchung',
  ],
  [
    'reading/recist/equivocalNewLesion',
    {},
    'An equivocal new lesion that becomes unequivocal',
    'Eine fragliche neue Läsion, die eindeutig wird',
  ],
  ['reading/recist/afterProgression', {}, 'After the first PD', 'Nach der ersten PD'],
  [
    'reading/recist/tooSmallValue',
    {},
    'Size of a lesion that is seen but too small to measure',
    'Größe einer Läsion, die gesehen wird und zu klein zum Messen ist',
  ],
  [
    'reading/recist/confirmationDays',
    {},
    'Days from which a second CR confirms the first',
    'Tage, von denen an eine zweite CR die erste bestätigt',
  ],
  [
    'reading/immune/earliestConfirmationDays',
    {},
    'Scans under this many days from the first iUPD of the block are disregarded',
    'Untersuchungen weniger als so viele Tage nach der ersten iUPD des Blocks werden nicht berücksichtigt',
  ],
  [
    'reading/metabolic/afterFirstCycle',
    {},
    'EORTC 1999: the scan follows one cycle and responds at -15 %, not beyond -25 %',
    'EORTC 1999: Die Untersuchung folgt auf einen Zyklus und spricht ab -15 % an, nicht erst jenseits von -25 %',
  ],
  [
    'reading/bestResponse/minimumStableDays',
    {},
    'Days from the baseline after which a response that is not PD is at least SD; defined by the protocol',
    'Tage vom Ausgangsbefund an, nach denen ein Ansprechen, das nicht PD ist, mindestens SD ist; vom Protokoll festgelegt',
  ],
  [
    'reading/bestResponse/confirmationDays',
    {},
    'Days from which a later response confirms an earlier one',
    'Tage, von denen an ein späteres Ansprechen ein früheres bestätigt',
  ],
  [
    'reading/bestResponse/notEvaluableBetween',
    {},
    'Scans that may be NE between a response and its confirmation; none: any number',
    'Untersuchungen, die zwischen einem Ansprechen und seiner Bestätigung NE sein dürfen; none: beliebig viele',
  ],
  [
    'reading/noise/constant',
    {},
    'Constant part of the SD of the difference of two measurements',
    'Konstanter Anteil der SD des Unterschieds zweier Messungen',
  ],
  [
    'reading/noise/sameReader',
    {},
    'Part proportional to the mean of the two sizes, one evaluator throughout (a lower bound: from re-reading one image)',
    'Anteil proportional zum Mittel der beiden Größen, durchweg derselbe Befunder (eine untere Grenze: aus erneutem Befunden eines Bildes)',
  ],
  [
    'reading/noise/differentReaders',
    {},
    'Part proportional to the mean of the two sizes, different evaluators (interval change)',
    'Anteil proportional zum Mittel der beiden Größen, verschiedene Befunder (Veränderung zwischen zwei Untersuchungen)',
  ],
  [
    'reading/flags/noiseRule',
    {},
    "Hold a flag back while the grower's change lies within the noise and is seen for the first time",
    'Eine Markierung zurückhalten, solange die Veränderung der wachsenden Läsion im Messrauschen liegt und zum ersten Mal gesehen wird',
  ],
  [
    'reading/flags/noiseMultiple',
    {},
    'Multiple of the noise SD from which a growth counts as beyond measurement noise',
    'Vielfaches der SD des Messrauschens, von dem an ein Wachstum als jenseits des Messrauschens zählt',
  ],
  [
    'reading/flags/daysAfterLastDose',
    {},
    'Days after the last dose within which a scan still counts as under the checkpoint inhibitor',
    'Tage nach der letzten Gabe, in denen eine Untersuchung noch als unter dem Checkpoint-Inhibitor zählt',
  ],
  [
    'reading/flags/daysAfterProcedure',
    {},
    'A growing lesion treated, biopsied or irradiated less than this many days ago holds the flag back',
    'Eine wachsende Läsion, die vor weniger als so vielen Tagen behandelt, biopsiert oder bestrahlt wurde, hält die Markierung zurück',
  ],
  [
    'reading/flags/daysToFirstScan',
    {},
    'A first scan earlier than this many days after the start holds the flag back',
    'Eine erste Verlaufsuntersuchung früher als so viele Tage nach dem Therapiebeginn hält die Markierung zurück',
  ],
  [
    'reading/flags/smallLesion',
    {},
    'The only grower or shrinker under this size ...',
    'Die einzige gewachsene oder einzige geschrumpfte Läsion unter dieser Größe ...',
  ],
  [
    'reading/flags/smallChange',
    {},
    '... with a change under this one holds the flag back',
    '... mit einer Veränderung unter dieser hält die Markierung zurück',
  ],
  [
    'reading/flags/sameTimepointDays',
    {},
    'Assessments of two evaluators belong to the same scan within this many days',
    'Befunde zweier Befunder gehören zur selben Untersuchung, wenn sie innerhalb so vieler Tage liegen',
  ],
];

test.each(rows)('%s', (id, parameters, inEnglish, inGerman) => {
  const phrase = { id, parameters } as Phrase;
  expect([render(phrase, 'en'), render(phrase, 'de')]).toEqual([inEnglish, inGerman]);
});

describe('a reason to hold a flag back, in general', () => {
  it.each(languages)('is one sentence of its own that names nobody and no size, in %s', (language) => {
    const words = holdCodes.map((code) => render({ id: `hold-in-general/${code}`, parameters: {} }, language));
    for (const sentence of words) {
      expect(sentence).toMatch(/^[A-ZÄÖÜ][^.]*\.$/);
      expect(sentence).not.toMatch(/\d|mm/);
    }
    expect(new Set(words).size).toBe(holdCodes.length);
  });
});

test('every phrase of the response core is tested above, or in general', () => {
  const tested = new Set<string>(rows.map(([id]) => id));
  expect(ids.filter((id) => !tested.has(id) && !id.startsWith('hold-in-general/'))).toEqual([]);
});

test('both languages have words for the same phrases', () => {
  expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
});

const isPhrase = (value: object): value is Phrase => 'id' in value && 'parameters' in value;
const isStep = (value: object): value is Parameters<typeof explanationOf>[0] => 'rule' in value && 'inputs' in value;

/** Every phrase inside a value, the explanations of its traces among them. */
function phrasesIn(value: unknown): Phrase[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isPhrase(value)) return [value];
  return [...(isStep(value) ? [explanationOf(value)] : []), ...Object.values(value).flatMap(phrasesIn)];
}

/** English that would stand in a German text; names of criteria and definitions are the same in both. */
const englishWords =
  /\b(the|and|or|not|is|of|with|without|lesions?|scans?|targets?|outcome|known|none|met|yes|no|baseline|growth|sum|under|than|this|which|whether|because)\b/i;

/** Labels of lesions in drawn histories. */
const drawnLabels = /\b(target|non-target|new)-\d+/g;

/** What senders wrote, in a language of their own. */
function asSent(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && ['label', 'reason', 'scan', 'since', 'site', 'value'].includes(key)
      ? [inner]
      : asSent(inner),
  );
}

test('whatever a drawn history makes the core say is whole in both languages, and none of the words that no text uses', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 160 }), (seed) => {
      const [history, options] = [drawnHistory(seed), drawnOptions(seed)];
      const classification = classifyLine(history, options);
      const [own] = classification.evaluators;
      const said = phrasesIn([
        classification,
        measureConfidence(history, options),
        checkTargetSelection(history, own!.evaluator),
        smallestFlips(history, own!.evaluator, own!.timepoints.at(-1)!.key, options, { limit: 1_000 }),
        own!.timepoints.map((timepoint) => disagreements({ overall: 'PR', target: 'PD', newLesion: true }, timepoint)),
      ]);
      for (const phrase of said) {
        const [inEnglish, inGerman] = [render(phrase, 'en'), render(phrase, 'de')];
        for (const words of [inEnglish, inGerman]) expect(words).not.toMatch(/undefined|null|NaN|\[object|^\[|\{|\}/);
        expect(forbiddenIn([inEnglish], 'en')).toEqual([]);
        expect(forbiddenIn([inGerman], 'de')).toEqual([]);
        const own = asSent(phrase.parameters)
          .sort((one, other) => other.length - one.length)
          .reduce((words, sent) => words.replaceAll(sent, ''), inGerman);
        expect(own.replaceAll(drawnLabels, '')).not.toMatch(englishWords);
      }
    }),
    { numRuns: 60, seed: 7 },
  );
});
