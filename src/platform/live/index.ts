export { LiveModule } from './live.module.js';
export { type LiveChange, notify } from './notify.js';
