import { bootstrapApplication } from '@angular/platform-browser';
import { appConfig } from './app.config';
import { App } from './app';
import { en } from './messages/en';

bootstrapApplication(App, appConfig).catch((error: unknown) => {
  reportError(error);
  document.body.textContent = en.errors.unexpected;
});
