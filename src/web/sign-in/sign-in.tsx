import { Button, PasswordInput, TextInput } from '@mantine/core';
import * as z from 'zod/mini';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { api } from '../api/client.js';
import { ApiProblem, dataOf } from '../api/problem.js';
import { useProblemWords } from '../frame/problem-words.js';
import { routes } from '../frame/routes.js';
import { SyntheticMark } from '../frame/synthetic-mark.js';
import { WhatItIsNot } from '../frame/what-it-is-not.js';
import { chooseLanguage, languageNames, useLanguage } from '../texts/language.js';
import { useFrameTexts } from '../frame/texts/index.js';
import { useCheckedForm } from '../parts/form/use-checked-form.js';
import { useWords } from '../texts/words.js';
import { useSignInTexts } from './texts/index.js';
import { sessionQuery } from '../session/session.js';
import styles from './sign-in.module.css';

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** The service took the sign-in, and the browser did not keep what it gave. */
class SessionNotKept extends Error {
  override readonly name = 'SessionNotKept';
}

/** E-mail and password; afterwards the page that was asked for. */
export function SignIn() {
  const other = useLanguage() === 'en' ? 'de' : 'en';
  const texts = useSignInTexts();
  const frame = useFrameTexts();
  const { to, ended } = useSearch({ from: routes.signIn });
  const words = useWords();
  const needed = z.string().check(z.minLength(1, words.needed));
  const form = useCheckedForm(z.object({ email: needed, password: needed }), { email: '', password: '' });
  const router = useRouter();
  const queries = useQueryClient();
  const signIn = useMutation({
    mutationFn: async (body: Credentials) => {
      await dataOf(api.POST('/api/session/browser', { body }));
      // Nothing that was loaded for another account stays in the page.
      queries.clear();
      const session = await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
      if (session === null) throw new SessionNotKept();
    },
    onSuccess: () => router.history.push(to ?? '/'),
  });
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
        <form onSubmit={form.submit((typed) => signIn.mutate(typed))} noValidate className={styles['form']}>
          <TextInput
            label={texts.email}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={texts.password}
            autoComplete="current-password"
            required
            withAsterisk={false}
            {...form.getInputProps('password')}
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
  const texts = useSignInTexts();
  const problemWords = useProblemWords();
  if (error instanceof SessionNotKept) return <>{texts.notKept}</>;
  return <>{error instanceof ApiProblem && error.status === 401 ? texts.wrong : problemWords(error)}</>;
}
