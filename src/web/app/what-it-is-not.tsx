import { Link } from '@tanstack/react-router';
import { useTexts } from '../texts/texts.js';
import { routes } from './routes.js';
import styles from './shell.module.css';

/** On every screen and every printed page. */
export function WhatItIsNot({ signedIn = true }: { readonly signedIn?: boolean }) {
  const texts = useTexts();
  return (
    <footer className={styles['notice']}>
      <strong>{texts.frame.whatItIsNot}.</strong> {texts.frame.notADevice}{' '}
      {signedIn && (
        <Link to={routes.about} className="screen-only">
          {texts.frame.more}
        </Link>
      )}
    </footer>
  );
}
