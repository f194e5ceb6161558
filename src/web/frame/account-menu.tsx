import {
  Button,
  Popover,
  SegmentedControl,
  Stack,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../api/client.js';
import { Dialogue } from '../parts/dialogue.js';
import { FormActions } from '../parts/form/form-actions.js';
import { forgetEverything, isAnythingKept } from '../session/kept-on-device.js';
import type { Session } from '../session/session.js';
import { chooseLanguage, languageNames, languages, useLanguage } from '../texts/language.js';
import { useFrameTexts } from './texts/index.js';
import { useWords } from '../texts/words.js';
import { routes } from './routes.js';

const schemes: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];

/** Who is signed in, language, colours, and the way out. */
export function AccountMenu({ session }: { readonly session: Session }) {
  const language = useLanguage();
  const texts = useFrameTexts();
  const words = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const [isAsked, setAsked] = useState(false);
  const short = initials(session.displayName);
  return (
    <>
      <Popover position="bottom-end" width={280} trapFocus withinPortal={false} shadow="md">
        <Popover.Target>
          <Button variant="default" size="compact-md" aria-label={`${short}: ${texts.accountOf(session.displayName)}`}>
            {short}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={texts.accountOf(session.displayName)}>
          <Stack gap={10}>
            <div>
              <strong>{session.displayName}</strong>
              <div className="soft small">{session.roles.map((role) => words.roleNames[role]).join(', ')}</div>
            </div>
            <SegmentedControl
              fullWidth
              size="xs"
              aria-label={texts.language}
              value={language}
              onChange={chooseLanguage}
              data={languages.map((value) => ({ value, label: languageNames[value] }))}
            />
            <SegmentedControl
              fullWidth
              size="xs"
              aria-label={texts.scheme}
              value={colorScheme}
              onChange={setColorScheme}
              data={schemes.map((value) => ({ value, label: texts.schemes[value] }))}
            />
            <Button variant="default" size="compact-md" onClick={() => (isAnythingKept() ? setAsked(true) : signOut())}>
              {texts.signOut}
            </Button>
          </Stack>
        </Popover.Dropdown>
      </Popover>
      {isAsked && (
        <Dialogue title={texts.signOut} onClose={() => setAsked(false)}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              signOut();
            }}
          >
            <p>{texts.keptHere}</p>
            <FormActions submit={texts.signOutAndLose} onCancel={() => setAsked(false)} />
          </form>
        </Dialogue>
      )}
    </>
  );
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 3)
    .toUpperCase();

function useSignOut(): () => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return () => {
    forgetEverything();
    void api.DELETE('/api/session').finally(() => {
      void navigate({ to: routes.signIn, search: {} }).finally(() => queries.clear());
    });
  };
}
