import { useState, type FormEvent } from 'react';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { api } from '../api/client.js';
import { ApiProblem, dataOf } from '../api/problem.js';
import { routes } from '../frame/routes.js';
import { SyntheticMark } from '../frame/synthetic-mark.js';
import { WhatItIsNot } from '../frame/what-it-is-not.js';
import { chooseLanguage, languageNames, useLanguage } from '../texts/language.js';
import { useFrameTexts } from '../frame/texts/index.js';
import { useSignInTexts } from './texts/index.js';
import { sessionQuery } from '../session/session.js';
import styles from './sign-in.module.css';

/** E-mail and password; afterwards the page that was asked for. */
export function SignIn() {
  const other = useLanguage() === 'en' ? 'de' : 'en';
  const texts = useSignInTexts();
  const frame = useFrameTexts();
  const { to, ended } = useSearch({ from: routes.signIn });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const router = useRouter();
  const queries = useQueryClient();
  const signIn = useMutation({
    mutationFn: async () => {
      await dataOf(api.POST('/api/session/browser', { body: { email, password } }));
      // Nothing that was loaded for another account stays in the page.
      queries.clear();
      const session = await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
      if (session === null) throw new ApiProblem(401, { detail: texts.notKept });
    },
    onSuccess: () => router.history.push(to ?? '/'),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <div className={styles['page']}>
      <main className={styles['panel']}>
        <div className={styles['brand']}>
          <img src="/icon.svg" alt="" width="40" height="40" />
          <div>
            <h1>{frame.product}</h1>
            <p className="soft">{frame.tagline}</p>
          </div>
        </div>
        <SyntheticMark long />
        {ended === true && <p role="status">{texts.ended}</p>}
        <form onSubmit={submit} className={styles['form']}>
          <TextInput
            label={texts.email}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={texts.password}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': texts.showPassword, tabIndex: 0, 'aria-hidden': false }}
          />
          <div role="alert" className={styles['failure']}>
            {signIn.error !== null && <SignInFailure error={signIn.error} />}
          </div>
          <Button type="submit" size="md" fullWidth loading={signIn.isPending}>
            {texts.submit}
          </Button>
        </form>
        <button type="button" lang={other} className={styles['language']} onClick={() => chooseLanguage(other)}>
          {languageNames[other]}
        </button>
      </main>
      <WhatItIsNot signedIn={false} />
    </div>
  );
}

function SignInFailure({ error }: { readonly error: Error }) {
  const frame = useFrameTexts();
  if (!(error instanceof ApiProblem)) return <>{frame.problems.unexpected}</>;
  return <>{error.isSilence ? frame.problems.offline : error.message}</>;
}
