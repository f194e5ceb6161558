/** Whether an owner, a name or the code of a discipline, is the one that somebody typed a part of, in the words that the page shows. Pure. */
export const isOwnedBy = (owner: string, typed: string, disciplines: Readonly<Record<string, string>>): boolean =>
  (disciplines[owner] ?? owner).toLowerCase().includes(typed.trim().toLowerCase());
