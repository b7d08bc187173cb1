/** Writes each message at once: the library's own writer wakes the client twice, for a message's header and its content. */
import type { Writable } from 'node:stream';
import type { Message, MessageWriter } from 'vscode-languageserver/node';
import { StreamMessageWriter } from 'vscode-languageserver/node';

export function createOutbox(output: Writable): MessageWriter {
  const stream = new StreamMessageWriter(output);
  return {
    onError: stream.onError,
    onClose: stream.onClose,
    dispose: () => stream.dispose(),
    end: () => stream.end(),
    write: message =>
      new Promise((resolve, reject) => {
        output.write(framed(message), error => (error ? reject(error) : resolve()));
      }),
  };
}

function framed(message: Message): string {
  const content = JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;
}
