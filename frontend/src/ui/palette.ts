import type { DisplayState, Theme } from '@quarterdeck/sdk';
import type { AnnotationColour } from '@quarterdeck/sdk/api/annotations';

/** The colours of `styles/tokens.css` as values, for what is not styled by CSS: pictures. */
export const lightTheme: Theme = {
  dark: false,
  ink: '#16202b',
  muted: '#566372',
  line: '#dde2e8',
  surface: '#ffffff',
  accent: '#0b6e75',
  good: '#1b7f4b',
  warn: '#9a6200',
  bad: '#b3261e',
  series: ['#0b6e75', '#c7872b', '#6296e1', '#1f2992', '#3aa56d', '#632235', '#344f09', '#183b6d'],
};

export const darkTheme: Theme = {
  dark: true,
  ink: '#e8edf2',
  muted: '#a3b0bd',
  line: '#2a3744',
  surface: '#151d26',
  accent: '#4cc2c4',
  good: '#5bcb8f',
  warn: '#e2b04a',
  bad: '#f2827a',
  series: ['#4cc2c4', '#fea823', '#7fbffd', '#787fea', '#c9ed96', '#c54d48', '#a05d78', '#5cf3c5'],
};

/** The theme knows no `info`. */
const infoOf = ({ dark }: Theme) => (dark ? '#7fa9f5' : '#2458b8');

/** The colours of notes. */
export const noteColour = (colour: AnnotationColour, theme: Theme): string =>
  colour === 'info' ? infoOf(theme) : theme[colour];

/** The colours of what values mean. */
export const stateColour = (state: DisplayState, theme: Theme): string =>
  state === 'info' ? infoOf(theme) : theme[state];
