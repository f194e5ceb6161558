import type { SignInTexts } from './english.js';

export const german: SignInTexts = {
  title: 'Anmelden',
  email: 'E-Mail',
  password: 'Passwort',
  submit: 'Anmelden',
  notKept:
    'Der Browser hat die Sitzung nicht behalten. Er behält sie über https oder auf dem Rechner selbst (localhost).',
  showPassword: 'Passwort zeigen',
  wrong: 'Die E-Mail-Adresse oder das Passwort stimmt nicht.',
  ended:
    'Sie wurden abgemeldet, da Ihre Anmeldung abgelaufen ist. Melden Sie sich wieder an, um weiterzumachen, wo Sie waren.',
};
