import { createTheme } from '@mantine/core';

/** Colours of the page: the variables stand in style.css, since inline styles are forbidden there. */
export const theme = createTheme({
  primaryColor: 'red',
  primaryShade: 8,
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily: 'inherit',
  cursorType: 'pointer',
  respectReducedMotion: true,
});
