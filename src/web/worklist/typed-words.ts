let kept = '';

/**
 * What was searched for last, as long as the page is open: it survives Back, and stands neither in the address nor in the browser's
 * storage, since it may be a patient's number.
 */
export const typedWords = {
  read: (): string => kept,
  keep: (words: string): void => {
    kept = words;
  },
};
