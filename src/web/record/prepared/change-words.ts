import { showDate, showPartialDate } from '../../format/dates.js';
import { useWords } from '../../texts/words.js';
import { usePatientTexts } from '../texts/index.js';
import type { CaseChange } from './changed-since-query.js';

const isDay = /^\d{4}-\d{2}-\d{2}$/;
const isPartialDay = /^\d{4}(-\d{2}){0,2}$/;

/** One change in the reader's words: what it is about, what was, what is now. */
export function useChangeWords(): (change: CaseChange) => string {
  const record = usePatientTexts();
  const { months } = useWords();
  const texts = record.changedSincePreparation;
  const valueOf = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(valueOf).join(', ');
    if (typeof value === 'object' && value !== null)
      return Object.entries(value)
        .map(([field, part]) => `${record.fieldName(field)} ${valueOf(part)}`)
        .join(', ');
    return typeof value === 'string' && isPartialDay.test(value) ? showPartialDate(value, months) : String(value);
  };
  const structured = (text: string): string => {
    const [, document = '', rest = ''] = /^([[{].*[\]}])(.*)$/.exec(text) ?? [];
    try {
      return document === '' ? text : `${valueOf(JSON.parse(document))}${rest}`;
    } catch {
      return text;
    }
  };
  /** What the service joins with commas: days and single words in the reader's own, everything else as it is. */
  const parts = (joined: string | null): string | null =>
    joined === null
      ? null
      : structured(joined)
          .split(', ')
          .map((part, index) => {
            if (isDay.test(part)) return showDate(part, months);
            return part === 'held' ? texts.held : index === 0 && /^[a-z-]+$/.test(part) ? record.choice(part) : part;
          })
          .join(', ');
  return ({ kind, of, words, figure, was, now }) => {
    const name = words ?? of;
    switch (kind) {
      case 'scan':
        if (was === null) return texts.scanNew(parts(now) ?? of);
        return now === null ? texts.scanGone(parts(was) ?? of) : texts.scanCorrected(parts(now) ?? of);
      case 'lesion':
        return `${name}${figure === 'baseline' ? ` (${record.screen.baseline})` : ''}: ${was ?? '–'} → ${now ?? '–'} mm`;
      case 'point':
        if (now === null) return texts.pointGone(name);
        return was === null ? texts.pointNew(name, now) : texts.pointOther(name, now);
      case 'fact':
        return `${name}: ${parts(was) ?? texts.notStated} → ${parts(now) ?? texts.notStated}`;
      case 'question':
        return texts.question(now ?? '–');
      case 'proposal':
        return texts.proposal(now ?? '–');
      case 'versions':
        return texts.versions(was ?? '–', now ?? '–');
    }
  };
}
