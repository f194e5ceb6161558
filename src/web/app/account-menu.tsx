import { Button, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../api/client.js';
import type { Session } from '../session/session.js';
import { useLanguage, type Language } from '../texts/texts.js';
import { routes } from './routes.js';

const languages: readonly (readonly [Language, string])[] = [['en', 'English'], ['de', 'Deutsch']];
const schemes: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];

/** Who is signed in, language, colours, and the way out. */
export function AccountMenu({ session }: { readonly session: Session }) {
  const { texts, language, choose } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target><Button variant="default" size="compact-md" aria-label={texts.frame.accountOf(session.displayName)}>{initials(session.displayName)}</Button></Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{session.displayName}</Menu.Label>
        <Menu.Label>{session.roles.map((role) => texts.roleNames[role]).join(', ')}</Menu.Label>
        <Menu.Divider />
        <Menu.Label>{texts.frame.language}</Menu.Label>
        <Menu.RadioGroup value={language} onChange={(value) => choose(value === 'de' ? 'de' : 'en')}>
          {languages.map(([key, name]) => <Menu.RadioItem key={key} value={key} lang={key}>{name}</Menu.RadioItem>)}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{texts.frame.scheme}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(schemes.find((scheme) => scheme === value) ?? 'auto')}>
          {schemes.map((scheme) => <Menu.RadioItem key={scheme} value={scheme}>{texts.frame.schemes[scheme]}</Menu.RadioItem>)}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={signOut}>{texts.frame.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const initials = (name: string): string => name.split(/\s+/).map((word) => word[0] ?? '').join('').slice(0, 3).toUpperCase();

function useSignOut(): () => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return () => {
    void api.DELETE('/api/session').finally(() => {
      queries.clear();
      void navigate({ to: routes.signIn, search: {} });
    });
  };
}
