import { inject } from '@angular/core';
import { Router, type CanActivateFn, type CanMatchFn } from '@angular/router';
import { SessionStore } from '../api/session.store';
import { Language } from '../messages/language';

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

/** An address that means nothing is told so inside the shell to who is signed in, and outside to strangers. */
export const isSignedIn: CanMatchFn = async () => (await inject(SessionStore).ready()).user !== null;

export const onlyAfterSetup: CanActivateFn = async () => {
  const router = inject(Router);
  const { setupNeeded } = await inject(SessionStore).ready();
  return setupNeeded ? router.createUrlTree(['/setup']) : true;
};

/**
 * For pages of owners; the same address beside it says so to others. The server refuses them anyway; they need not fill in
 * a form to learn it.
 */
export const onlyOwners: CanMatchFn = async () => {
  const session = inject(SessionStore);
  await session.ready();
  return session.isOwner();
};

/** For every page that is not only read: its texts are no part of what readers load. */
export const speaksInFull: CanActivateFn = async () => {
  await inject(Language).speakInFull();
  return true;
};
