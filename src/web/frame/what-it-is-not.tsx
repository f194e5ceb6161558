import { Link } from '@tanstack/react-router';
import { useFrameTexts } from './texts/index.js';
import { routes } from './routes.js';
import styles from './shell.module.css';

/** On every screen and every printed page. */
export function WhatItIsNot({ signedIn = true }: { readonly signedIn?: boolean }) {
  const texts = useFrameTexts();
  return (
    <footer className={styles['notice']}>
      <strong>{texts.whatItIsNot}.</strong> {texts.notADevice}{' '}
      {signedIn && (
        <Link to={routes.about} className="screen-only">
          {texts.more}
        </Link>
      )}
    </footer>
  );
}
