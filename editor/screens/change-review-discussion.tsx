/** The discussion of a change: what is said about its places, answered and settled. */
import '../theme/discussion.css';
import { AimOutlined, CheckOutlined, RollbackOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change } from '../api/changes.ts';
import { type Discussion, discussionOf, settle, type Thread } from '../api/comments.ts';
import { useCommand } from '../api/command.ts';
import { Answered } from '../display/answered.tsx';
import { Failure } from '../display/failure.tsx';
import { Instant } from '../display/instant.tsx';
import { Mark } from '../display/mark.tsx';
import { useSay } from '../words/say.ts';
import { Composer } from './change-review-composer.tsx';
import { useTalk } from './change-review-talk.ts';

interface DiscussionTabProps {
  change: Change;
  /** Shows the place that a thread is about. */
  onShow: (thread: Thread) => void;
}

export function DiscussionTab({ change, onShow }: DiscussionTabProps) {
  const query = useQuery(discussionOf(change.id));
  return (
    <div className="discussion">
      <Answered query={query} rows={6}>
        {(found) => <Threads change={change} discussion={found} onShow={onShow} />}
      </Answered>
    </div>
  );
}

interface ThreadsProps extends DiscussionTabProps {
  discussion: Discussion;
}

function Threads({ change, discussion, onShow }: ThreadsProps) {
  const { t } = useTranslation('changes');
  const { target, leave } = useTalk();
  const [withResolved, setWithResolved] = useState(false);
  const { threads, readers, may_comment: isTalking } = discussion;
  const open = threads.filter(({ resolved }) => resolved === null);
  const resolved = threads.length - open.length;
  const shown = withResolved ? threads : open;
  return (
    <>
      {isTalking && (
        <Composer
          key={target?.anchor.at ?? ''}
          change={change.id}
          to={{ anchor: target?.anchor ?? null }}
          about={target?.name ?? null}
          readers={readers}
          onDone={leave}
          onLeave={target === null ? undefined : leave}
        />
      )}
      {resolved > 0 && (
        <label className="discussion-resolved">
          <Switch size="small" checked={withResolved} onChange={setWithResolved} />
          {t('discussion.withResolved', { n: resolved })}
        </label>
      )}
      {shown.length === 0 && <p className="quiet">{t('discussion.none')}</p>}
      <ol className="threads">
        {shown.map((thread) => (
          <li key={thread.id}>
            <OneThread change={change} thread={thread} discussion={discussion} onShow={onShow} />
          </li>
        ))}
      </ol>
    </>
  );
}

interface OneThreadProps extends ThreadsProps {
  thread: Thread;
}

function OneThread({ change, thread, discussion, onShow }: OneThreadProps) {
  const { t } = useTranslation('changes');
  const say = useSay();
  const { anchor, comments, resolved, id } = thread;
  const name = anchor === null ? t('discussion.whole') : say(anchor.name);
  return (
    <article
      className={resolved === null ? 'thread' : 'thread is-resolved'}
      aria-label={t('discussion.thread', { name })}
    >
      <ThreadHead change={change} thread={thread} name={name} onShow={() => onShow(thread)} />
      <ol className="thread-comments">
        {comments.map((one) => (
          <li key={one.id}>
            <div className="review-log-head">
              <strong>{say(one.by.name)}</strong>
              <Instant at={one.at} />
            </div>
            <p>{one.text}</p>
          </li>
        ))}
      </ol>
      {discussion.may_comment && resolved === null && (
        <Composer
          change={change.id}
          to={{ thread: id }}
          about={null}
          readers={discussion.readers}
        />
      )}
    </article>
  );
}

interface ThreadHeadProps {
  change: Change;
  thread: Thread;
  name: string;
  onShow: () => void;
}

function ThreadHead({ change, thread, name, onShow }: ThreadHeadProps) {
  const { t } = useTranslation('changes');
  const say = useSay();
  const { anchor, resolved, earlier, id } = thread;
  const settling = useCommand({ run: settle, makesOld: ['changes'] });
  const isShown = anchor !== null && !anchor.detached;
  return (
    <header>
      <div className="thread-head">
        <h2>{name}</h2>
        {isShown && (
          <Button
            type="text"
            size="small"
            icon={<AimOutlined aria-hidden />}
            aria-label={t('discussion.show', { name })}
            onClick={onShow}
          />
        )}
        <Button
          type="text"
          size="small"
          icon={
            resolved === null ? <CheckOutlined aria-hidden /> : <RollbackOutlined aria-hidden />
          }
          loading={settling.isPending}
          onClick={() =>
            settling.mutate({ change: change.id, thread: id, resolved: resolved === null })
          }
        >
          {t(resolved === null ? 'discussion.resolve' : 'discussion.reopen')}
        </Button>
      </div>
      <div className="thread-marks">
        {anchor?.detached && (
          <Mark plain colour="amber" icon="stop">
            {t('discussion.detached')}
          </Mark>
        )}
        {earlier && (
          <Mark plain colour="grey" icon="back">
            {t('discussion.earlier')}
          </Mark>
        )}
        {resolved && (
          <Mark plain colour="green" icon="done">
            {t('discussion.resolvedBy', { person: say(resolved.by.name) })}
          </Mark>
        )}
      </div>
      {settling.error && <Failure error={settling.error} />}
    </header>
  );
}
