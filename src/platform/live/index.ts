export { LiveModule } from './live.module.js';
export { type LiveChange, type LiveTopic, notify } from './notify.js';
