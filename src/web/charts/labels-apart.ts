interface Label {
  readonly y: number;
}

/** Moves labels that would lie on one another apart, as little as possible and in their order, within the height. */
export function labelsApart<One extends Label>(
  labels: readonly One[],
  gap: number,
  { top, bottom }: { readonly top: number; readonly bottom: number },
): readonly (One & { readonly labelY: number })[] {
  const sorted = [...labels].sort((one, other) => one.y - other.y);
  const placed = sorted.map(({ y }) => y);
  for (let index = 1; index < placed.length; index += 1)
    placed[index] = Math.max(placed[index]!, placed[index - 1]! + gap);
  let floor = bottom;
  for (let index = placed.length - 1; index >= 0; index -= 1) {
    placed[index] = Math.min(placed[index]!, floor);
    floor = placed[index]! - gap;
  }
  return sorted.map((label, index) => ({ ...label, labelY: Math.max(top, placed[index]!) }));
}
