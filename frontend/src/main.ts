import { bootstrapApplication } from '@angular/platform-browser';
import { appConfig } from './app.config';
import { App } from './app';
import { reading } from './messages/en-reading';

bootstrapApplication(App, appConfig).catch((error: unknown) => {
  reportError(error);
  document.body.textContent = reading.errors.unexpected;
});
