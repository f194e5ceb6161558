/**
 * iPERCIST, PECRIT and the kinetics of MTV and TLG (sandbox-criteria.ts), from a classification that is there already: made on request only.
 */
import type {
  EvaluatorClassification,
  MetabolicResponse,
  OverallResponse,
  TimepointClassification,
} from '../model/classification.js';
import { dayNumber, type DaySpan } from '../model/dates.js';
import { formatDecimal, parseDecimal, sumOfDecimals } from '../model/decimals.js';
import type { EvaluatorHistory, UptakeQuantity } from '../model/history.js';
import { daysPerMonth } from '../growth/growth-rate.js';
import { sandboxPetLimits } from './sandbox-criteria.js';

export type ImmuneMetabolicResponse = Exclude<MetabolicResponse, 'PMD'> | 'uPMD' | 'cPMD';

/** Days of a scan, from its date or else its study day; null where neither is known. */
function spanOf({ date, studyDay }: Pick<TimepointClassification, 'date' | 'studyDay'>): DaySpan | null {
  if (date !== null) return { from: dayNumber(date.from), to: dayNumber(date.to) };
  return studyDay === null ? null : { from: studyDay, to: studyDay };
}

/** Fewest and most days from one scan to another; null where one has no day. */
function daysFrom(
  earlier: DaySpan | null,
  later: DaySpan | null,
): { readonly fewest: number; readonly most: number } | null {
  if (earlier === null || later === null) return null;
  return { fewest: later.from - earlier.to, most: later.to - earlier.from };
}

interface PetScan {
  readonly span: DaySpan | null;
  readonly response: MetabolicResponse;
}

/**
 * iPERCIST from PERCIST scan by scan: the first PMD is unconfirmed, a PMD 4 weeks or more after it confirms it. An earlier PMD, one whose
 * days are not known, and NE leave it open; any other response takes it back; once confirmed it stays so [P].
 */
export function immunePercist(scans: readonly PetScan[]): ImmuneMetabolicResponse[] {
  let open: PetScan | null = null;
  let confirmed = false;
  return scans.map((scan) => {
    if (confirmed) return 'cPMD';
    if (scan.response === 'NE') return 'NE';
    if (scan.response !== 'PMD') {
      open = null;
      return scan.response;
    }
    if (open === null) {
      open = scan;
      return 'uPMD';
    }
    const days = daysFrom(open.span, scan.span);
    confirmed = days !== null && days.fewest >= sandboxPetLimits.confirmedFromDays;
    return confirmed ? 'cPMD' : 'uPMD';
  });
}

export type PecritResponse = 'CR' | 'PR' | 'PD' | 'SD-uptake-rose' | 'SD-uptake-did-not-rise' | 'not-assessable';

/**
 * PECRIT: RECIST 1.1 as it is, but of SD whether SULpeak of the hottest lesion rose by more than 15.5 %, at a scan 3 to 4 weeks after the
 * baseline; any other time, a missing SULpeak and NE are not assessable.
 */
export function pecrit(
  recist: OverallResponse | null,
  sulPeak: { readonly before: string | null; readonly now: string | null },
  days: { readonly fewest: number; readonly most: number } | null,
): PecritResponse {
  if (recist === 'CR' || recist === 'PR' || recist === 'PD') return recist;
  const { pecritFromDays, pecritToDays, pecritRisePermille } = sandboxPetLimits;
  const inTime = days !== null && days.fewest >= pecritFromDays && days.most <= pecritToDays;
  const [before, now] = [sulPeak.before, sulPeak.now].map((text) => (text === null ? null : parseDecimal(text)));
  if (recist !== 'SD' || !inTime || before == null || now == null || before === 0n) return 'not-assessable';
  return 1000n * now > BigInt(1000 + pecritRisePermille) * before ? 'SD-uptake-rose' : 'SD-uptake-did-not-rise';
}

/** MTV or TLG of all lesions of the baseline together, in the units as sent; change in percent, pace a month. */
interface MetabolicBurden {
  readonly quantity: 'MTV' | 'TLG';
  readonly baseline: string;
  readonly now: string;
  readonly changePercent: number | null;
  readonly perMonth: number | null;
}

function valuesAt(
  { timepoints }: EvaluatorHistory,
  key: string,
  quantity: UptakeQuantity,
): ReadonlyMap<string, bigint> {
  const findings = timepoints.find((timepoint) => timepoint.key === key)?.findings ?? [];
  return new Map(
    findings.flatMap(({ lesion, state, uptake }): [string, bigint][] => {
      const sent = uptake.find((one) => one.quantity === quantity);
      const value = sent === undefined ? null : parseDecimal(sent.value);
      if (value !== null) return [[lesion, value]];
      return state === 'absent' ? [[lesion, 0n]] : [];
    }),
  );
}

/** Null where the baseline has no value, or a lesion of it has none now: a sum of some is no sum. */
function metabolicBurden(
  own: EvaluatorHistory,
  quantity: MetabolicBurden['quantity'],
  baseline: Pick<TimepointClassification, 'key' | 'date' | 'studyDay'>,
  scan: Pick<TimepointClassification, 'key' | 'date' | 'studyDay'>,
): MetabolicBurden | null {
  const [first, now] = [valuesAt(own, baseline.key, quantity), valuesAt(own, scan.key, quantity)];
  if (first.size === 0 || [...first.keys()].some((lesion) => !now.has(lesion))) return null;
  const [before, after] = [
    sumOfDecimals([...first.values()]),
    sumOfDecimals([...first.keys()].map((lesion) => now.get(lesion)!)),
  ];
  const [was, is] = [before, after].map((sum) => Number(formatDecimal(sum))) as [number, number];
  const days = daysFrom(spanOf(baseline), spanOf(scan));
  const middle = days === null ? 0 : (days.fewest + days.most) / 2;
  return {
    quantity,
    baseline: formatDecimal(before),
    now: formatDecimal(after),
    changePercent: was === 0 ? null : (100 * (is - was)) / was,
    perMonth: middle > 0 ? ((is - was) / middle) * daysPerMonth : null,
  };
}

/** What the sandbox criteria make of one PET scan. */
export interface SandboxPet {
  readonly iPERCIST: ImmuneMetabolicResponse;
  readonly PECRIT: PecritResponse;
  readonly burden: readonly MetabolicBurden[];
}

/** The sandbox criteria of every follow-up that has PET, by the key of the scan; empty where no uptake was sent. */
export function sandboxPet(
  { timepoints }: EvaluatorClassification,
  own: EvaluatorHistory,
): ReadonlyMap<string, SandboxPet> {
  const baseline = timepoints.find(({ phase }) => phase === 'baseline');
  const scans = timepoints.flatMap((scan) =>
    scan.metabolic === undefined ? [] : [{ scan, metabolic: scan.metabolic }],
  );
  if (baseline === undefined || scans.length === 0) return new Map();
  const immune = immunePercist(
    scans.map(({ scan, metabolic }) => ({ span: spanOf(scan), response: metabolic.percist.response })),
  );
  return new Map(
    scans.map(({ scan, metabolic: { percist } }, index) => [
      scan.key,
      {
        iPERCIST: immune[index]!,
        PECRIT: pecrit(
          scan.overallResponse,
          { before: percist.reference, now: percist.now },
          daysFrom(spanOf(baseline), spanOf(scan)),
        ),
        burden: (['MTV', 'TLG'] as const).flatMap((quantity) => metabolicBurden(own, quantity, baseline, scan) ?? []),
      },
    ]),
  );
}
