/**
 * Treatment lines as senders write them with their numbers, '1: cisplatin; 2: nivolumab', as a reader's language says them. Line 0 is what was
 * given before the first line: there is no such number to read, and the treatment stands alone.
 * @param shown what was sent, as the language shows it
 */
export const numberedLines = (
  sent: string,
  shown: (words: string) => string,
  inWords: (number: number) => string,
): string =>
  sent
    .split(/; (?=\d{1,2}: )/)
    .map((part) => {
      const [, number = '0', words = part] = /^(\d{1,2}): (.*)$/s.exec(part) ?? [];
      return Number(number) === 0 ? shown(words) : `${inWords(Number(number))} ${shown(words)}`;
    })
    .join('; ');
