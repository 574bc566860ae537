/**
 * What menus are made of, loaded with the first of them. A deferred block loads the whole of what it names by a package's
 * name; these are only the parts that menus use.
 */
export { CdkMenu, CdkMenuItem, CdkMenuItemCheckbox, CdkMenuItemRadio } from '@angular/cdk/menu';
export { RouterLink } from '@angular/router';
export { MenuContent } from './menu-content';
