/**
 * The standing of every lesion says what the verdicts of the core say, and the page of a patient says what the standing says: who grew and
 * shrank by DR-A, what is missing, set aside, new or held, over treatment lines drawn with everything that a history can hold.
 */
import {
  classifyLine,
  lineStandings,
  type EvaluatorClassification,
  type EvaluatorStanding,
  type LesionStanding,
  type PatternVerdict,
  type ScanStanding,
  type SetAsideLesion,
  type StandingKind,
  type TimepointClassification,
} from '../../src/core/response/index.js';
import { lastStandings } from '../../src/modules/triage/classify/line-standings.js';
import { evaluatorStandingSchema } from '../../src/modules/triage/items/standing-views.js';
import { markOf } from '../../src/web/charts/lesion-standing.js';
import { english as charts } from '../../src/web/charts/texts/english.js';
import { lesionRows, type LesionRowView } from '../../src/web/record/lesions/lesion-row.js';
import { english as texts } from '../../src/web/record/texts/english.js';
import { english as words } from '../../src/web/texts/english.js';
import { drawnHistory } from './drawn-histories.js';

const drawn = 5_000;

const labels = (lesions: readonly LesionStanding[], ...kinds: readonly StandingKind[]): string[] =>
  lesions
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ lesion }) => lesion)
    .sort();
const counted = (lesions: readonly LesionStanding[], kind: 'grew' | 'shrank'): string[] =>
  labels(
    lesions.filter(({ uncounted }) => uncounted === null),
    kind,
  );

/** What a step of a trace lists under a name. */
const listed = ({ trace }: PatternVerdict, name: string): string[] =>
  trace.flatMap(({ inputs }) => (Array.isArray(inputs[name]) ? (inputs[name] as string[]) : [])).sort();

/** Lesions that a definition set aside, with why. */
const setAside = ({ trace }: PatternVerdict): { readonly lesion: string; readonly because: string }[] =>
  trace.flatMap(({ inputs }) =>
    ((inputs['excluded'] ?? []) as readonly SetAsideLesion[]).flatMap((entry) =>
      typeof entry === 'string' ? [] : [entry],
    ),
  );

const patternOf = ({ patterns }: TimepointClassification, id: string): PatternVerdict =>
  patterns.find(({ definition }) => definition === id)!;

const isTraced = (pattern: PatternVerdict): boolean => pattern.trace[0]?.rule === 'pattern/lesions';

/** Differences of one scan between what the patterns found and how its lesions stand. */
function followUpFaults(verdict: TimepointClassification, { lesions }: ScanStanding): unknown[] {
  const [growth, fresh] = [patternOf(verdict, 'DR-A'), patternOf(verdict, 'DR-B')];
  const faults: unknown[] = [];
  const same = (what: string, ours: unknown, theirs: unknown): void => {
    if (JSON.stringify(ours) !== JSON.stringify(theirs)) faults.push({ what, standing: ours, core: theirs });
  };
  const readable =
    growth.trace[0]?.rule !== 'pattern/no-baseline' && growth.trace[0]?.rule !== 'pattern/no-true-baseline';
  if (!readable) {
    same('counted without a true baseline', [...counted(lesions, 'grew'), ...counted(lesions, 'shrank')], []);
    return faults;
  }
  const worse = lesions.filter(
    ({ kind, reported, progressedAt }) =>
      progressedAt !== null && kind !== 'treated' && !['not-evaluable', 'not-done', 'no-row'].includes(reported),
  );
  const established = new Set([...counted(lesions, 'grew'), ...worse.map(({ lesion }) => lesion)]);
  const found = verdict.oligoprogression!;
  same('progressing', [...established].sort(), [...found.established].sort());
  same('new', labels(lesions, 'new'), [...found.newLesions].sort());
  if (isTraced(growth)) {
    same('growers', counted(lesions, 'grew'), [...growth.growers].sort());
    same('shrinkers', counted(lesions, 'shrank'), [...growth.shrinkers].sort());
    const nadirs = growth.growers.map((label) => lesions.find(({ lesion }) => lesion === label)!.nadir!.size);
    same('nadirs of growers', nadirs, growth.trace[0]!.inputs['growerNadirs']);
    const baselines = growth.shrinkers.map((label) => lesions.find(({ lesion }) => lesion === label)!.baseline!.size);
    same('baselines of shrinkers', baselines, growth.trace[0]!.inputs['shrinkerBaselines']);
    const sized = lesions.filter(({ size, kind }) => size !== null || kind === 'second-primary');
    for (const label of listed(growth, 'missing'))
      if (sized.some(({ lesion }) => lesion === label)) faults.push({ what: 'missing, with a size', label });
    const inField = lesions.filter(({ uncounted }) => uncounted === 'in-prior-field').map(({ lesion }) => lesion);
    const setAside = growth.trace[0]!.inputs['excluded'] as readonly { lesion: string; because: string }[];
    for (const { lesion: label, because: why } of setAside) {
      const one = lesions.find(({ lesion }) => lesion === label)!;
      const shown =
        why === 'in-prior-field'
          ? inField.includes(label) || one.size === null
          : why === 'new-and-responding'
            ? one.uncounted === 'sent-as-new' || one.uncounted === 'in-prior-field' || one.kind === 'merged'
            : one.kind === why;
      if (!shown) faults.push({ what: 'set aside', label, why, kind: one.kind });
    }
  }
  if (isTraced(fresh)) same('new by DR-B', labels(lesions, 'new'), [...fresh.newLesions].sort());
  return faults;
}

