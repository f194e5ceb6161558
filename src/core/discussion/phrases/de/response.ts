import { faultInGerman } from '../../../record/index.js';
import {
  explanationOf,
  type LesionRole,
  type NamedLesion,
  type NamedMeasured,
  type NamedScan,
  type ResponsePhrases,
  type TracePhrases,
} from '../../../response/index.js';
import type { Phrasebook, Say } from '../say.js';
import { codes, findingStates } from './response-codes.js';
import { tracePhrases } from './trace.js';
import { tissueKinds, tissueMethods } from './stated.js';

const labels = (lesions: readonly NamedLesion[]): string => lesions.map(({ label }) => label).join(', ');

const measured = (what: NamedMeasured, say: Say): string =>
  'sumOf' in what ? `Organsumme ${say.organ(what.sumOf)}` : what.label;
const allMeasured = (what: readonly NamedMeasured[], say: Say): string =>
  what.map((one) => measured(one, say)).join(', ');

const is = (lesions: readonly unknown[], one: string, several: string): string =>
  lesions.length === 1 ? one : several;

/** How often small nodes were seen, of which some were larger before. */
const seenHow = (count: number, smaller: number): string =>
  smaller === 0
    ? 'einmal gesehen'
    : smaller === count
      ? 'erneut und kleiner gesehen'
      : 'einmal, oder erneut und kleiner gesehen';

const quoted = (names: readonly string[], say: Say): string => names.map(say.quoted).join(', ');

const decimal = (text: string): string => text.replace('.', ',');

const holds: Pick<Phrasebook<ResponsePhrases>, Extract<keyof ResponsePhrases, `hold/${string}`>> = {
  'hold/setting-unknown': () => 'Es ist nicht bekannt, ob die Erkrankung rezidiviert oder metastasiert ist.',
  'hold/treatment-unknown': () => 'Niemand hat angegeben, welche Medikamente gegeben werden.',
  'hold/no-checkpoint-inhibitor': () => 'Unter den Medikamenten ist kein Checkpoint-Inhibitor.',
  'hold/last-dose-unknown': ({ days }) =>
    `Das Medikament wurde abgesetzt, und das Datum der letzten Gabe ist nicht bekannt; eine Untersuchung zählt bis ${days} Tage danach als unter dem Medikament.`,
  'hold/checkpoint-inhibitor-ended': ({ days }) =>
    `Die Untersuchung liegt mehr als ${days} Tage nach der letzten Gabe.`,
  'hold/within-noise': ({ grew, multiple, under }, say) =>
    `Das Wachstum von ${allMeasured(grew, say)} beträgt ${say.number(multiple, 1)} SD des Messrauschens, unter ${decimal(`${under}`)} SD, und wurde zum ersten Mal gesehen.`,
  'hold/small-lesion': ({ only, under, changedUnder }, say) =>
    `${measured(only, say)} ist als Einzige gewachsen oder als Einzige geschrumpft, misst unter ${say.millimetres(under)} mm und hat sich um weniger als ${say.millimetres(changedUnder)} mm verändert.`,
  'hold/different-modality': () =>
    'Die verglichenen Untersuchungen unterscheiden sich im Verfahren; zurückgehalten bis zur erneuten Befundung.',
  'hold/different-contrast-phase': () =>
    'Die verglichenen Untersuchungen unterscheiden sich in der Kontrastmittelphase; zurückgehalten bis zur erneuten Befundung.',
  'hold/different-slice-thickness': () =>
    'Die verglichenen Untersuchungen unterscheiden sich in der Schichtdicke; zurückgehalten bis zur erneuten Befundung.',
  'hold/different-reader': () =>
    'Die verglichenen Untersuchungen haben verschiedene Befunder; zurückgehalten bis zur erneuten Befundung.',
  'hold/recent-procedure': ({ lesions, days }) =>
    `${labels(lesions)} ${is(lesions, 'wurde', 'wurden')} weniger als ${days} Tage vor der Untersuchung exzidiert, abladiert oder bestrahlt.`,
  'hold/first-scan-early': ({ days }) =>
    `Die erste Verlaufsuntersuchung lag weniger als ${days} Tage nach dem Therapiebeginn.`,
  'hold/new-lesion-equivocal': ({ lesions }) =>
    `${labels(lesions)} ${is(lesions, 'ist', 'sind')} als fraglich befundet.`,
  'hold/new-lesion-not-imaged-before': ({ lesions }) =>
    `${labels(lesions)} ${is(lesions, 'liegt', 'liegen')} dort, wo zuvor keine Bildgebung erfolgte.`,
  'hold/small-new-node': ({ lesions, smaller = [] }) =>
    `${labels(lesions)} ${is(lesions, 'ist ein neuer Lymphknoten', 'sind neue Lymphknoten')} von 10 bis unter 15 mm, ${seenHow(lesions.length, smaller.length)}, ohne Gewebe und ohne PET: bei der nächsten Untersuchung erneut anzusehen.`,
  'hold/outside-population': () => 'Der Tumor liegt außerhalb dessen, was diese Regeln abdecken.',
  'hold/sarcoid-like-nodes': () => 'Eine sarkoidähnliche Reaktion ist für das Gewachsene oder seine Region berichtet.',
  'hold/infection': () => 'Eine Infektion ist für das Gewachsene oder seine Region berichtet.',
  'hold/flare': () => 'Ein Flare ist für das Gewachsene oder seine Region berichtet.',
  'hold/evaluators-disagree': ({ metFor, notMetFor }, say) =>
    `Die Befunder sind sich nicht einig: erfüllt für ${quoted(metFor, say)}, nicht erfüllt für ${quoted(notMetFor, say)}.`,
  'hold/not-met-by-clinical-reader': ({ reader }) => `Der benannte klinische Befunder, ${reader}, findet es nicht.`,
  'hold/clinical-reader-has-not-read': ({ reader }) =>
    `Der benannte klinische Befunder, ${reader}, hat diese Untersuchung nicht befundet.`,
  'hold/watch-definition': ({ definition }) =>
    definition === 'DR-C'
      ? 'DR-C wird als Beobachtung gezeigt, außer wenn zwei Läsionen des wachsenden Organs um je 20 % und die Organsumme über das Messrauschen hinaus wuchsen.'
      : `${definition} wird als Beobachtung gezeigt, nie als Markierung.`,
};

