import type { components } from '../api/schema.d.js';

type Schemas = components['schemas'];

export type RuleCatalogue = Schemas['Rules'];
export type Rule = RuleCatalogue['rules'][number];
export type Evidence = RuleCatalogue['evidence'][number];
export type StudiedTumour = Evidence['studied']['tumours'][number];
export type StudiedDrug = Evidence['studied']['drug'];
export type RuleStanding = Schemas['RuleStanding'];

export type DryRun = Schemas['DryRun'];
export type DryRunDetail = Schemas['DryRunDetail'];
export type DryRunState = DryRun['state'];
export type ReleaseObstacle = DryRun['obstacles'][number];
export type ChangeCount = DryRunDetail['counts'][number];
export type DryRunChange = Schemas['DryRunChange'];
export type ChangeKind = DryRunChange['kind'];
export type ChangeSubject = DryRunChange['subject'];
export type Releases = Schemas['Releases'];

/** What an administrator may do to one rule: turn it off or on, into the shadow or out of it. */
export type RuleSwitching = 'off' | 'on' | 'shadow' | 'light';

/** A rule that is switched off is that first, whether or not it would also be in shadow. */
export const stateOf = ({ isOn, inShadow }: Pick<RuleStanding, 'isOn' | 'inShadow'>): 'on' | 'off' | 'shadow' =>
  !isOn ? 'off' : inShadow ? 'shadow' : 'on';

/** Whether a rule says all of the words, anywhere in what it says or cites. */
export function ruleSays(rule: Rule, evidence: readonly Evidence[], words: string): boolean {
  const text =
    `${JSON.stringify(Object.values(rule))} ${evidence.map(({ finding, source, population, doi }) => `${finding} ${source} ${population} ${doi ?? ''}`).join(' ')}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The evidence that a rule cites, in its order, each with the condition under which it is cited. */
export function evidenceOf(
  rule: Rule,
  all: ReadonlyMap<string, Evidence>,
): readonly { readonly evidence: Evidence; readonly when: string | null }[] {
  return rule.evidence.flatMap(({ id, when }) => {
    const evidence = all.get(id);
    return evidence === undefined ? [] : [{ evidence, when }];
  });
}

/** How many flags and items appear, change and go for the boards, those of rules shown to nobody left out. */
export function totalsOf(counts: readonly ChangeCount[]): Readonly<Record<ChangeKind, number>> {
  const sum = (kind: ChangeKind): number =>
    counts.filter((count) => count.shown && count.kind === kind).reduce((total, { count }) => total + count, 0);
  return { appears: sum('appears'), changes: sum('changes'), goes: sum('goes') };
}
