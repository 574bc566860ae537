import type { AnnotationMark, Theme } from '@quarterdeck/sdk';

/** What all pictures of a view share: over which time, in which colours and language, on screen or on paper. */
export interface Scene {
  readonly range: { readonly from: number; readonly to: number; readonly timezone: string };
  readonly annotations: readonly AnnotationMark[];
  readonly theme: Theme;
  readonly locale: string;
  readonly print: boolean;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}
