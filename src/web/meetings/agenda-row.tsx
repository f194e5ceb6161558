import { useRef, useState, type KeyboardEvent } from 'react';
import { ActionIcon, Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { routes } from '../frame/routes.js';
import { showDate } from '../format/dates.js';
import { useMeetingTexts } from './texts/index.js';
import { useWords } from '../texts/words.js';
import type { AgendaEntry } from '../placement/agenda-query.js';
import { ChangedSince } from '../record/prepared/changed-since.js';
import type { CaseChange } from '../record/prepared/changed-since-query.js';
import { numberOf } from './agenda-model.js';
import { MinutesField } from './minutes-field.js';
import { MoveButtons } from './move-buttons.js';
import { useKeepFocus } from './use-keep-focus.js';
import styles from './agenda.module.css';

/** What a coordinator does with one case of the agenda. */
interface AgendaTools {
  readonly onMove: (to: number) => void;
  readonly onMinutes: (minutes: number) => void;
  readonly onTakeOff: () => void;
  readonly onCarryOver: () => void;
  readonly onDrag: () => void;
  readonly onDrop: () => void;
}

interface AgendaRowProps {
  readonly entry: AgendaEntry;
  readonly index: number;
  readonly count: number;
  readonly startsAt: string;
  /** Said before the case within which the time of the meeting ends; null for every other. */
  readonly end: string | null;
  /** What arrived since the case was prepared. */
  readonly changes: readonly CaseChange[];
  readonly tools: AgendaTools | null;
}

/** One patient's case. It moves by its buttons, by Alt and the arrows, or by drag. */
export function AgendaRow({ entry, index, count, startsAt, end, changes, tools }: AgendaRowProps) {
  const texts = useMeetingTexts();
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
  return (
    <li ref={row} className={`${styles['row']} ${over ? styles['over'] : ''}`} onKeyDown={onKeyDown} {...dragging}>
      {end !== null && <p className={styles['end']}>{end}</p>}
      <span className={styles['time']}>{startsAt}</span>
      <EntryWords entry={entry} changes={changes} />
      {tools === null ? (
        <span className={styles['length']}>{texts.agenda.min(entry.minutes)}</span>
      ) : (
        <RowTools entry={entry} index={index} count={count} tools={tools} />
      )}
      <span className={`print-only ${styles['length']}`}>{tools === null ? '' : texts.agenda.min(entry.minutes)}</span>
    </li>
  );
}

const stepOf = ({ altKey, key }: KeyboardEvent): number | null =>
  !altKey ? null : key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : null;

interface RowToolsProps {
  readonly entry: AgendaEntry;
  readonly index: number;
  readonly count: number;
  readonly tools: AgendaTools;
}

function RowTools({ entry, index, count, tools }: RowToolsProps) {
  const texts = useMeetingTexts().agenda;
  const words = useWords();
  const number = numberOf(entry);
  return (
    <div className={styles['tools']}>
      <MinutesField minutes={entry.minutes} label={texts.minutesOf(number)} onMinutes={tools.onMinutes} />
      {count > 1 && (
        <MoveButtons
          labels={{ up: texts.up(number), down: texts.down(number) }}
          words={texts.placeOf(number === null ? texts.notShown : words.caseNumber(String(number)), index + 1, count)}
          index={index}
          count={count}
          onMove={tools.onMove}
        />
      )}
      <Menu position="bottom-end" withinPortal={false}>
        <Menu.Target>
          <ActionIcon variant="default" className={styles['tool']} aria-label={texts.menuOf(number)}>
            ⋯
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {index > 0 && <Menu.Item onClick={() => tools.onMove(0)}>{texts.toTop}</Menu.Item>}
          {index < count - 1 && <Menu.Item onClick={() => tools.onMove(count - 1)}>{texts.toEnd}</Menu.Item>}
          <Menu.Item onClick={tools.onCarryOver}>{texts.carryOver}</Menu.Item>
          <Menu.Item onClick={tools.onTakeOff}>{texts.takeOff}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function EntryWords({ entry: { content }, changes }: Pick<AgendaRowProps, 'entry' | 'changes'>) {
  const texts = useMeetingTexts().agenda;
  const words = useWords();
  if (content === null)
    return (
      <div className={styles['what']}>
        <span className={styles['case']}>{texts.notShown}</span>
        <span className={styles['reason']}>{texts.notShownHint}</span>
      </div>
    );
  const { id, number, question, pointCount, state, whyNow, deadline, deadlineClock } = content.case;
  return (
    <div className={styles['what']}>
      <span className={styles['line']}>
        <Link to={routes.case} params={{ caseId: id }} className={styles['case']} data-case>
          {words.caseNumber(String(number))}
        </Link>
        <span className="soft">
          {[
            words.cases.states[state],
            ...(deadline === null
              ? []
              : [texts.byWhen([showDate(deadline, words.months), deadlineClock].filter(Boolean).join(', '))]),
          ].join(' · ')}
        </span>
      </span>
      <span className={styles['question']}>
        <span data-question>{question ?? words.cases.noQuestion}</span>
        {pointCount > 1 && <span className={styles['points']}> {words.cases.morePoints(pointCount - 1)}</span>}
      </span>
      <span className={styles['reason']}>{whyNow.join(' ')}</span>
      {content.readiness !== null && (
        <span className={styles['reason']} data-readiness>
          {content.readiness.words}
        </span>
      )}
      {changes.length > 0 && (
        <div className={styles['changes']}>
          <ChangedSince changes={changes} />
        </div>
      )}
    </div>
  );
}
