import { Suspense, useEffect, useRef, useState } from 'react';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../texts/texts.js';
import { sessionQuery } from '../session/session.js';
import { mayImport, mayReadRules, sitsOnBoard } from '../session/rights.js';
import { AccountMenu } from './account-menu.js';
import { ConnectionBanner, LiveDot } from './connection.js';
import { KeyboardHelp } from './keyboard-help.js';
import { LiveUpdates } from './live.js';
import { Loading } from './loading.js';
import { routes } from './routes.js';
import { HatchPattern } from '../charts/hatch-pattern.js';
import { SyntheticMark } from './synthetic-mark.js';
import { WhatItIsNot } from './what-it-is-not.js';
import styles from './shell.module.css';

/** The frame of every page behind the sign-in. */
export function Shell() {
  const texts = useTexts();
  const session = useQuery(sessionQuery).data ?? null;
  const main = useFocusOnNavigation();
  return (
    <LiveUpdates>
      <a href="#content" className={styles['skip']}>{texts.frame.skip}</a>
      <header className={styles['header']}>
        <Link to="/" className={styles['brand']}>
          <img src="/icon.svg" alt="" width="26" height="26" />
          <span className={styles['brand-name']}>{texts.frame.product}</span>
        </Link>
        <nav aria-label={texts.frame.navigation} className={styles['navigation']}>
          {sitsOnBoard(session) && (
            <>
              <Link to={routes.worklist} search={{}} activeOptions={{ includeSearch: false }} className={styles['link']}>{texts.frame.worklist}</Link>
              <Link to={routes.meetings} className={styles['link']}>{texts.frame.meetings}</Link>
            </>
          )}
          {mayImport(session) && <Link to={routes.imports} className={styles['link']}>{texts.frame.imports}</Link>}
          {mayReadRules(session) && <Link to={routes.rules} className={styles['link']}>{texts.frame.rules}</Link>}
        </nav>
        <div className={styles['tools']}>
          <SyntheticMark />
          <LiveDot />
          <KeyboardHelp />
          {session !== null && <AccountMenu session={session} />}
        </div>
      </header>
      <ConnectionBanner />
      <HatchPattern />
      <main id="content" ref={main} tabIndex={-1} className={styles['main']}>
        <Suspense fallback={<Loading />}><Outlet /></Suspense>
      </main>
      <WhatItIsNot />
    </LiveUpdates>
  );
}

/** A change of page moves the focus to its content, so that keyboard and screen reader start there; the first page does not. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const [first] = useState(pathname);
  const moved = useRef(false);
  useEffect(() => {
    if (pathname === first && !moved.current) return;
    moved.current = true;
    main.current?.focus({ preventScroll: true });
  }, [pathname, first]);
  return main;
}
