import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { ActionIcon, NumberInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { routes } from '../app/routes.js';
import { HistoryLink } from '../rules/history-link.js';
import { useTexts } from '../texts/texts.js';
import { patientOf, type AgendaEntry } from './agenda-model.js';
import styles from './agenda.module.css';

interface RowTools {
  readonly onMove: (to: number) => void;
  readonly onMinutes: (minutes: number) => void;
  readonly onTakeOff: () => void;
  readonly onDrag: () => void;
  readonly onDrop: () => void;
}

interface AgendaRowProps {
  readonly entry: AgendaEntry;
  readonly index: number;
  readonly count: number;
  readonly startsAt: string;
  readonly tools: RowTools | null;
}

const shortest = 1;
const longest = 120;

/** One entry. It moves by its buttons, by Alt and the arrows, or by drag. */
export function AgendaRow({ entry, index, count, startsAt, tools }: AgendaRowProps) {
  const texts = useTexts();
  const row = useRef<HTMLLIElement>(null);
  const [over, setOver] = useState(false);
  useKeepFocus(row, index);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (tools === null || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    tools.onMove(index + (event.key === 'ArrowUp' ? -1 : 1));
  };
  const dragging = tools === null ? {} : {
    draggable: true,
    onDragStart: tools.onDrag,
    onDragOver: (event: { preventDefault(): void }) => { event.preventDefault(); setOver(true); },
    onDragLeave: () => setOver(false),
    onDrop: () => { setOver(false); tools.onDrop(); },
  };
  return (
    <li ref={row} className={`${styles['row']} ${over ? styles['over'] : ''}`} onKeyDown={onKeyDown} {...dragging}>
      <span className={styles['time']}>{startsAt}</span>
      <EntryWords entry={entry} />
      {tools === null ? <span className={styles['length']}>{texts.agenda.min(entry.minutes)}</span> : (
        <div className={styles['tools']}>
          <MinutesField entry={entry} place={index + 1} onMinutes={tools.onMinutes} />
          <ActionIcon variant="default" size={30} aria-label={texts.agenda.up(patientOf(entry), index + 1)} disabled={index === 0} onClick={() => tools.onMove(index - 1)}>↑</ActionIcon>
          <ActionIcon variant="default" size={30} aria-label={texts.agenda.down(patientOf(entry), index + 1)} disabled={index === count - 1} onClick={() => tools.onMove(index + 1)}>↓</ActionIcon>
          <ActionIcon variant="default" size={30} aria-label={texts.agenda.takeOff(patientOf(entry), index + 1)} onClick={tools.onTakeOff}>✕</ActionIcon>
        </div>
      )}
      <span className={`print-only ${styles['length']}`}>{tools === null ? '' : texts.agenda.min(entry.minutes)}</span>
    </li>
  );
}

function EntryWords({ entry: { content } }: { readonly entry: AgendaEntry }) {
  const texts = useTexts();
  if (content === null) return <div className={styles['what']}><span className={styles['question']}>{texts.agenda.notShown}</span><span className={styles['reason']}>{texts.agenda.notShownHint}</span></div>;
  const { patientId, question, whyNow, changedSince } = content;
  return (
    <div className={styles['what']}>
      <Link to={routes.patient} params={{ patientId }} className={styles['case']}>{texts.patient.caseNumber(patientId)}</Link>
      <span className={styles['question']} data-question>{question}</span>
      <span className={styles['reason']}>{whyNow.join(' ')}</span>
      {changedSince !== null && <span className={styles['changed']}>△ {texts.agenda.changedSince[changedSince.kind]}{changedSince.question === null ? '' : `: ${changedSince.question}`}{changedSince.reason === null ? '' : ` (${texts.rules.reasonOf(changedSince.reason)})`} <HistoryLink itemId={changedSince.itemId} /></span>}
    </div>
  );
}

/** What is typed stays until it is saved or given up, whatever arrives from others meanwhile. */
function MinutesField({ entry, place, onMinutes }: { readonly entry: AgendaEntry; readonly place: number; readonly onMinutes: (minutes: number) => void }) {
  const texts = useTexts();
  const [typed, setTyped] = useState<number | string | null>(null);
  const save = (): void => {
    const minutes = Number(typed);
    if (typed !== null && Number.isInteger(minutes) && minutes >= shortest && minutes <= longest && minutes !== entry.minutes) onMinutes(minutes);
    setTyped(null);
  };
  return (
    <NumberInput
      size="xs" w={86} aria-label={texts.agenda.minutesOf(patientOf(entry), place)} suffix={` ${texts.agenda.unit}`} min={shortest} max={longest} allowDecimal={false}
      value={typed ?? entry.minutes} onChange={setTyped} onBlur={save}
      onKeyDown={(event) => { if (event.key === 'Enter') save(); if (event.key === 'Escape') setTyped(null); }}
    />
  );
}

/** A moved row takes its focus along. */
function useKeepFocus(row: { readonly current: HTMLElement | null }, index: number): void {
  const focused = useRef<Element | null>(null);
  const before = useRef(index);
  useEffect(() => {
    if (before.current !== index && focused.current instanceof HTMLElement && row.current?.contains(focused.current) === true) focused.current.focus();
    before.current = index;
    const remember = (): void => {
      focused.current = row.current?.contains(document.activeElement) === true ? document.activeElement : null;
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, [row, index]);
}
