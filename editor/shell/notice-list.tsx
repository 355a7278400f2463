/** What the person was told of cases: what is not read first; opening one marks it read. */
import {
  AlertOutlined,
  BellOutlined,
  CheckOutlined,
  ClockCircleOutlined,
  CommentOutlined,
  CopyOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command.ts';
import { noticeList, readNotice, readNotices, showRead, type Notice } from '../api/notices.ts';
import { Waiting } from '../display/answered.tsx';
import { Failure } from '../display/failure.tsx';
import { Instant } from '../display/instant.tsx';
import { MoreRows } from '../display/table.tsx';
import { useSay } from '../words/say.ts';

interface NoticeListProps {
  unread: number;
  /** One was opened: its case comes into sight. */
  onOpened: () => void;
}

export function NoticeList({ unread, onOpened }: NoticeListProps) {
  const { t } = useTranslation('shell');
  const client = useQueryClient();
  const query = useInfiniteQuery(noticeList);
  const readOne = useCommand({
    run: async (id: number) => {
      await showRead(client, id);
      await readNotice(id);
    },
    makesOld: ['notices'],
  });
  const readAll = useCommand({ run: readNotices, makesOld: ['notices'] });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const open = ({ id, read }: Notice) => {
    if (!read) readOne.mutate(id);
    onOpened();
  };
  return (
    <section className="notices-told" aria-labelledby="notices-told">
      <header>
        <h2 id="notices-told">{t('notices.title')}</h2>
        <span role="status" className="quiet figures">
          {unread > 0 && t('notices.unread', { count: unread })}
        </span>
        {unread > 0 && rows.length > 0 && (
          <Button
            size="small"
            type="text"
            icon={<CheckOutlined aria-hidden />}
            loading={readAll.isPending}
            onClick={({ currentTarget }) => {
              // The button goes away with what it marks: the keyboard stays with the list.
              currentTarget.closest<HTMLElement>('[role=dialog]')?.focus();
              readAll.mutate(Math.max(...rows.map(({ id }) => id)));
            }}
          >
            {t('notices.readAll')}
          </Button>
        )}
      </header>
      {readAll.error && <Failure error={readAll.error} />}
      {query.data === undefined && query.error === null && <Waiting rows={3} />}
      {query.error !== null && <Failure error={query.error} again={query.refetch} />}
      {query.data !== undefined && rows.length === 0 && (
        <p className="quiet">{t('notices.none')}</p>
      )}
      <ul>
        {rows.map((notice) => (
          <li key={notice.id}>
            <NoticeRow notice={notice} onOpen={() => open(notice)} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && <MoreRows query={query} count={rows.length} />}
    </section>
  );
}

const icons = {
  notice: BellOutlined,
  copy: CopyOutlined,
  urge: AlertOutlined,
  reminder: ClockCircleOutlined,
  escalation: WarningOutlined,
  mention: CommentOutlined,
  comment: CommentOutlined,
};

function NoticeRow({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const { t } = useTranslation('shell');
  const say = useSay();
  const words = useNoticeWords();
  const { kind, read, at, title, flow, step, in_place_of: absent } = notice;
  const Icon = icons[kind];
  return (
    <Link
      {...placeOf(notice)}
      className={read ? 'notice' : 'notice notice-unread'}
      onClick={onOpen}
    >
      <Icon aria-hidden />
      <span className="notice-head">
        {!read && <span className="notice-dot" role="img" aria-label={t('notices.isUnread')} />}
        <span className="notice-title">{title}</span>
        <Instant at={at} />
      </span>
      <span className="notice-words">{words(notice)}</span>
      <span className="quiet">
        {say(flow.name)}
        {step && ` · ${say(step.name)}`}
        {absent && ` · ${t('notices.inPlaceOf', { person: say(absent.name) })}`}
      </span>
    </Link>
  );
}

/** The case, or the discussion of the change, that it is about. */
function placeOf({ case_id, change_id }: Notice) {
  return change_id === null
    ? ({ to: '/cases/$id', params: { id: case_id ?? '' }, search: {} } as const)
    : ({ to: '/changes/$id', params: { id: change_id }, search: { tab: 'discussion' } } as const);
}

/** What it says; a person's own words with who said them. */
function useNoticeWords(): (notice: Notice) => string {
  const { t } = useTranslation('shell');
  const say = useSay();
  return ({ kind, words, note, by }) => {
    const [person, told] = [say(by.name), say(words)];
    const sentences: Record<Notice['kind'], string> = {
      notice: told,
      copy: note === null ? t('notices.copy', { person }) : t('notices.copyNote', { person, note }),
      urge: t('notices.urge', { person, note }),
      reminder: t('notices.reminder'),
      mention: t('notices.mention', { person, note }),
      comment: t('notices.comment', { person, note }),
      escalation: words ? t('notices.escalationNote', { note: told }) : t('notices.escalation'),
    };
    return sentences[kind];
  };
}
