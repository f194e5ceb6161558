import type { TracePhrases } from '../../../response/index.js';
import type { Phrasebook, Say } from '../say.js';
import { traceElements, withOutcome } from '../trace-elements.js';
import { codes as germanCodes } from './response-codes.js';

const { length, change, plain, code, codes, names, organs, setAside, uptakes, sizes } = traceElements({
  decimalMark: ',',
  notKnown: 'nicht bekannt',
  none: 'keine',
  organOf: (lesion) => `Organ von ${lesion}`,
  because: {
    treated: 'behandelt',
    'in-prior-field': 'in einem früheren Bestrahlungsfeld',
    merged: 'verschmolzen',
    benign: 'kein Tumor im Gewebe',
    'new-and-responding': 'neu und wieder kleiner',
  },
  to: (from, to) => `${from} auf ${to}`,
  codes: germanCodes,
});

type Sides = TracePhrases['pattern/lesions'];

function growthAsked({ growPercent, growLength, growLengthOf }: Sides): string {
  if (growLength === 0) return `${plain(growPercent)} % über dem Nadir`;
  return growLengthOf === 'sum-of-targets'
    ? `${plain(growPercent)} % über dem Nadir, dazu die Summe der Zielläsionen ${length(growLength)} über ihrem eigenen`
    : `${plain(growPercent)} % und ${length(growLength)} über dem Nadir`;
}

function sides(found: Sides, unit: 'Läsionen' | 'Organe', say: Say): string {
  const bound = found.comparison === 'more-than' ? 'mehr als' : 'mindestens';
  const shrank = sizes({ who: found.shrinkers, from: found.shrinkerBaselines, to: found.shrinkerSizes }, say);
  const grew = sizes({ who: found.growers, from: found.growerNadirs, to: found.growerSizes }, say);
  return (
    `${plain(found.definition)}: ${unit} ${bound} ${plain(found.shrinkPercent)} % unter dem Ausgangswert: ${shrank}; ` +
    `${bound} ${growthAsked(found)}: ${grew}. Neu, eindeutig: ${names(found.newLesions)}. ` +
    `Nicht zu beiden Zeiten gemessen: ${organs(found.missing, say)}. Ausgenommen: ${setAside(found.excluded)}.`
  );
}

