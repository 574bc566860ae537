import type { ConnectedPosition } from '@angular/cdk/overlay';

/** Where a card opens: under its button, right edges in line; where there is no room, above it or to the right. */
export const BELOW: ConnectedPosition[] = [
  { originX: 'end', originY: 'bottom', overlayX: 'end', overlayY: 'top', offsetY: 4 },
  { originX: 'start', originY: 'bottom', overlayX: 'start', overlayY: 'top', offsetY: 4 },
  { originX: 'end', originY: 'top', overlayX: 'end', overlayY: 'bottom', offsetY: -4 },
  { originX: 'start', originY: 'top', overlayX: 'start', overlayY: 'bottom', offsetY: -4 },
];

/** The same for what stands at the beginning of a line: left edges in line. */
export const BELOW_START: ConnectedPosition[] = [1, 0, 3, 2].flatMap((at) => BELOW[at] ?? []);
