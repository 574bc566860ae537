import { bootstrapApplication } from '@angular/platform-browser';
import { appConfig } from './app.config';
import { App } from './app';

bootstrapApplication(App, appConfig).catch((error: unknown) => {
  console.error(error);
  document.body.textContent = 'Quarterdeck could not start. Reload the page; the console says why.';
});
