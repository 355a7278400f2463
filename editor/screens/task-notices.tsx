/** What a person should know of how a task is shared before they go on. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { session } from '../api/session.ts';
import type { Task } from '../api/tasks.ts';
import { useSay } from '../words/say.ts';

export function TaskNotices({ task: { sharing } }: { task: Task }) {
  const { t } = useTranslation('sharing');
  const say = useSay();
  const { data: user } = useSuspenseQuery(session);
  const { delegation, decision, in_place_of: absent, returned, urges } = sharing;
  const notices: { key: string; type: 'info' | 'warning'; words: string }[] = [];
  const add = (key: string, type: 'info' | 'warning', words: string) =>
    void notices.push({ key, type, words });
  const last = urges.at(-1);
  if (last) {
    add('urge', 'warning', t('notice.urged', { person: say(last.by.name), reason: last.reason }));
  }
  if (absent) add('absent', 'info', t('notice.inPlaceOf', { person: say(absent.name) }));
  if (delegation) {
    const isMine = delegation.to.id === user?.id;
    const person = say((isMine ? delegation.by : delegation.to).name);
    const words = isMine ? 'notice.delegatedToYou' : 'notice.lent';
    add('lent', 'info', t(words, { person, reason: delegation.reason }));
  }
  if (decision) {
    const [person, route] = [say(decision.by.name), say(decision.route)];
    add('decision', 'info', t('notice.decided', { person, route }));
  }
  for (const { by, at, comment } of returned) {
    add(`back ${at}`, 'info', t('notice.returned', { person: say(by.name), comment }));
  }
  if (notices.length === 0) return null;
  return (
    <div className="stack task-notices">
      {notices.map(({ key, type, words }) => (
        <Alert key={key} type={type} showIcon title={words} />
      ))}
    </div>
  );
}