const explanations: Phrasebook<TracePhrases> = {
  'RECIST-1.1/target/none': () =>
    'Im Ausgangsbefund wurde keine Zielläsion gewählt, daher gibt es kein Ansprechen der Zielläsionen.',
  'RECIST-1.1/target/no-baseline': () =>
    'Der Ausgangsbefund ist nicht bekannt oder wartet auf den Absender; die Zielläsionen sind daher nicht beurteilbar.',
  'RECIST-1.1/target/no-baseline-sum': ({ missing }) =>
    `Die Summe im Ausgangsbefund ist nicht bekannt (dort nicht gemessen: ${names(missing)}); die Zielläsionen sind daher nicht beurteilbar.`,
  'RECIST-1.1/target/reappearance': ({ lesions, reading }) =>
    `Nach vollständigem Ansprechen wieder aufgetreten: ${names(lesions)} (${code(reading)}): Progress.`,
  'RECIST-1.1/target/missing': ({ missing, measuredPart, nadir }) =>
    `Nicht gemessen: ${names(missing)}. Der gemessene Anteil beträgt ${length(measuredPart)}; gegenüber dem Nadir von ${length(nadir)} ` +
    'erreicht er nicht +20 % und +5 mm, die fehlenden Läsionen könnten also entscheiden: nicht beurteilbar.',
  'RECIST-1.1/target/rest-is-PD': ({ missing, measuredPart, nadir }) =>
    `Nicht gemessen: ${names(missing)}. Der gemessene Anteil allein beträgt ${length(measuredPart)}, mindestens +20 % und +5 mm über dem Nadir von ` +
    `${length(nadir)}: Progress, wie groß die fehlenden Läsionen auch sind.`,
  'RECIST-1.1/target/CR': ({ sum }) =>
    `Von den Zielläsionen ist nichts mehr da: verschwunden, oder Lymphknoten unter 10 mm in der kurzen Achse (Summe ${length(sum)}).`,
  'RECIST-1.1/target/PD': ({ sum, nadir }, say) =>
    `Die Summe von ${length(sum)} liegt ${change(nadir, sum, say)} gegenüber dem Nadir von ${length(nadir)}: mindestens +20 % und +5 mm.`,
  'RECIST-1.1/target/PR': ({ sum, baseline }, say) =>
    `Die Summe von ${length(sum)} liegt ${change(baseline, sum, say)} gegenüber dem Ausgangswert von ${length(baseline)}: mindestens -30 %.`,
  'RECIST-1.1/target/PR-stays': ({ sum, baseline, nadir, reading }, say) =>
    `Die Summe von ${length(sum)} liegt ${change(baseline, sum, say)} gegenüber dem Ausgangswert und zeigt keinen Progress gegenüber dem Nadir von ` +
    `${length(nadir)}; ein Ansprechen bestand zuvor und bleibt bestehen (${code(reading)}).`,
  'RECIST-1.1/target/SD': ({ sum, baseline, nadir }, say) =>
    `Die Summe von ${length(sum)} liegt ${change(baseline, sum, say)} gegenüber dem Ausgangswert von ${length(baseline)} und ` +
    `${change(nadir, sum, say)} gegenüber dem Nadir von ${length(nadir)}: weder -30 % noch +20 % mit +5 mm.`,
  'RECIST-1.1/non-target/none': () => 'Es gibt keine Nicht-Zielläsion.',
  'RECIST-1.1/non-target/PD': ({ lesions }) => `Eindeutiger Progress wurde berichtet: ${names(lesions)}.`,
  'RECIST-1.1/non-target/reappearance': ({ lesions, reading }) =>
    `Nach vollständigem Ansprechen wieder aufgetreten: ${names(lesions)} (${code(reading)}): Progress.`,
  'RECIST-1.1/non-target/CR': () => 'Alle Nicht-Zielläsionen sind verschwunden (Lymphknoten unter 10 mm).',
  'RECIST-1.1/non-target/present': ({ lesions }) => `Nicht-Zielläsionen sind noch vorhanden: ${names(lesions)}.`,
  'RECIST-1.1/non-target/not-evaluated': ({ lesions, reading }) =>
    `Nicht beurteilt: ${names(lesions)} (${code(reading)}).`,
  'RECIST-1.1/new-lesion/none': () => 'Keine neue Läsion wurde berichtet.',
  'RECIST-1.1/new-lesion/unequivocal': ({ lesions, withoutRow }) =>
    `Neu und eindeutig: ${names(lesions)}. Ohne Zeile weiterhin vorhanden: ${names(withoutRow)}.`,
  'RECIST-1.1/new-lesion/dated-back': ({ lesions, reading }) =>
    `In dieser Untersuchung fraglich und später eindeutig: ${names(lesions)}. Es zählt ab der ersten fraglichen Untersuchung (${code(reading)}).`,
  'RECIST-1.1/new-lesion/equivocal': ({ lesions }) => `Fraglich: ${names(lesions)}. Zählt nicht, bis es bestätigt ist.`,
  'RECIST-1.1/new-lesion/unknown': () =>
    'In dieser Untersuchung wurde nichts beurteilt, über neue Läsionen ist daher nichts bekannt.',
  'RECIST-1.1/overall/table-1': ({ row, target, nonTarget, newLesion }) =>
    `Tabelle 1, Zeile ${plain(row)}: Zielläsionen ${code(target)}, Nicht-Zielläsionen ${code(nonTarget)}, neue Läsion ${code(newLesion)}.`,
  'RECIST-1.1/overall/table-2': ({ row, nonTarget, newLesion }) =>
    `Tabelle 2 (nur Nicht-Zielläsionen), Zeile ${plain(row)}: Nicht-Zielläsionen ${code(nonTarget)}, neue Läsion ${code(newLesion)}.`,
  'RECIST-1.1/overall/stays-PD': ({ reading }) => `Ein Progress bestand zuvor und bleibt bestehen (${code(reading)}).`,
  'iRECIST/table-2': ({ row, target, nonTarget, newLesions, causes, since, confirmedBy, note, ...found }) =>
    `iRECIST, Tabelle 2, Zeile ${plain(row)}: Zielläsionen ${code(target)}, Nicht-Zielläsionen ${code(nonTarget)}, neue Läsionen: ${names(newLesions)}. ` +
    `Progredient: ${codes(causes)}; seit: ${since === null ? 'keiner Untersuchung' : plain(since)}; bestätigt durch: ${codes(confirmedBy)}` +
    `${note === null ? '' : ` (${code(note)}; Bestätigung ab ${plain(found.earliestConfirmationDays)} Tagen)`}.`,
  'pattern/no-true-baseline': ({ definition }) =>
    `${plain(definition)}: Die erste Untersuchung lag nach dem Therapiebeginn, es gibt keinen echten Ausgangsbefund.`,
  'pattern/no-baseline': ({ definition }) => `${plain(definition)}: Der Ausgangsbefund ist nicht bekannt.`,
  'pattern/lesions': (found, say) => sides(found, 'Läsionen', say),
  'pattern/organs': (found, say) => sides(found, 'Organe', say),
  'pattern/organs-new-lesion': ({ definition, missing, newLesions, nonTargetProgression, ...found }, say) =>
    `${plain(definition)}, Regel 2: Jedes Organ spricht an (${organs(found.organs, say)}; nicht beurteilbar: ${organs(missing, say)}), und etwas ist neu oder ` +
    `progredient, das nicht gemessen ist: ${names([...newLesions, ...(nonTargetProgression === true ? ['Progress der Nicht-Zielläsionen'] : [])])}.`,
  'pattern/uptake': ({ definition, quantity, percent, absolute, responders, progressors, newLesions }) =>
    `${plain(definition)}: ${plain(quantity)} mindestens ${plain(percent)} % und ${plain(absolute).replace('.', ',')} unter dem Ausgangswert: ${uptakes(responders)}; ` +
    `ebenso viel darüber: ${uptakes(progressors)}. Neu, eindeutig: ${names(newLesions)}.`,
  'pattern/few-lesions': ({ definition, comparable, needed }) =>
    `${plain(definition)}: zu beiden Zeiten gemessen: ${names(comparable)}; mindestens ${plain(needed)} sind nötig.`,
  'pattern/first-evaluation-only': ({ definition }) =>
    `${plain(definition)} ist nur für die erste Verlaufsuntersuchung definiert.`,
  'pattern/missing-could-decide': ({ definition, missing }) =>
    `${plain(definition)}: Nicht gemessen und möglicherweise entscheidend: ${names(missing)}.`,
  'trace/rule-of-another-version': ({ rule }) => `${rule}.`,
};

/** The explanations of traces in German. */
export const tracePhrases = withOutcome(explanations, (outcome) => `Ergebnis: ${code(outcome)}.`);