const phaseKinds: Readonly<Record<Exclude<TimepointClassification['phase'], 'follow-up'>, StandingKind>> = {
  'before-treatment': 'before-treatment',
  baseline: 'baseline',
  held: 'held',
};

function faultsOf(own: EvaluatorClassification, standing: EvaluatorStanding): unknown[] {
  const others = own.lesions.filter(({ secondPrimary }) => secondPrimary).map(({ lesion }) => lesion);
  return own.timepoints.flatMap((verdict, index) => {
    const scan = standing.scans[index]!;
    const faults = verdict.phase === 'follow-up' ? followUpFaults(verdict, scan) : [];
    if (scan.timepoint !== verdict.key || scan.phase !== verdict.phase) faults.push({ what: 'scan', scan });
    if (labels(scan.lesions, 'second-primary').join() !== [...others].sort().join())
      faults.push({ what: 'second primary' });
    const kinds = new Set(scan.lesions.filter(({ kind }) => kind !== 'second-primary').map(({ kind }) => kind));
    if (verdict.phase !== 'follow-up' && [...kinds].some((kind) => kind !== phaseKinds[verdict.phase as 'held']))
      faults.push({ what: 'phase', phase: verdict.phase, kinds: [...kinds] });
    own.lesions.forEach(({ lesion, points }, at) => {
      const one = scan.lesions[at]!;
      const point = points[index]!;
      if (one.lesion !== lesion || one.size !== point.size || one.reported !== point.state)
        faults.push({ what: 'size', lesion, one, point });
    });
    return faults.map((fault) => ({ key: verdict.key, fault }));
  });
}

type Row = LesionRowView;

const isSize = (text: string): boolean => /^\d+\.\d$/.test(text);
const notCounted = ({ notes }: Row): boolean => notes.some((note) => note.startsWith('not counted'));

/** Rows that say by word and mark that a lesion grew, shrank or is new, and that it counts. */
const saying = (rows: readonly Row[], said: string): string[] =>
  rows
    .filter((row) => row.words === said && !notCounted(row))
    .map(({ lesion }) => lesion)
    .sort();