const holdsInGeneral: Pick<
  Phrasebook<ResponsePhrases>,
  Extract<keyof ResponsePhrases, `hold-in-general/${string}` | `never-held/${string}`>
> = {
  'hold-in-general/setting-unknown': () => 'Es ist nicht bekannt, ob die Erkrankung rezidiviert oder metastasiert ist.',
  'hold-in-general/treatment-unknown': () => 'Niemand hat angegeben, welche Medikamente gegeben werden.',
  'hold-in-general/no-checkpoint-inhibitor': () => 'Unter den Medikamenten ist kein Checkpoint-Inhibitor.',
  'hold-in-general/last-dose-unknown': () =>
    'Das Medikament wurde abgesetzt, und das Datum der letzten Gabe ist nicht bekannt.',
  'hold-in-general/checkpoint-inhibitor-ended': () =>
    'Die Untersuchung liegt zu lange nach der letzten Gabe, um als unter dem Medikament zu zählen.',
  'hold-in-general/within-noise': () => 'Das Wachstum liegt im Messrauschen und wurde zum ersten Mal gesehen.',
  'hold-in-general/small-lesion': () =>
    'Die einzige gewachsene oder die einzige geschrumpfte Läsion ist klein und hat sich wenig verändert.',
  'hold-in-general/different-modality': () => 'Die verglichenen Untersuchungen unterscheiden sich im Verfahren.',
  'hold-in-general/different-contrast-phase': () =>
    'Die verglichenen Untersuchungen unterscheiden sich in der Kontrastmittelphase.',
  'hold-in-general/different-slice-thickness': () =>
    'Die verglichenen Untersuchungen unterscheiden sich in der Schichtdicke.',
  'hold-in-general/different-reader': () => 'Die verglichenen Untersuchungen haben verschiedene Befunder.',
  'hold-in-general/recent-procedure': () =>
    'Was wuchs oder neu ist, wurde kurz vor der Untersuchung exzidiert, abladiert oder bestrahlt.',
  'hold-in-general/first-scan-early': () => 'Die erste Verlaufsuntersuchung lag zu früh nach dem Therapiebeginn.',
  'hold-in-general/new-lesion-equivocal': () => 'Die neue Läsion ist als fraglich befundet.',
  'hold-in-general/new-lesion-not-imaged-before': () =>
    'Die neue Läsion liegt dort, wo zuvor keine Bildgebung erfolgte.',
  'hold-in-general/sarcoid-like-nodes': () =>
    'Eine sarkoidähnliche Reaktion ist für das Gewachsene oder seine Region berichtet.',
  'hold-in-general/infection': () => 'Eine Infektion ist für das Gewachsene oder seine Region berichtet.',
  'hold-in-general/flare': () => 'Ein Flare ist für das Gewachsene oder seine Region berichtet.',
  'hold-in-general/small-new-node': () =>
    'Die neue Läsion ist ein kleiner Lymphknoten, der einmal gesehen wurde oder kleiner ist als zuvor.',
  'hold-in-general/outside-population': () => 'Der Tumor liegt außerhalb dessen, was diese Regeln abdecken.',
  'hold-in-general/evaluators-disagree': () => 'Die Befunder sind sich nicht einig, ob die Definition erfüllt ist.',
  'hold-in-general/not-met-by-clinical-reader': () => 'Der benannte klinische Befunder findet es nicht.',
  'hold-in-general/clinical-reader-has-not-read': () =>
    'Der benannte klinische Befunder hat die Untersuchung nicht befundet.',
  'hold-in-general/watch-definition': () => 'Die erfüllte Definition wird als Beobachtung gezeigt, nie als Markierung.',
  'never-held/organ-at-risk': () => 'Ein gefährdetes Organ ist berichtet.',
  'never-held/ecog-worse': () => 'Der ECOG-Status ist schlechter als zum Ausgangsbefund.',
  'never-held/second-growth': ({ grew }, say) =>
    `${allMeasured(grew, say)} ${is(grew, 'ist', 'sind')} in zwei Untersuchungen nacheinander gewachsen.`,
};

