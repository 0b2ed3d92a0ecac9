import { GraphQLError, GraphQLScalarType } from 'graphql';
import { Upload as UploadPart } from 'graphql-upload-minimal';

/** A part of a multipart request, opened: its bytes can be read. */
export interface OpenFile {
  /** As the part says; empty when it does not. */
  readonly filename: string;
  /** As the part says; empty when it does not. */
  readonly mimeType: string;
  /** Known only when the file had to wait on disk for another one. */
  readonly size: number | undefined;
  /** The bytes, once. Throws `IncomingFileError` when they stop arriving, and past the most that a file may have. */
  readonly chunks: AsyncIterable<Buffer>;
}

/** Files of one multipart request. Every opened one must be closed, whatever happens. */
export interface IncomingFiles {
  /** Waits until the part begins; throws `IncomingFileError` when it does not come, or was opened before. */
  open(part: UploadPart): Promise<OpenFile>;
  /** Stops reading a file; what is left of it is thrown away. */
  close(part: UploadPart): Promise<void>;
}

/** A file of the request that cannot be read to its end. `code` is a member of `LayersErrorCode`. */
export class IncomingFileError extends Error {
  override readonly name = 'IncomingFileError';
  constructor(
    readonly code: 'VALIDATION' | 'PAYLOAD_TOO_LARGE' | 'UPLOAD_INCOMPLETE',
    message: string,
  ) {
    super(message);
  }
}

export const Upload = new GraphQLScalarType<UploadPart, never>({
  name: 'Upload',
  description:
    'A file of a multipart request (GraphQL multipart request specification): null in `operations`, named by `map`, sent as a part. ' +
    'The request needs a header that a foreign page cannot send: `apollo-require-preflight` or `x-apollo-operation-name`.',
  specifiedByURL: 'https://github.com/jaydenseric/graphql-multipart-request-spec',
  parseValue: (value) => {
    if (value instanceof UploadPart) return value;
    throw new GraphQLError('Upload must be a part of a multipart request.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  },
  parseLiteral: () => {
    throw new GraphQLError('Upload must be a variable.', { extensions: { code: 'BAD_USER_INPUT' } });
  },
  serialize: () => {
    throw new GraphQLError('Upload is only for input.');
  },
});

/** The files of a request that is not multipart. */
export const noFiles: IncomingFiles = {
  open: () => Promise.reject(new IncomingFileError('VALIDATION', 'The request has no files.')),
  close: () => Promise.resolve(),
};
