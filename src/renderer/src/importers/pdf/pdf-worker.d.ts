// The package gives no types for the half that runs in a worker; it is only handed on to the other half.
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: unknown;
}
