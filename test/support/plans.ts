/** Reads the plans that PostgreSQL makes of statements. */

interface PlanNode {
  readonly 'Node Type'?: string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Tables that a plan, as EXPLAIN (FORMAT JSON) tells it, reads from end to end. */
export const scannedWhole = (explained: { readonly Plan: PlanNode }): string[] => [
  ...new Set(
    nodesOf(explained.Plan)
      .filter((node) => node['Node Type']?.endsWith('Seq Scan'))
      .flatMap((node) => node['Relation Name'] ?? []),
  ),
];
