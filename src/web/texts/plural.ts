/** A number with the form of the word that goes with it; both languages have one form for one and another for all else. */
export const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
