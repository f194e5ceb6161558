export const english = {
  title: 'Sign in',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  notKept: 'The browser did not keep the session. It keeps one over https, or on the machine itself (localhost).',
  showPassword: 'Show the password',
  wrong: 'The e-mail address or the password is wrong.',
  ended: 'You were signed out, as your session has ended. Sign in again to go on where you were.',
};

export type SignInTexts = typeof english;
