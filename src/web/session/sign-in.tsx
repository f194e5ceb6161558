import { useState, type FormEvent } from 'react';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { api } from '../api/client.js';
import { ApiProblem, dataOf } from '../api/problem.js';
import { routes } from '../app/routes.js';
import { SyntheticMark } from '../app/synthetic-mark.js';
import { WhatItIsNot } from '../app/what-it-is-not.js';
import { useLanguage, useTexts } from '../texts/texts.js';
import { sessionQuery } from './session.js';
import styles from './sign-in.module.css';

/** E-mail and password; afterwards the page that was asked for. */
export function SignIn() {
  const { texts, language, choose } = useLanguage();
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
      if (session === null) throw new ApiProblem(401, { detail: texts.signIn.notKept });
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
            <h1>{texts.frame.product}</h1>
            <p className="soft">{texts.frame.tagline}</p>
          </div>
        </div>
        <SyntheticMark long />
        {ended === true && <p role="status">{texts.signIn.ended}</p>}
        <form onSubmit={submit} className={styles['form']}>
          <TextInput
            label={texts.signIn.email}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={texts.signIn.password}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': texts.signIn.showPassword, tabIndex: 0, 'aria-hidden': false }}
          />
          <div role="alert" className={styles['failure']}>
            {signIn.error !== null && <SignInFailure error={signIn.error} />}
          </div>
          <Button type="submit" size="md" fullWidth loading={signIn.isPending}>
            {texts.signIn.submit}
          </Button>
        </form>
        <button
          type="button"
          lang={language === 'en' ? 'de' : 'en'}
          className={styles['language']}
          onClick={() => choose(language === 'en' ? 'de' : 'en')}
        >
          {language === 'en' ? 'Deutsch' : 'English'}
        </button>
      </main>
      <WhatItIsNot signedIn={false} />
    </div>
  );
}

function SignInFailure({ error }: { readonly error: Error }) {
  const texts = useTexts();
  if (!(error instanceof ApiProblem)) return <>{texts.problems.unexpected}</>;
  return <>{error.isSilence ? texts.problems.offline : error.message}</>;
}
