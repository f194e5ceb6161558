/** What is used of dcmjs, which comes without types. */
declare module 'dcmjs' {
  interface DicomElement {
    readonly vr: string;
    readonly Value?: readonly unknown[];
  }
  type DicomDataset = Readonly<Record<string, DicomElement | undefined>>;

  const dcmjs: {
    readonly data: {
      readonly DicomMessage: {
        /** @throws for bytes that are not DICOM */
        readFile(buffer: ArrayBuffer): { readonly dict: DicomDataset; readonly meta: DicomDataset };
      };
    };
    readonly log: { setLevel(level: 'silent'): void };
  };
  export default dcmjs;
}
