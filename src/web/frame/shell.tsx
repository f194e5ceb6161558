import { Suspense, useEffect, useRef, useState } from 'react';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useFrameTexts } from './texts/index.js';
import { sitsOnBoard } from '../session/rights.js';
import { sessionQuery } from '../session/session.js';
import { AccountMenu } from './account-menu.js';
import { ConnectionBanner, LiveDot } from './connection.js';
import { NotForAccount } from './failure.js';
import { FindPatient } from './find-patient.js';
import { KeyboardHelp } from './keyboard/keyboard-help.js';
import { LiveUpdates } from './live.js';
import { Loading } from './loading.js';
import { Notices } from './notices.js';
import { mayOpen, sectionsOf } from './pages.js';
import { routes } from './routes.js';
import { HatchPattern } from '../charts/hatch-pattern.js';
import { useSignInAfterEnd } from './sign-in-after-end.js';
import { SyntheticMark } from './synthetic-mark.js';
import { WhatItIsNot } from './what-it-is-not.js';
import styles from './shell.module.css';

/** The frame of every page behind the sign-in. */
export function Shell() {
  const texts = useFrameTexts();
  const session = useQuery(sessionQuery).data ?? null;
  const main = useFocusOnNavigation();
  const { pathname } = useLocation();
  useSignInAfterEnd(session);
  const names = {
    [routes.worklist]: texts.worklist,
    [routes.followUp]: texts.followUp,
    [routes.referrals]: texts.referrals,
    [routes.meetings]: texts.meetings,
    [routes.boards]: texts.boards,
    [routes.imports]: texts.imports,
    [routes.rules]: texts.rules,
  };
  return (
    <LiveUpdates>
      <a href="#content" className={styles['skip']}>
        {texts.skip}
      </a>
      <header className={styles['header']}>
        <Link to="/" className={styles['brand']}>
          <img src="/icon.svg" alt="" width="26" height="26" />
          <span className={styles['brand-name']}>{texts.product}</span>
        </Link>
        <nav aria-label={texts.navigation} className={styles['navigation']}>
          {sectionsOf(session).map((path) => (
            <Link key={path} to={path} activeOptions={{ includeSearch: false }} className={styles['link']}>
              {names[path]}
            </Link>
          ))}
        </nav>
        <div className={styles['tools']}>
          {sitsOnBoard(session) && <FindPatient />}
          <SyntheticMark />
          <LiveDot />
          <KeyboardHelp />
          {session !== null && <AccountMenu session={session} />}
        </div>
      </header>
      <ConnectionBanner />
      <HatchPattern />
      <Notices />
      <main id="content" ref={main} tabIndex={-1} className={styles['main']}>
        {session === null || mayOpen(session, pathname) ? (
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        ) : (
          <NotForAccount />
        )}
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
