// Loaded by main before the app: moves its clock by so many milliseconds.
const by = Number(process.env.FAULTS_CLOCK_OFFSET_MS);
const Real = Date;
globalThis.RealDate = Real;
globalThis.Date = class extends Real {
  constructor(...args) {
    super(...(args.length === 0 ? [Real.now() + by] : args));
  }
  static now() {
    return Real.now() + by;
  }
};
