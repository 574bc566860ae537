import { inject } from '@angular/core';
import { Router, type CanActivateFn } from '@angular/router';
import { SessionStore } from '../api/session.store';

/** Everything inside the shell: first visits go to the setup, strangers to the sign-in and later back to where they wanted. */
export const needsSession: CanActivateFn = async (_route, { url }) => {
  const router = inject(Router);
  const { setupNeeded, user } = await inject(SessionStore).ready();
  if (setupNeeded) return router.createUrlTree(['/setup']);
  return user ? true : router.createUrlTree(['/sign-in'], url === '/' ? {} : { queryParams: { returnTo: url } });
};

export const onlySignedOut: CanActivateFn = async () => {
  const router = inject(Router);
  const { setupNeeded, user } = await inject(SessionStore).ready();
  if (setupNeeded) return router.createUrlTree(['/setup']);
  return user ? router.createUrlTree(['/']) : true;
};

export const onlyBeforeSetup: CanActivateFn = async () => {
  const router = inject(Router);
  const { setupNeeded } = await inject(SessionStore).ready();
  return setupNeeded ? true : router.createUrlTree(['/']);
};
