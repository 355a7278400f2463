/** Messages of other systems, in sentences. */
import type { MessageEvent } from '@flowmeter/engine/case/message-events.ts';
import type { Sentences } from './entry.ts';

export const messageSentences: Pick<Sentences, MessageEvent['type']> = {
  'message.awaited': ({ seq, name, key }, { visit }) => ({
    zh: `“${visit(seq).zh}”等待消息 ${name}（${key}）`,
    en: `“${visit(seq).en}” waits for the message ${name} (${key})`,
  }),
  'message.received': ({ seq, name, key }, { visit }) => ({
    zh: `“${visit(seq).zh}”收到消息 ${name}（${key}）`,
    en: `“${visit(seq).en}” received the message ${name} (${key})`,
  }),
};
