import { Button, createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Slate: buttons and marks of the client itself. Blue and orange belong to shrinking and growing, red to danger and overdue. */
const slate: MantineColorsTuple = [
  '#eef1f6',
  '#dde3ec',
  '#c9d5f0',
  '#a9b6cf',
  '#8493b1',
  '#647494',
  '#4a597a',
  '#384663',
  '#2a3550',
  '#1d2639',
];

export const theme = createTheme({
  primaryColor: 'slate',
  primaryShade: { light: 8, dark: 2 },
  autoContrast: true,
  luminanceThreshold: 0.4,
  colors: { slate },
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)', fontWeight: '650' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { variant: 'filled' } }),
    // A menu holds nothing but its ways (ARIA 1.2, menu). By its name alone: the first load needs no menu.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
  },
});

const colours = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-soft)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-default': 'var(--paper)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-hover': 'var(--raised)',
  '--mantine-color-anchor': 'var(--link)',
  '--mantine-color-error': 'var(--danger)',
};

/** Mantine's own colours, taken from tokens.css. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: colours, dark: colours });
