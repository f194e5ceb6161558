export function importTypescript<Module>(url: string): Promise<Module>;
