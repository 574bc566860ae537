import type { AnnotationMark, Theme } from '@quarterdeck/sdk';
import type { AnnotationColour } from '@quarterdeck/sdk/api/annotations';

/** An annotation on a plot, and what is known of who wrote it. */
export interface NoteMark extends AnnotationMark {
  readonly note?: {
    readonly id: string;
    readonly colour: AnnotationColour;
    readonly author: string | null;
    /** Epoch milliseconds. */
    readonly writtenAt: number | null;
  };
}

/** What all pictures of a view share: over which time, in which colours and language, on screen or on paper. */
export interface Scene {
  readonly range: { readonly from: number; readonly to: number; readonly timezone: string };
  readonly annotations: readonly NoteMark[];
  readonly theme: Theme;
  readonly locale: string;
  readonly print: boolean;
  /** One picture has the page to itself: legends are tables. */
  readonly full?: boolean;
  /** The chosen values of the dashboard's variables, for links. */
  readonly variables?: Readonly<Record<string, readonly (string | number | boolean)[]>> | undefined;
  /** The address of the view, which links of the form `?…` change. Without one there are no such links. */
  readonly here?: string | undefined;
  /** What links to other dashboards take along, as a query; null where the reader may see no other page. */
  readonly carried?: string | null | undefined;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}
