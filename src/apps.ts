// Composition: which capabilities there are.
export const queueNames: readonly string[] = []