/** What the page shows of an evaluator's last scan, against the verdicts of that scan. */
function pageFaults(own: EvaluatorClassification, answered: unknown): unknown[] {
  const standing = evaluatorStandingSchema.parse(JSON.parse(JSON.stringify(answered)));
  const rows = lesionRows(standing, own.lesions, {
    texts,
    charts,
    words,
    scanOf: (key) => key,
  });
  const verdict = own.timepoints.find(({ key }) => key === standing.timepoint);
  const faults: unknown[] = [];
  const same = (what: string, shown: unknown, core: unknown): void => {
    if (JSON.stringify(shown) !== JSON.stringify(core)) faults.push({ what, shown, core });
  };
  same('lesions', rows.map(({ lesion }) => lesion).sort(), own.lesions.map(({ lesion }) => lesion).sort());
  if (verdict === undefined) return faults;
  const others = own.lesions.filter(({ secondPrimary }) => secondPrimary).map(({ lesion }) => lesion);
  same('second primaries', saying(rows, 'second primary, not counted'), others.sort());
  if (verdict.phase !== 'follow-up') {
    const withNow = rows.filter((row) => row.standing.kind !== 'second-primary' && isSize(row.now));
    same(`a size now at a scan that is ${verdict.phase}`, withNow, []);
    if (verdict.phase === 'held' && standing.dissociation !== 'held') faults.push('held, and assessed');
    return faults;
  }
  const [growth, fresh] = [patternOf(verdict, 'DR-A'), patternOf(verdict, 'DR-B')];
  if (isTraced(growth)) {
    same('grew', saying(rows, 'grew'), [...growth.growers].sort());
    same('shrank', saying(rows, 'shrank'), [...growth.shrinkers].sort());
    for (const label of listed(growth, 'missing'))
      if (rows.some(({ lesion, now }) => lesion === label && isSize(now))) faults.push({ what: 'missing', label });
    for (const entry of setAside(growth).filter(({ because }) => because === 'treated'))
      if (!rows.some(({ lesion, words: said }) => lesion === entry.lesion && said.startsWith('treated')))
        faults.push({ what: 'treated', entry });
  }
  if (isTraced(fresh)) same('new', saying(rows, 'new'), [...fresh.newLesions].sort());
  for (const row of rows) {
    const point = own.lesions
      .find(({ lesion }) => lesion === row.lesion)!
      .points.find(({ timepoint }) => timepoint === standing.timepoint)!;
    const { tone } = markOf(row.standing);
    if (point.size === null && isSize(row.now)) faults.push({ what: 'a size that nobody measured', row });
    if (
      point.state === 'unequivocal-progression' &&
      row.standing.kind === 'reported' &&
      row.words !== 'unequivocal progression'
    )
      faults.push({ what: 'a word', row });
    if (row.words === 'within noise' && tone !== 'noise') faults.push({ what: 'mark', row });
  }
  const assessed = growth.verdict === 'not-met' && fresh.verdict === 'not-met';
  const met = growth.verdict === 'met' || fresh.verdict === 'met';
  same('dissociation', standing.dissociation, met ? 'met' : assessed ? 'not-met' : 'not-assessable');
  return faults;
}

test(`the lesions of ${drawn} drawn lines stand as the verdicts say`, () => {
  const kinds = new Set<StandingKind>();
  const reasons = new Set<unknown>();
  for (let seed = 1; seed <= drawn; seed += 1) {
    const history = drawnHistory(seed);
    const { evaluators } = classifyLine(history);
    const standings = lineStandings(history);
    const answered = lastStandings(history);
    expect(standings.map(({ evaluator }) => evaluator)).toEqual(evaluators.map(({ evaluator }) => evaluator));
    evaluators.forEach((own, index) => {
      const faults = [...faultsOf(own, standings[index]!), ...pageFaults(own, answered[index])];
      if (faults.length > 0) throw new Error(`seed ${seed}, ${own.evaluator}: ${JSON.stringify(faults.slice(0, 3))}`);
      for (const { lesions } of standings[index]!.scans)
        for (const { kind, uncounted } of lesions) {
          kinds.add(kind);
          if (kind === 'grew') reasons.add(uncounted);
        }
    });
  }
  // The draw reaches every kind, so that none is compared by never occurring.
  expect([...kinds].sort()).toEqual(
    [
      'grew',
      'shrank',
      'grew-short',
      'shrank-short',
      'within-noise',
      'normal-node',
      'new',
      'new-equivocal',
      'reported',
      'not-evaluated',
      'first-size',
      'not-yet-seen',
      'treated',
      'merged',
      'second-primary',
      'held',
      'baseline',
      'before-treatment',
    ].sort(),
  );
  expect(reasons.size).toBe(7);
});