/** 'N („left neck node“)', 'L1 (Lunge)'. */
function inPlace({ label, site, organ }: NamedLesion, say: Say): string {
  if (site === label) return label;
  if (site !== null) return `${label} (${say.quoted(site)})`;
  return organ === null ? label : `${label} (${say.organ(organ)})`;
}

const inPlaceOrSum = (what: NamedMeasured, say: Say): string =>
  'sumOf' in what ? measured(what, say) : inPlace(what, say);

/** By its date, its study day or the sender's label. */
function when({ date, studyDay, label }: NamedScan, say: Say): string {
  if (date !== null) return say.shortDate(date);
  return studyDay === null ? label : `Tag ${studyDay}`;
}

const sizes = (from: number, to: number, say: Say): string =>
  `von ${say.millimetres(from)} auf ${say.millimetres(to)} mm`;

/** Results of engines before 0.8.0 do not say it. */
function withoutIt(scan: NamedScan | null | undefined, say: Say): string {
  if (scan === undefined) return '';
  return scan === null
    ? ', keine frühere Untersuchung zeigt die Stelle ohne sie'
    : `, nicht berichtet ${when(scan, say)}`;
}

function reason(
  { grew, appeared, equivocal, shrank, baseline, scan }: ResponsePhrases['reason/grew-while-shrank'],
  say: Say,
): string {
  const now = when(scan, say);
  const growth = grew.map(
    ({ what, from, to, since }) =>
      `${inPlaceOrSum(what, say)} wuchs ${sizes(from, to, say)} (${since === null ? now : `${when(since, say)} bis ${now}`})`,
  );
  const fresh = appeared.map(({ lesion, size, first, notAt }) => {
    const shown = size === null || size === 0 ? '' : `, ${say.millimetres(size)} mm`;
    const word = equivocal ? 'als neu befundet, fraglich' : 'neu';
    if (first === undefined || when(first, say) === now)
      return `${inPlace(lesion, say)} ist ${word}${shown} (${now}${withoutIt(notAt, say)})`;
    return `${inPlace(lesion, say)} ist ${word}, zuerst gesehen ${when(first, say)}${withoutIt(notAt, say)}${shown} (${now})`;
  });
  const shrinkage = shrank.map(({ what, from, to }) => `${inPlaceOrSum(what, say)} ${sizes(from, to, say)}`);
  return `${say.list([...growth, ...fresh])}, während ${say.list(shrinkage)} ${is(shrank, 'schrumpfte', 'schrumpften')} (${when(baseline, say)} bis ${now}).`;
}

const roles: Readonly<Record<LesionRole, string>> = {
  target: 'Zielläsion',
  'non-target': 'Nicht-Zielläsion',
  new: 'neue Läsion',
};

const components: Readonly<Record<ResponsePhrases['reported/differs']['component'], string>> = {
  target: 'Zielläsionen',
  'non-target': 'Nicht-Zielläsionen',
  'new-lesion': 'neue Läsion',
  overall: 'insgesamt',
};

const codeOf = (code: string): string => codes[code] ?? code;

const at = (scan: 'this-scan' | 'baseline'): string =>
  scan === 'baseline' ? 'im Ausgangsbefund' : 'in dieser Untersuchung';

const everythingElse: Omit<
  Phrasebook<ResponsePhrases>,
  keyof typeof holds | keyof typeof holdsInGeneral | keyof TracePhrases
