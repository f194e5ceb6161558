import { useRef, useState, type KeyboardEvent } from 'react';
import { ActionIcon } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { routes } from '../frame/routes.js';
import { WindowPassed } from '../parts/window-passed.js';
import { HistoryLink } from '../frame/history-link.js';
import { useMeetingTexts } from './texts/index.js';
import { useWords } from '../texts/words.js';
import type { AgendaEntry } from '../placement/agenda-query.js';
import { minutesUsed, type AgendaPatient } from './agenda-model.js';
import { MinutesField } from './minutes-field.js';
import { MoveButtons } from './move-buttons.js';
import { useKeepFocus } from './use-keep-focus.js';
import styles from './agenda.module.css';

/** What a coordinator does with one patient of the agenda and its questions. */
interface AgendaTools {
  readonly onMove: (to: number) => void;
  readonly onMoveQuestion: (entryId: string, to: number) => void;
  readonly onMinutes: (entryId: string, minutes: number) => void;
  readonly onTakeOff: (entryId: string) => void;
  readonly onDrag: () => void;
  readonly onDrop: () => void;
}

interface AgendaRowProps {
  readonly patient: AgendaPatient;
  readonly index: number;
  readonly count: number;
  /** When each question comes up, by the entry's id. */
  readonly startsAt: ReadonlyMap<string, string>;
  /** The question within which the time of the meeting ends, and its words; null where all fit. */
  readonly end: { readonly entryId: string; readonly words: string } | null;
  readonly tools: AgendaTools | null;
}

/** One patient with its questions. It moves by its buttons, by Alt and the arrows, or by drag; a question moves among its patient's. */
export function AgendaRow({ patient, index, count, startsAt, end, tools }: AgendaRowProps) {
  const texts = useMeetingTexts();
  const words = useWords();
  const row = useRef<HTMLLIElement>(null);
  const [over, setOver] = useState(false);
  useKeepFocus(row, index);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = stepOf(event);
    if (tools === null || step === null) return;
    event.preventDefault();
    tools.onMove(index + step);
  };
  const dragging =
    tools === null
      ? {}
      : {
          draggable: true,
          onDragStart: tools.onDrag,
          onDragOver: (event: { preventDefault(): void }) => {
            event.preventDefault();
            setOver(true);
          },
          onDragLeave: () => setOver(false),
          onDrop: () => {
            setOver(false);
            tools.onDrop();
          },
        };
  const { patientId, entries } = patient;
  const first = entries[0];
  return (
    <li ref={row} className={`${styles['row']} ${over ? styles['over'] : ''}`} onKeyDown={onKeyDown} {...dragging}>
      {end !== null && end.entryId === first?.id && <p className={styles['end']}>{end.words}</p>}
      <div className={styles['head']}>
        <span className={styles['time']}>{first === undefined ? '' : startsAt.get(first.id)}</span>
        {patientId === null ? (
          <span className={styles['case']}>{texts.agenda.notShown}</span>
        ) : (
          <Link to={routes.patient} params={{ patientId }} className={styles['case']} data-case>
            {words.caseNumber(patientId)}
          </Link>
        )}
        <span className="soft">{texts.agenda.patientTotal(entries.length, minutesUsed(entries))}</span>
        {tools !== null && count > 1 && (
          <MoveButtons
            labels={{
              top: texts.agenda.toTop(patientId),
              up: texts.agenda.up(patientId),
              down: texts.agenda.down(patientId),
            }}
            words={texts.agenda.placeOf(
              patientId === null ? texts.agenda.notShown : words.caseNumber(patientId),
              index + 1,
              count,
            )}
            index={index}
            count={count}
            onMove={tools.onMove}
          />
        )}
      </div>
      <ul className={styles['questions']}>
        {entries.map((entry, place) => (
          <Question
            key={entry.id}
            entry={entry}
            place={place}
            count={entries.length}
            startsAt={startsAt.get(entry.id) ?? ''}
            tools={tools}
            end={place > 0 && end?.entryId === entry.id ? end.words : null}
          />
        ))}
      </ul>
    </li>
  );
}

const stepOf = ({ altKey, key }: KeyboardEvent): number | null =>
  !altKey ? null : key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : null;

interface QuestionProps {
  readonly entry: AgendaEntry;
  readonly place: number;
  readonly count: number;
  readonly startsAt: string;
  readonly end: string | null;
  readonly tools: AgendaTools | null;
}

function Question({ entry, place, count, startsAt, end, tools }: QuestionProps) {
  const texts = useMeetingTexts();
  const row = useRef<HTMLLIElement>(null);
  useKeepFocus(row, place);
  const named = { patientId: entry.content?.patientId ?? null, question: count === 1 ? null : place + 1 };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = stepOf(event);
    const to = place + (step ?? 0);
    // At the first and the last question the patient as a whole moves on.
    if (tools === null || step === null || to < 0 || to >= count) return;
    event.preventDefault();
    event.stopPropagation();
    tools.onMoveQuestion(entry.id, to);
  };
  return (
    <li ref={row} className={styles['entry']} onKeyDown={onKeyDown}>
      {end !== null && <p className={styles['end']}>{end}</p>}
      {place === 0 ? <span /> : <span className={styles['later']}>{startsAt}</span>}
      <EntryWords entry={entry} />
      {tools === null ? (
        <span className={styles['length']}>{texts.agenda.min(entry.minutes)}</span>
      ) : (
        <div className={styles['tools']}>
          <MinutesField
            minutes={entry.minutes}
            label={texts.agenda.minutesOf(named.patientId, named.question)}
            onMinutes={(minutes) => tools.onMinutes(entry.id, minutes)}
          />
          {count > 1 && (
            <MoveButtons
              labels={{
                up: texts.agenda.questionUp(named.patientId, place + 1),
                down: texts.agenda.questionDown(named.patientId, place + 1),
              }}
              words={texts.agenda.placeOf(texts.agenda.question, place + 1, count)}
              index={place}
              count={count}
              onMove={(to) => tools.onMoveQuestion(entry.id, to)}
            />
          )}
          <ActionIcon
            variant="default"
            className={styles['tool']}
            aria-label={texts.agenda.takeOff(named.patientId, named.question)}
            onClick={() => tools.onTakeOff(entry.id)}
          >
            ✕
          </ActionIcon>
        </div>
      )}
      <span className={`print-only ${styles['length']}`}>{tools === null ? '' : texts.agenda.min(entry.minutes)}</span>
    </li>
  );
}

function EntryWords({ entry: { content } }: { readonly entry: AgendaEntry }) {
  const texts = useMeetingTexts();
  const words = useWords();
  if (content === null)
    return (
      <div className={styles['what']}>
        <span className={styles['reason']}>{texts.agenda.notShownHint}</span>
      </div>
    );
  const { question, windowEnds, whyNow, changedSince } = content;
  return (
    <div className={styles['what']}>
      <span className={styles['question']} data-question>
        {question}
      </span>
      {changedSince === null && <WindowPassed windowEnds={windowEnds} />}
      <span className={styles['reason']}>{whyNow.join(' ')}</span>
      {changedSince !== null && (
        <span className={styles['changed']}>
          △ {texts.agenda.changedSince[changedSince.kind]}
          {changedSince.question === null ? '' : `: ${changedSince.question}`}
          {changedSince.reason === null ? '' : ` (${words.reasonOf(changedSince.reason)})`}{' '}
          <HistoryLink itemId={changedSince.itemId} />
        </span>
      )}
    </div>
  );
}
