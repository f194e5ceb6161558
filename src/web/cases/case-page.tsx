import type { ReactNode } from 'react';
import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { DecisionView } from '../decided/decision-view.js';
import { PreviousDecision } from '../decided/previous-decision.js';
import { LoadFailure } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { routes } from '../frame/routes.js';
import { boardCaseQuery } from '../placement/board-case-query.js';
import { Robustness } from '../record/behind/robustness.js';
import { Verdicts } from '../record/behind/verdicts.js';
import type { CaseLine as PatientLine, PatientCase, ShownEvaluator } from '../record/case/case.js';
import { caseQuery } from '../record/case/case-query.js';
import { leadingEvaluator, standingOf } from '../record/case/reading.js';
import { OtherNumbers } from '../record/other-numbers.js';
import { CaseBar } from './case-bar.js';
import { caseTabs, filterOf, type BoardCase, type CaseReading, type CaseSearch, type CaseTab } from './case-model.js';
import { caseReadingQuery } from './case-query.js';
import { CaseLine } from './first-screen/case-line.js';
import { FirstScreen } from './first-screen/first-screen.js';
import { Question } from './first-screen/question.js';
import { ReferralOnly } from './referral-only.js';
import { AllReasons } from './tabs/all-reasons.js';
import { Evidence } from './tabs/evidence.js';
import { Facts } from './tabs/facts.js';
import { History } from './tabs/history.js';
import { Readers } from './tabs/readers.js';
import { takenOutOf } from './taken-out.js';
import { useCaseTexts } from './texts/index.js';
import styles from './cases.module.css';

/** One case: what a board reads first on one screen, everything behind it in tabs. */
export function CasePage() {
  const { caseId } = useParams({ from: `/inside${routes.case}` });
  const search = useSearch({ from: `/inside${routes.case}` });
  const board = useQuery(boardCaseQuery(caseId));
  const reading = useQuery(caseReadingQuery(caseId));
  const error = board.error ?? reading.error;
  if (error !== null && (board.data === undefined || reading.data === undefined))
    return (
      <LoadFailure
        error={error}
        onRetry={() => {
          void board.refetch();
          void reading.refetch();
        }}
      />
    );
  if (board.data === undefined || reading.data === undefined) return <Loading />;
  return (
    <div className={styles['page']}>
      <CaseBar board={board.data} search={search} />
      <PreviousDecision board={board.data} />
      <OtherNumbers patientId={board.data.patient.id} />
      <Asked board={board.data} />
      {reading.data === null ? (
        <ReferralOnly board={board.data} />
      ) : (
        <ReadCase key={caseId} board={board.data} reading={reading.data} search={search} />
      )}
    </div>
  );
}

/** What a returned case waits for; why one ended. */
function Asked({ board: { asked, state, stateReason, stateWords } }: { readonly board: BoardCase }) {
  const texts = useCaseTexts();
  const ended = ['dismissed', 'closed', 'deferred'].includes(state) && stateReason !== null;
  if (asked === null && !ended) return null;
  return (
    <p className={styles['asked']}>
      {asked !== null && `${texts.askedOf(asked.from, asked.until)} ${asked.what}`}
      {ended &&
        texts.endedBecause([texts.reasonOf(stateReason), stateWords].filter((part) => part !== null).join(': '))}
    </p>
  );
}

interface ReadCaseProps {
  readonly board: BoardCase;
  readonly reading: CaseReading;
  readonly search: CaseSearch;
}

