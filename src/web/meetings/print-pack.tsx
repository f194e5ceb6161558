import { showDate } from '../format/dates.js';
import type { AgendaEntry } from '../placement/agenda-query.js';
import { useWords } from '../texts/words.js';
import { numberOf } from './agenda-model.js';
import { useMeetingTexts } from './texts/index.js';
import styles from './agenda.module.css';

interface PrintPackProps {
  readonly entries: readonly AgendaEntry[];
  readonly starts: ReadonlyMap<string, string>;
}

/** On paper, behind the agenda: a page for each case, with room to write on. */
export function PrintPack({ entries, starts }: PrintPackProps) {
  return (
    <div className="print-only">
      {entries.map((entry) => (
        <PackPage key={entry.id} entry={entry} startsAt={starts.get(entry.id) ?? ''} />
      ))}
    </div>
  );
}

function PackPage({ entry, startsAt }: { readonly entry: AgendaEntry; readonly startsAt: string }) {
  const texts = useMeetingTexts().agenda;
  const words = useWords();
  if (entry.content === null) return null;
  const { question, whyNow, pointCount, state, reasons, owner, deadline, deadlineClock } = entry.content.case;
  const facts = [
    words.cases.states[state],
    reasons.map((reason) => words.cases.reasons[reason]).join(', '),
    owner ?? '',
    deadline === null ? '' : texts.byWhen([showDate(deadline, words.months), deadlineClock].filter(Boolean).join(', ')),
  ].filter((fact) => fact !== '');
  return (
    <section className={styles['pack']}>
      <h2>{`${startsAt} · ${words.caseNumber(String(numberOf(entry)))} · ${texts.min(entry.minutes)}`}</h2>
      <p className={styles['question']}>
        {question ?? words.cases.noQuestion}
        {pointCount > 1 && ` ${words.cases.morePoints(pointCount - 1)}`}
      </p>
      <p>{facts.join(' · ')}</p>
      <ul>
        {whyNow.map((why) => (
          <li key={why}>{why}</li>
        ))}
      </ul>
      <p className={styles['notes']}>{texts.notes}</p>
    </section>
  );
}
