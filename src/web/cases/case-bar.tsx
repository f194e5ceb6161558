import { useState } from 'react';
import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useShortcuts } from '../frame/keyboard/shortcuts.js';
import { NotSaved } from '../frame/not-saved.js';
import { routes } from '../frame/routes.js';
import { lazyDialogue } from '../parts/lazy-dialogue.js';
import { MeetingLink } from '../placement/meeting-link.js';
import { useWords } from '../texts/words.js';
import { filterOf, type BoardCase, type CaseSearch } from './case-model.js';
import { casesBesideQuery, type CaseBeside } from './case-query.js';
import { offeredMoves, type OfferedMove } from './moves/case-moves.js';
import { useCaseTexts } from './texts/index.js';
import { useMoveCase } from './use-case-changes.js';
import styles from './cases.module.css';

const MoveDialogue = lazyDialogue(() => import('./moves/move-dialogue.js'), 'MoveDialogue');
const PlaceOnMeeting = lazyDialogue(() => import('../placement/place-on-meeting.js'), 'PlaceOnMeeting');

interface CaseBarProps {
  readonly board: BoardCase;
  readonly search: CaseSearch;
}

/** Which case this is, where it stands, what may be done with it, and the cases before and after it. */
export function CaseBar({ board, search }: CaseBarProps) {
  const words = useWords();
  return (
    <div className={styles['bar']}>
      <h1>{words.caseNumber(String(board.number))}</h1>
      <Standing board={board} />
      <Moves key={board.id} board={board} />
      <Beside board={board} search={search} />
    </div>
  );
}

function Standing({ board }: { readonly board: BoardCase }) {
  const texts = useCaseTexts();
  const { meeting, state, mergedInto, tookIn, owner } = board;
  return (
    <span className={styles['standing']}>
      {texts.stateOf(state)}
      {meeting !== null && (
        <>
          {' '}
          {texts.onMeeting} <MeetingLink meeting={meeting} />
        </>
      )}
      {mergedInto !== null && (
        <>
          :{' '}
          <Link to={routes.case} params={{ caseId: mergedInto.id }} search={{}}>
            {texts.mergedInto(mergedInto.number)}
          </Link>
        </>
      )}
      {tookIn.map(({ id, number, pointsElsewhere }) => (
        <span key={id}>
          {' · '}
          <Link to={routes.case} params={{ caseId: id }} search={{}}>
            {texts.tookIn(number, pointsElsewhere)}
          </Link>
        </span>
      ))}
      {owner !== null && <span className={styles['owner']}> · {texts.ownedBy(owner)}</span>}
      {' · '}
      <Link to={routes.patient} params={{ patientId: board.patient.id }}>
        {texts.record}
      </Link>
    </span>
  );
}

function Moves({ board }: { readonly board: BoardCase }) {
  const texts = useCaseTexts();
  const { bar, menu, mayPlace } = offeredMoves(board);
  const [placing, setPlacing] = useState(false);
  const [moving, setMoving] = useState<OfferedMove | null>(null);
  const take = useMoveCase(board, () => undefined);
  const start = (move: OfferedMove): void => {
    if (move.form === null) take.mutate({ transition: move.name });
    else setMoving(move);
  };
  return (
    <div className={`${styles['moves']} screen-only`}>
      {mayPlace && (
        <Button size="compact-sm" onClick={() => setPlacing(true)}>
          {texts.moveNames.schedule}
        </Button>
      )}
      {bar.map((move) => (
        <Button
          key={move.name}
          size="compact-sm"
          variant="default"
          loading={take.isPending && take.variables.transition === move.name}
          onClick={() => start(move)}
        >
          {texts.moveNames[move.name]}
        </Button>
      ))}
      {menu.length > 0 && (
        <Menu>
          <Menu.Target>
            <Button size="compact-sm" variant="default">
              {texts.more}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {menu.map((move) => (
              <Menu.Item key={move.name} onClick={() => start(move)}>
                {texts.moveNames[move.name]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <NotSaved error={take.error} />
      {placing && <PlaceOnMeeting cases={[board]} onClose={() => setPlacing(false)} onPlaced={() => undefined} />}
      {moving !== null && <MoveDialogue board={board} move={moving} onClose={() => setMoving(null)} />}
    </div>
  );
}

/** The cases before and after this one in the list that one came from; j and k go there too. */
function Beside({ board, search }: CaseBarProps) {
  const texts = useCaseTexts();
  const navigate = useNavigate();
  const filter = filterOf(search);
  const { previous, next } = useQuery(casesBesideQuery(board.id, filter)).data ?? { previous: null, next: null };
  const go = (to: CaseBeside | null): void => {
    if (to !== null) void navigate({ to: routes.case, params: { caseId: to.id }, search });
  };
  useShortcuts({
    j: () => go(next),
    k: () => go(previous),
    ArrowRight: () => go(next),
    ArrowLeft: () => go(previous),
  });
  return (
    <nav aria-label={texts.neighbours} className={`${styles['beside']} screen-only`}>
      <BesideLink
        to={previous}
        search={search}
        shown={`← ${texts.previous}`}
        name={texts.previousCase}
        none={texts.noPrevious}
      />
      <BesideLink to={next} search={search} shown={`${texts.next} →`} name={texts.nextCase} none={texts.noNext} />
    </nav>
  );
}

interface BesideLinkProps {
  readonly to: CaseBeside | null;
  readonly search: CaseSearch;
  readonly shown: string;
  readonly name: (number: number) => string;
  readonly none: string;
}

function BesideLink({ to, search, shown, name, none }: BesideLinkProps) {
  if (to === null)
    return (
      <span className="soft" title={none}>
        {shown}
      </span>
    );
  return (
    <Link to={routes.case} params={{ caseId: to.id }} search={search} aria-label={name(to.number)}>
      {shown}
    </Link>
  );
}
