// The package gives types for its root only; its small build is the one with the data inside.
declare module 'eld/small' {
  export const eld: {
    /** ISO 639-1 code, empty when nothing fits. Looks at the first 350 bytes or so. */
    detect(text: string): { language: string; isReliable(): boolean };
  };
}