function ReadCase({ board, reading, search }: ReadCaseProps) {
  const texts = useCaseTexts();
  const navigate = useNavigate();
  const patientId = board.patient.id;
  const patient = useQuery(caseQuery(patientId)).data;
  const line = patient?.lines.find(({ id }) => id === board.treatmentLineId) ?? patient?.lines[0];
  const evaluator = line === undefined ? undefined : leadingEvaluator(line);
  const tab = search.tab === 'decision' && board.decision === null ? 'case' : (search.tab ?? 'case');
  const open = (to: CaseTab): void => {
    const filter = filterOf(search);
    void navigate({
      to: routes.case,
      params: { caseId: board.id },
      search: to === 'case' ? filter : { ...filter, tab: to },
      replace: true,
      resetScroll: false,
    });
  };
  const panels = panelsOf({ board, reading, patient, line, evaluator });
  return (
    <>
      <Tabs value={tab} onChange={(to) => open(to as CaseTab)} keepMounted={false}>
        <Tabs.List aria-label={texts.tabList} className={styles['tabs']}>
          {tabsOf(board).map((one) => (
            <Tabs.Tab key={one} value={one}>
              {texts.tabs[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <div data-first-screen={tab === 'case' || undefined}>
          <header className={styles['head']}>
            <CaseLine screen={reading.screen} patientId={patientId} line={line} />
            {tab === 'case' && (
              <WhyNow
                board={board}
                reading={reading}
                line={line}
                evaluator={evaluator}
                onPoints={() => open('reasons')}
              />
            )}
          </header>
          <Tabs.Panel value="case">
            <FirstScreen
              screen={reading.screen}
              patientId={patientId}
              line={line}
              evaluator={evaluator}
              onMore={() => open('reasons')}
            />
          </Tabs.Panel>
        </div>
        {tabsOf(board)
          .filter((one) => one !== 'case')
          .map((one) => (
            <Tabs.Panel key={one} value={one} className={styles['panel']}>
              <h2 className="visually-hidden">{texts.tabs[one]}</h2>
              {tab === one && panels[one]()}
            </Tabs.Panel>
          ))}
      </Tabs>
    </>
  );
}

/** The tab of the decision is there once one is signed. */
const tabsOf = ({ decision }: BoardCase): readonly CaseTab[] =>
  caseTabs.filter((tab) => tab !== 'decision' || decision !== null);

interface Shown {
  readonly board: BoardCase;
  readonly reading: CaseReading;
  readonly patient: PatientCase | undefined;
  readonly line: PatientLine | undefined;
  readonly evaluator: ShownEvaluator | undefined;
}

/** What each tab but the first holds, made when it is looked at. */
function panelsOf({
  board,
  reading,
  patient,
  line,
  evaluator,
}: Shown): Readonly<Record<Exclude<CaseTab, 'case'>, () => ReactNode>> {
  const ofLine = (draw: (line: PatientLine) => ReactNode): ReactNode =>
    patient === undefined ? <Loading /> : line === undefined ? <NoReadings /> : draw(line);
  return {
    decision: () => board.decision !== null && <DecisionView decisionId={board.decision.id} />,
    readers: () =>
      ofLine((one) =>
        evaluator === undefined ? (
          <NoReadings />
        ) : (
          <Readers line={one} facts={patient?.facts ?? []} leading={evaluator} />
        ),
      ),
    definitions: () => ofLine((one) => <Verdicts patientId={board.patient.id} line={one} isRead />),
    robustness: () => ofLine((one) => <Robustness lineId={one.id} isRead />),
    evidence: () => <Evidence merged={reading.merged} />,
    reasons: () => <AllReasons board={board} reading={reading} line={line} />,
    facts: () => ofLine((one) => patient !== undefined && <Facts patient={patient} line={one} />),
    history: () => <History board={board} />,
  };
}

const NoReadings = () => <p className="soft">{useCaseTexts().noReadings}</p>;

/** What is reported, the question with its proposal, and why now; a last scan that is held is said first. */
function WhyNow({
  board,
  reading: { screen },
  line,
  evaluator,
  onPoints,
}: Omit<Shown, 'patient'> & { readonly onPoints: () => void }) {
  const texts = useCaseTexts();
  const isHeld = line !== undefined && standingOf(line, evaluator?.evaluator)?.phase === 'held';
  return (
    <section aria-labelledby="case-question">
      {isHeld && <p className={styles['held']}>▨ {texts.lastScanHeld}</p>}
      {screen.reported.map((words) => (
        <p key={words} className={styles['reported']}>
          <strong>{texts.reportedTitle}</strong> {words}
        </p>
      ))}
      <Question board={board} screen={screen} takenOut={takenOutOf(line).length} onPoints={onPoints} />
      {screen.whyNow.length > 0 && <p className={styles['why']}>{screen.whyNow.join(' ')}</p>}
    </section>
  );
}
