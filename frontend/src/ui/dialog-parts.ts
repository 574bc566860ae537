/** What dialogs are opened with, loaded with the first of them. */
export { Dialog } from '@angular/cdk/dialog';
