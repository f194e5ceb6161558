/** What is used of dcmjs, which comes without types. */
declare module 'dcmjs' {
  interface DicomElement {
    readonly vr: string;
    readonly Value?: readonly unknown[];
  }
  type DicomDataset = Readonly<Record<string, DicomElement | undefined>>;

  interface Logger {
    setLevel(level: 'silent'): void;
  }

  const dcmjs: {
    readonly data: {
      readonly DicomMessage: {
        /** @throws for bytes that are not DICOM */
        readFile(buffer: ArrayBuffer): { readonly dict: DicomDataset; readonly meta: DicomDataset };
      };
    };
    readonly log: Logger & { getLoggers(): Readonly<Record<string, Logger>> };
  };
  export { dcmjs as default };
}