> = {
  'reason/grew-while-shrank': reason,
  'outside/curative-intent': () => 'In kurativer Absicht behandelt: außerhalb dessen, was diese Regeln abdecken.',

  'held/waits-for-sender': ({ value, code, sent }) => {
    // Stored before the kind of a fault was: nothing but the words for the sender is there.
    const words = code === null || code === undefined ? value : faultInGerman({ code, value: sent }).wrong;
    return words === null ? 'Wartet auf den Absender' : `Wartet auf den Absender: ${words}`;
  },
  'not-evaluable/baseline-unknown': () => 'Der Ausgangsbefund ist nicht bekannt oder wartet auf den Absender',
  'not-evaluable/nothing-at-baseline': () => 'Im Ausgangsbefund wurde keine Läsion berichtet',
  'not-evaluable/treated': ({ lesion, at: scan }) =>
    `${lesion.label} wurde lokal behandelt und ist ${at(scan)} nicht als Zielläsion beurteilbar`,
  'not-evaluable/no-row': ({ lesion, at: scan }) => `${lesion.label} hat ${at(scan)} keine Zeile`,
  'not-evaluable/no-size': ({ lesion, at: scan, state, reason: because }) =>
    `${lesion.label} hat ${at(scan)} keine Größe: ${findingStates[state]}${because === null ? '' : ` („${because}“)`}`,
  'note/unread-scan': ({ scan }, say) =>
    `${say.quoted(scan)} wartet auf den Absender und geht nicht in den Nadir ein: Die Werte könnten ihn senken, das Wachstum kann hier also unterschätzt sein.`,
  'note/no-true-baseline': () => 'Die erste Untersuchung lag nach dem Therapiebeginn: kein echter Ausgangsbefund.',
  'note/node-rose': ({ lesion, from, to }, say) =>
    `Lymphknoten ${lesion.label} nahm von ${say.millimetres(from)} auf ${say.millimetres(to)} mm zu: bei der nächsten Untersuchung erneut anzusehen.`,
  'note/second-primary': ({ lesion, histology }, say) =>
    `${lesion.label} ist nach der Gewebeuntersuchung ein anderer Tumor (${say.quoted(histology)}): in keiner Summe und in keiner Definition.`,
  'note/benign': ({ lesion, kind, date, method = null, grewOn = false }, say) => {
    const said = [...(kind === null ? [] : [tissueKinds[kind]]), ...(method === null ? [] : [tissueMethods[method]])];
    const how = said.length > 0 ? ` (${said.join(', ')})` : '';
    const shown = `${lesion.label} zeigt im Gewebe vom ${say.date(date)} keinen Tumor${how}`;
    const needle = method === null || method === 'excision' ? '' : ' Eine negative Nadel schließt Tumor nicht aus.';
    return grewOn
      ? `${shown} und ist seither um 20 % und 5 mm gewachsen: Was sie jetzt ist, ist offen.${needle}`
      : `${shown}: in keinem Muster gewachsen oder geschrumpft, bis weitere 20 % und 5 mm Wachstum gemessen sind.${needle}`;
  },
  'note/treated': ({ lesion }) =>
    `${lesion.label} wurde seit dem Ausgangsbefund lokal behandelt: Die Größe wird gezeigt und nicht gezählt.`,
  'note/merged': ({ lesion, into }) =>
    `${lesion.label} ist mit ${into ?? 'einer anderen Läsion'} verschmolzen: Keine von beiden wird für sich verglichen.`,

  'query/target-without-baseline': ({ lesion }) =>
    `Zielläsion ${lesion.label} hat im Ausgangsbefund keine Zeile; sie geht in keine Summe ein, bis ihr Ausgangswert gesendet ist.`,
  'query/lesion-role-changed': ({ lesion, role }) =>
    `Läsion ${lesion.label} wurde in mehreren Rollen gesendet; sie wird in ihrer ersten gelesen, als ${roles[role]}.`,
  'query/new-lesion-at-baseline': ({ lesion }) =>
    `Läsion ${lesion.label} wurde als neu gesendet und war schon im Ausgangsbefund oder davor vorhanden; sie zählt nicht als neu.`,
  'query/node-on-longest-diameter': ({ lesion }) =>
    `Lymphknoten ${lesion.label} wurde im längsten Durchmesser gemessen; RECIST 1.1 verlangt die kurze Achse.`,
  'query/small-node-sent-as-new': ({ lesion, size }, say) =>
    `Lymphknoten ${lesion.label} wurde mit ${say.millimetres(size)} mm als neu gesendet: Unter 10 mm ist ein Lymphknoten keine neue Läsion; ist er eine?`,
  'query/drugs-changed': ({ drugs, from }, say) =>
    `Ab ${say.date(from)} sind in dieser Linie andere Medikamente angegeben (${say.list(drugs)}): Ist es eine neue Linie mit eigenem Ausgangsbefund?`,
  'query/timepoint-not-placed': ({ scan }, say) =>
    `Zeitpunkt ${say.quoted(scan)} hat kein Datum, das ihn unter die anderen einordnet; ein Datum oder ein Studientag würde genügen.`,
  'query/baseline-missing': () =>
    'Von jedem Zeitpunkt wurde angegeben, dass er nicht der Ausgangsbefund ist; welcher ist es?',
  'query/which-treatment': () =>
    'Welche Behandlung? Die Medikamente dieser Linie wurden nicht angegeben; mit einem Checkpoint-Inhibitor darunter wird aus der Beobachtung eine Markierung.',
  'query/which-setting': () =>
    'Rezidiviert oder metastasiert, oder in kurativer Absicht behandelt? Das Behandlungsziel dieser Linie wurde nicht angegeben.',
  'query/last-dose': () =>
    'Wann war die letzte Gabe? Das Medikament wurde abgesetzt, und das Datum wurde nicht angegeben.',
  'query/date-against-study-day': ({ scan, date, studyDay, days, held }, say) =>
    `Das Datum von ${say.quoted(scan)}, ${say.day(date)}, und sein Studientag ${studyDay} liegen ${days} Tage auseinander, gemessen an den anderen Untersuchungen: Was davon stimmt?${held ? ' Bis dahin wird daraus nichts klassifiziert.' : ' Bis dahin gilt das Datum.'}`,
  'query/visit-number-against-date': ({ scans }, say) =>
    `${scans.map(({ label }) => say.quoted(label)).join(' steht nach dem Datum vor ')}, nach der Nummer danach: Ist ein Datum falsch? Gelesen wird nach dem Datum.`,
  'query/several-baselines': ({ scans }, say) =>
    `${say.list(scans.map(({ label }) => say.quoted(label)))} wurden jeweils als Ausgangsbefund angegeben: Welcher ist es? Der letzte gilt als solcher.`,
  'query/baseline-after-start': ({ scan, studyDay }, say) =>
    `${say.quoted(scan)} wurde als Ausgangsbefund angegeben und liegt auf Studientag ${studyDay}, nach Beginn der Behandlung; es gibt frühere Untersuchungen: Ist das der Ausgangsbefund? So ist er gelesen.`,
  'query/no-baseline-before-start': ({ scan, studyDay }, say) =>
    `Die erste Untersuchung, ${say.quoted(scan)}, wurde ${studyDay === null ? 'nach Beginn der Behandlung gemacht' : `an Studientag ${studyDay} gemacht, nach Beginn der Behandlung`}: Gibt es eine davor? RECIST wird bis dahin gegen sie gelesen.`,
  'query/start-not-certain': ({ scan }, say) =>
    `Der Beginn der Behandlung lässt offen, ob ${say.quoted(scan)} davor war: An welchem Tag begann sie? Die Untersuchung gilt bis dahin als Ausgangsbefund.`,
  'query/baseline-by-name': ({ scan, scans }, say) =>
    `${say.quoted(scan)} gilt als Ausgangsbefund, und ${say.list(scans.map(({ label }) => say.quoted(label)))} heißt so: Welcher ist es?`,
  'query/target-without-size': ({ lesions, scan }, say) =>
    `${say.quoted(scan)}: ${labels(lesions)} wurde als gesehen und ohne Größe gesendet, die eine Zielläsion braucht: Was wurde gemessen? Bis dahin gilt sie als nicht beurteilt.`,
  'query/evaluators-alike': ({ evaluators }, say) =>
    `Die Beurteiler ${say.list(evaluators.map(say.quoted))} unterscheiden sich nur in Groß- und Kleinschreibung, Leerzeichen, Satzzeichen oder Nullen und sind getrennt gelesen: ein Beurteiler?`,
  'query/name-against-date': ({ scans }, say) =>
    `${scans.map(({ label }) => say.quoted(label)).join(' steht nach dem Datum vor ')}, nach dem Namen danach: Ist ein Datum falsch? Gelesen wird nach dem Datum.`,
  'query/name-far-from-date': ({ scan, named, days }, say) =>
    `Der Name von ${say.quoted(scan)} sagt ${named} Tage, und nach dem Datum liegt die Untersuchung ${days} Tage nach dem Ausgangsbefund: Ist ein Datum falsch? Gelesen wird nach dem Datum.`,
  'query/one-day-by-number': ({ scans }, say) =>
    `${say.list(scans.map(({ label }) => say.quoted(label)))} tragen dasselbe Datum: Wurde es übernommen? Sie stehen in der Reihenfolge ihrer Nummern.`,
  'query/one-day-unordered': ({ scans }, say) =>
    `${say.list(scans.map(({ label }) => say.quoted(label)))} tragen dasselbe Datum, und nichts sagt, was zuerst war: Daraus wird nichts klassifiziert, bis die Reihenfolge gesendet ist.`,
  'query/order-not-certain': ({ scans }, say) =>
    `Die Daten von ${say.list(scans.map(({ label }) => say.quoted(label)))} lassen offen, was zuerst war, und sonst sagt es nichts: An welchen Tagen waren sie? Bis dahin gilt diese Reihenfolge.`,
  'query/one-name-two-modalities': ({ lesions, scan }, say) =>
    `${say.quoted(scan)} wurde mit zwei Modalitäten gesendet, die beide ${labels(lesions)} zeigten: Welche Untersuchung zählt? Gelesen sind sie als zwei Untersuchungen nacheinander.`,
  'query/size-tenfold': ({ lesions, scan, change }, say) =>
    `${say.quoted(scan)}: Bei ${labels(lesions)} wurde etwa ${change === 'ten-times' ? 'das Zehnfache' : 'ein Zehntel'} der Größe davor gemessen; stimmt die Einheit? Die Größen sind gelesen wie gesendet.`,
  'query/labels-alike': ({ lesions }, say) =>
    `Die Bezeichnungen ${say.list(lesions.map(({ label }) => label))} unterscheiden sich nur in Groß- und Kleinschreibung, Leerzeichen oder Nullen und gelten als ${lesions.length} Läsionen: eine Läsion?`,
  'query/lesion-in-two-organs': ({ lesion, organs }, say) =>
    `Läsion ${lesion.label} wurde in mehreren Organen gesendet (${say.list(organs.map(say.organ))}): eine Läsion, oder eine Bezeichnung für zwei?`,
  'query/too-many-targets': ({ count, allowed }) =>
    `${count} Zielläsionen im Ausgangsbefund; RECIST 1.1 erlaubt ${allowed}. Klassifiziert wird wie gesendet.`,
  'query/too-many-in-organ': ({ count, allowed, organ }, say) =>
    `${count} Zielläsionen in einem Organ im Ausgangsbefund (${say.organ(organ)}); RECIST 1.1 erlaubt ${allowed}. Klassifiziert wird wie gesendet.`,
  'query/target-not-measurable': ({ lesion, size }, say) =>
    `Zielläsion ${lesion.label} maß im Ausgangsbefund ${say.millimetres(size)} mm, weniger als RECIST 1.1 messbar nennt; sie ist gelesen wie gesendet.`,
  'query/target-without-size-at-baseline': ({ lesions, scan, state }, say) =>
    `${say.quoted(scan)}: ${labels(lesions)}, als Zielläsion gesendet, hat im Ausgangsbefund keine Größe (${findingStates[state]}), gegen die eine Zielläsion gemessen wird: Was wurde gemessen?`,
  'query/target-merged-with-other': ({ lesion, other, scan }, say) =>
    `${say.quoted(scan)}: Zielläsion ${lesion.label} ist eine Masse mit ${other.label}, die in keiner Summe steht: Ihre Größe ist nicht die von ${lesion.label} allein. Welcher Teil davon ist ${lesion.label}? Sie ist gelesen wie gesendet.`,
  'query/new-lesion-never-seen': ({ lesion, scan, state }, say) =>
    `Läsion ${lesion.label} wurde in ${say.quoted(scan)} als neu gesendet, und nicht als gesehen (${findingStates[state]}): Ist sie da? Bis dahin zählt sie nicht als neu.`,
  'query/non-target-after-baseline': ({ lesion, scan }, say) =>
    `Nicht-Zielläsion ${lesion.label} wurde erst nach dem Ausgangsbefund gesehen, in ${say.quoted(scan)}: Ist sie eine neue Läsion?`,
  'query/new-node-under-limit': ({ lesion, scan }, say) =>
    `Lymphknoten ${lesion.label} wurde in ${say.quoted(scan)} als neu gesendet, mit weniger als 10 mm kurzer Achse; kein Kriterium nennt das eine neue Läsion: Er zählt nicht, bis er größer ist. Stimmt die Achse?`,

  'metabolic/no-uptake': () => 'Es wurde keine Aufnahme angegeben',
  'metabolic/other-quantity': () =>
    'SULpeak wurde nicht angegeben; eine andere Messgröße wird für PERCIST nicht angenommen',
  'metabolic/not-measurable': ({ hottest, threshold }) =>
    `Im Ausgangsbefund nicht messbar: ${decimal(hottest)} liegt unter ${decimal(threshold)}`,
  'metabolic/measurability-unchecked': () =>
    'Die Messbarkeit wurde nicht geprüft: Mittelwert und SD der Referenzaufnahme wurden nicht angegeben',
  'metabolic/livers-differ': ({ before, now, percent, absolute }) =>
    `Die Aufnahme der Leber unterscheidet sich um mehr als ${percent} % oder um mindestens ${decimal(absolute)} SUL: ${decimal(before)} und ${decimal(now)}`,
  'metabolic/times-differ': ({ before, now, minutes }) =>
    `Die Uptake-Zeiten unterscheiden sich um mehr als ${minutes} Minuten: ${before} und ${now}`,
  'metabolic/another-scanner': ({ before, now }) => `Ein anderer Scanner: ${before} und ${now}`,
  'metabolic/new-lesion': () => 'Neue Läsion',
  'metabolic/new-lesions': ({ count }) => `${count} neue Läsionen`,
  'metabolic/could-be-hottest': ({ lesions }) =>
    `SULpeak von ${labels(lesions)} wurde in dieser Untersuchung nicht angegeben: Es könnte der höchste Wert sein`,
  'metabolic/perhaps-complete': ({ liver }) =>
    `Alle Läsionen liegen unter der Leber (${decimal(liver)}); ob sie dem Hintergrund gleichen, ist nicht angegeben, es kann also CMR sein`,
  'metabolic/no-common-quantity': () =>
    'Für beide Untersuchungen wurde keine gemeinsame Messgröße der Aufnahme angegeben',
  'metabolic/extent-rose': ({ percent }) => `Der längste Durchmesser nahm um ${percent} % oder mehr zu`,
  'metabolic/quantity-missing': ({ quantity }) =>
    `${quantity} einer Läsion wurde in dieser Untersuchung nicht angegeben`,
  'metabolic/sulpeak-missing': () => 'SULpeak einer Läsion wurde nicht für beide Untersuchungen angegeben',
  'metabolic/lesion-without-row': () => 'Eine Läsion hat in dieser Untersuchung keine Zeile',
  'metabolic/disagreement': ({ bySize, byUptake }) => `Nach der Größe ${bySize}, nach der Aufnahme ${byUptake}`,

  'growth/no-first-evaluation': () => 'Es gibt keine erste Verlaufsuntersuchung mit einem echten Ausgangsbefund',
  'growth/no-scan-before': () => 'Keine vollständige Untersuchung zwei Wochen oder mehr vor dem Ausgangsbefund',
  'growth/no-growth-before': () => 'Kein Wachstum vor der Behandlung: Ein Verhältnis der Raten sagt nichts aus',
  'growth/no-sum': () =>
    'Die erste Verlaufsuntersuchung hat keine vollständige Summe, die mit dem Ausgangswert verglichen werden kann',
  'growth/no-volume-rate': () => 'Eine Volumenrate hat keinen Wert, wo eine Summe 0 mm ist',
  'growth/response-not-evaluable': () => 'Die erste Verlaufsuntersuchung ist nach RECIST 1.1 NE',
  'growth/organ-not-stated': () => 'In welchem Organ eine Läsion liegt, wurde nicht angegeben',
  'growth/two-months-unknown': () =>
    'Ob die erste Verlaufsuntersuchung innerhalb von 2 Monaten liegt, ist nicht bekannt',
  'growth/given-up-unknown': () => 'Ob die Behandlung innerhalb von 2 Monaten aufgegeben wurde, ist nicht bekannt',
  'growth/ecog-unknown': () => 'Ob sich der ECOG-Status in den ersten 2 Monaten verschlechterte, ist nicht bekannt',

  'oligometastatic/synchronous-oligometastatic-disease': () => 'synchrone oligometastatische Erkrankung',
  'oligometastatic/metachronous-oligorecurrence': () => 'metachrones Oligorezidiv',
  'oligometastatic/metachronous-oligoprogression': () => 'metachroner Oligoprogress',
  'oligometastatic/repeat-oligorecurrence': () => 'wiederholtes Oligorezidiv',
  'oligometastatic/repeat-oligoprogression': () => 'wiederholter Oligoprogress',
  'oligometastatic/repeat-oligopersistence': () => 'wiederholte Oligopersistenz',
  'oligometastatic/induced-oligorecurrence': () => 'induziertes Oligorezidiv',
  'oligometastatic/induced-oligoprogression': () => 'induzierter Oligoprogress',
  'oligometastatic/induced-oligopersistence': () => 'induzierte Oligopersistenz',

  'selection/too-many-targets': ({ count, allowed }) => `${count} Zielläsionen; RECIST 1.1 erlaubt ${allowed}.`,
  'selection/too-many-in-organ': ({ count, allowed, organ }, say) =>
    `${count} Zielläsionen in einem Organ (${say.organ(organ)}); RECIST 1.1 erlaubt ${allowed}.`,
  'selection/not-measurable': () =>
    'Unter der Größe, von der an RECIST 1.1 eine Läsion im Ausgangsbefund messbar nennt.',
  'selection/in-prior-field': () =>
    'In einem früheren Bestrahlungsfeld ohne datierten Progress seither: gewöhnlich nicht messbar.',
  'flip/one-lesion': ({ lesion, change, verdict, to }) =>
    `Mit ${decimal(`${Math.abs(change) / 1_000}`)} mm ${change > 0 ? 'mehr' : 'weniger'} in ${lesion} wäre ${verdict} „${codeOf(to)}“`,
  'reported/differs': ({ component, reported, derived, step }, say) =>
    `${components[component]}: berichtet ${codeOf(reported)}, abgeleitet ${derived === null ? 'nichts' : codeOf(derived)}. ${say.phrase(explanationOf(step))}`,
  'no-confidence/not-assessable': () => 'zu diesem Zeitpunkt nicht beurteilbar',
  'no-confidence/not-computed': () => 'nicht berechnet',
  'no-confidence/not-independent': () =>
    'beruht auf einzelnen Läsionen und zugleich auf der Summe aller Zielläsionen, die nicht unabhängig sind: Es gibt keine geschlossene Form',
  'no-confidence/uptake-noise-unknown': () => 'das Rauschen der Aufnahme ist nicht bekannt',

  'reading/recist/missingTarget': () =>
    'Eine Untersuchung mit einer fehlenden Zielläsion: NE, sofern der gemessene Rest nicht schon PD gegenüber dem Nadir ist, oder immer NE',
  'reading/recist/nadirFrom': () => 'Untersuchungen, die den Nadir setzen können',
  'reading/recist/normalNodes': () =>
    'Alle Lymphknoten unter 10 mm und sonst nichts übrig, die Summe dieser Lymphknoten gestiegen: trotzdem CR, oder zuerst PD',
  'reading/recist/partialResponse': () =>
    'PR, einmal gegeben: Sie bleibt bis zur PD der Zielläsionen (EORTC), oder jede Untersuchung wird nur mit dem Ausgangswert verglichen',
  'reading/recist/growthAfterCompleteResponse': () => 'Wachstum nach CR der Zielläsionen, ohne PD zu erreichen',
  'reading/recist/reappearance': () => 'Wann eine wieder aufgetretene Läsion für sich PD ist',
  'reading/recist/reappearedLesion': () => 'Nach einer PD durch Wiederauftreten',
  'reading/recist/partlyEvaluatedNonTargets': () =>
    'Einige Nicht-Zielläsionen nicht beurteilt: NE, oder das Ergebnis der beurteilten',
  'reading/recist/newLesionWithoutRow': () => 'Eine neue Läsion ohne Zeile in einer späteren Untersuchung',
  'reading/recist/equivocalNewLesion': () => 'Eine fragliche neue Läsion, die eindeutig wird',
  'reading/recist/afterProgression': () => 'Nach der ersten PD',
  'reading/recist/tooSmallValue': () => 'Größe einer Läsion, die gesehen wird und zu klein zum Messen ist',
  'reading/recist/confirmationDays': () => 'Tage, von denen an eine zweite CR die erste bestätigt',
  'reading/immune/earliestConfirmationDays': () =>
    'Untersuchungen weniger als so viele Tage nach der ersten iUPD des Blocks werden nicht berücksichtigt',
  'reading/metabolic/afterFirstCycle': () =>
    'EORTC 1999: Die Untersuchung folgt auf einen Zyklus und spricht ab -15 % an, nicht erst jenseits von -25 %',
  'reading/bestResponse/minimumStableDays': () =>
    'Tage vom Ausgangsbefund an, nach denen ein Ansprechen, das nicht PD ist, mindestens SD ist; vom Protokoll festgelegt',
  'reading/bestResponse/confirmationDays': () => 'Tage, von denen an ein späteres Ansprechen ein früheres bestätigt',
  'reading/bestResponse/notEvaluableBetween': () =>
    'Untersuchungen, die zwischen einem Ansprechen und seiner Bestätigung NE sein dürfen; none: beliebig viele',
  'reading/noise/constant': () => 'Konstanter Anteil der SD des Unterschieds zweier Messungen',
  'reading/noise/sameReader': () =>
    'Anteil proportional zum Mittel der beiden Größen, durchweg derselbe Befunder (eine untere Grenze: aus erneutem Befunden eines Bildes)',
  'reading/noise/differentReaders': () =>
    'Anteil proportional zum Mittel der beiden Größen, verschiedene Befunder (Veränderung zwischen zwei Untersuchungen)',
  'reading/flags/noiseRule': () =>
    'Eine Markierung zurückhalten, solange die Veränderung der wachsenden Läsion im Messrauschen liegt und zum ersten Mal gesehen wird',
  'reading/flags/noiseMultiple': () =>
    'Vielfaches der SD des Messrauschens, von dem an ein Wachstum als jenseits des Messrauschens zählt',
  'reading/flags/daysAfterLastDose': () =>
    'Tage nach der letzten Gabe, in denen eine Untersuchung noch als unter dem Checkpoint-Inhibitor zählt',
  'reading/flags/daysAfterProcedure': () =>
    'Eine wachsende Läsion, die vor weniger als so vielen Tagen behandelt, biopsiert oder bestrahlt wurde, hält die Markierung zurück',
  'reading/flags/daysToFirstScan': () =>
    'Eine erste Verlaufsuntersuchung früher als so viele Tage nach dem Therapiebeginn hält die Markierung zurück',
  'reading/flags/smallLesion': () => 'Die einzige gewachsene oder einzige geschrumpfte Läsion unter dieser Größe ...',
  'reading/flags/smallChange': () => '... mit einer Veränderung unter dieser hält die Markierung zurück',
  'reading/flags/sameTimepointDays': () =>
    'Befunde zweier Befunder gehören zur selben Untersuchung, wenn sie innerhalb so vieler Tage liegen',
};

/** The phrases of the response core in German. */
export const responsePhrases: Phrasebook<ResponsePhrases> = {
  ...holds,
  ...holdsInGeneral,
  ...everythingElse,
  ...tracePhrases,
};
