/** What our tests use of a package that brings no types. */
declare module "@20minutes/s3rver" {
  interface Exchange {
    readonly method: string;
    readonly path: string;
    readonly query: Readonly<Record<string, string | undefined>>;
    status: number;
    type: string;
    body: unknown;
  }
  export default class S3rver {
    constructor(options: {
      readonly address: string;
      readonly port: number;
      readonly directory: string;
      readonly silent: boolean;
      readonly configureBuckets: readonly { readonly name: string }[];
    });
    allowMismatchedSignatures: boolean;
    readonly store: {
      getResourcePath(bucket: string, key: undefined, resource: "uploads"): string;
      deleteObject(bucket: string, key: string): Promise<void>;
    };
    readonly middleware: ((exchange: Exchange, next: () => Promise<void>) => Promise<void>)[];
    run(): Promise<{ readonly port: number }>;
    close(): Promise<void>;
  }
}
