import { bootstrapApplication } from '@angular/platform-browser';
import { config } from 'zod';
import { appConfig } from './app.config';
import { App } from './app';
import en from './messages/en.json' with { type: 'json' };

// Our security policy forbids compiling code at run time, which the schema library would otherwise try.
config({ jitless: true });

bootstrapApplication(App, appConfig).catch((error: unknown) => {
  reportError(error);
  document.body.textContent = en.errors.unexpected;
});
