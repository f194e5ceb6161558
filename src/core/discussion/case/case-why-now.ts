/**
 * Why a case is talked about now, in two sentences: what grew or is new at the last scan; what shrank, with RECIST and iRECIST in a word.
 * Where nothing grew and nothing is new, the first sentence is that of the question that leads. A last scan that is held says that alone.
 */
import type { LesionStanding, Micrometres, NamedLesion, TimepointClassification } from '../../response/index.js';
import type { CasePicture } from '../facts/case-picture.js';
import type { GrownLesion } from '../phrases/case-phrases.js';
import { rose } from '../phrases/claims.js';
import { scanOf } from '../phrases/lesion-phrases.js';
import type { Phrase } from '../phrases/phrase.js';
import { render } from '../phrases/render.js';
import { withoutPoint } from '../phrases/say.js';
import type { LastScan } from './lesion-rows.js';
import type { MergedQuestion } from './merged-case.js';

type Names = ReadonlyMap<string, NamedLesion>;

const nameOf = (lesion: string, names: Names): NamedLesion =>
  names.get(lesion) ?? { label: lesion, site: null, organ: null };

interface Before {
  readonly size: Micrometres;
  readonly scan: TimepointClassification | null;
}

/** The size at the scan before the last one, where it showed less than now; else the lowest before. */
function sizeBefore({ lesion, size, nadir }: LesionStanding, picture: CasePicture): Before | null {
  if (size === null) return null;
  const { classification, evaluator, scans, latest } = picture;
  const own = classification.evaluators.find((one) => one.evaluator === evaluator);
  const scan = scans[scans.findIndex((one) => one === latest) - 1] ?? null;
  const points = own?.lesions.find((one) => one.lesion === lesion)?.points ?? [];
  const last = points.find(({ timepoint }) => timepoint === scan?.key)?.size ?? null;
  if (last !== null && rose(last, size)) return { size: last, scan };
  if (nadir === null || !rose(nadir.size, size)) return null;
  return { size: nadir.size, scan: scans.find(({ key }) => key === nadir.timepoint) ?? null };
}

function grownOf(standing: LesionStanding, picture: CasePicture, names: Names): GrownLesion[] {
  const { lesion, kind, size, baseline } = standing;
  const before = kind === 'grew' ? sizeBefore(standing, picture) : null;
  if (before === null || size === null) return [];
  return [
    {
      lesion: nameOf(lesion, names),
      from: before.size,
      to: size,
      since: scanOf(before.scan),
      baseline: baseline === null || before.scan === picture.baseline ? null : baseline.size,
    },
  ];
}

function grewOrNew({ lesions }: LastScan, picture: CasePicture, names: Names): Phrase[] {
  const at = scanOf(picture.latest);
  const grew = lesions.flatMap((standing) => grownOf(standing, picture, names));
  const appeared = lesions
    .filter(({ kind }) => kind === 'new' || kind === 'new-equivocal')
    .map(({ lesion, size, kind }) => ({ lesion: nameOf(lesion, names), size, equivocal: kind === 'new-equivocal' }));
  return [
    ...(grew.length === 0 ? [] : [{ id: 'case-grew', parameters: { grew, at } } as const]),
    ...(appeared.length === 0 ? [] : [{ id: 'case-new', parameters: { lesions: appeared, at } } as const]),
  ];
}

function responseOf({ lesions }: LastScan, { latest, baseline }: CasePicture, names: Names): Phrase[] {
  if (latest === null) return [];
  const { overallResponse, immuneResponse, immune } = latest;
  const shrank = lesions.flatMap(({ lesion, kind, size, baseline: before }) =>
    kind === 'shrank' && size !== null && before !== null
      ? [{ lesion: nameOf(lesion, names), from: before.size, to: size }]
      : [],
  );
  const verdict = immune?.response ?? immuneResponse ?? null;
  if (shrank.length === 0 && overallResponse === null && verdict === null) return [];
  return [
    {
      id: 'case-response',
      parameters: {
        shrank,
        since: scanOf(baseline),
        recist: overallResponse,
        immune: verdict,
        afterProgression: latest.afterProgression,
      },
    },
  ];
}

/** The first of the question's own sentences that the question does not say itself. */
function ownSentence({ question, whyNow }: MergedQuestion): Phrase {
  const asked = render(question, 'en').toLowerCase();
  return whyNow.find((sentence) => !asked.includes(withoutPoint(render(sentence, 'en')).toLowerCase())) ?? whyNow[0];
}

/** The sentences; empty before the first follow-up without a question. */
export function caseWhyNow(
  picture: CasePicture,
  scan: LastScan | null,
  leading: MergedQuestion | null,
  names: Names,
): Phrase[] {
  if (scan?.isHeld) return [{ id: 'case-held', parameters: { held: scan.held, scans: scan.scans } }];
  const happened = scan === null ? [] : grewOrNew(scan, picture, names);
  const first: readonly Phrase[] = happened.length > 0 ? happened : leading === null ? [] : [ownSentence(leading)];
  return [...first, ...(scan === null ? [] : responseOf(scan, picture, names))];
}
