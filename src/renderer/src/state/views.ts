export const VIEWS = ['reports', 'passages', 'analysis', 'codebook', 'settings'] as const;
export type View = (typeof VIEWS)[number];
