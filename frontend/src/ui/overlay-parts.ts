/** What cards above the page are made of, loaded with the first of them; by the names of their packages all of both would be. */
export { CdkTrapFocus } from '@angular/cdk/a11y';
export { CdkConnectedOverlay } from '@angular/cdk/overlay';
