import type { Furnished, Who } from '../furnished.js';
import type { Step } from './steps.js';

/** A page of the product in one state: where it is, who looks, and what she has done there. */
export interface ProductPage {
  readonly name: string;
  readonly who?: Who;
  /** The address, or one on the product that nobody has set up. */
  readonly address: (place: Furnished) => string;
  /** What stands there once it is complete. */
  readonly ready: string;
  readonly steps?: Step;
  /** What the page speaks; English unless told otherwise. */
  readonly language?: 'fr';
  /** It asks again and again, so that its network is seldom idle. */
  readonly isAsking?: true;
  /** Complaints of the browser that belong to it. */
  readonly expected?: readonly RegExp[];
}
