export { Import, ImportCorrection, ImportedRow, ImportGroup, ImportMapping, RawMessage } from './import.entity.js';
export { IntakeModule } from './intake.module.js';
export { defaultIntakeLimits, INTAKE_LIMITS, type IntakeLimits } from './intake-limits.js';
