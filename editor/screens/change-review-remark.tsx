/** Says something about a difference: its place, and how much is said about it already. */
import { CommentOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { Anchor } from '../api/comments.ts';
import { openAt, useTalk } from './change-review-talk.ts';

interface RemarkProps {
  anchor: Anchor;
  name: Localized;
}

export function Remark({ anchor, name }: RemarkProps) {
  const { t } = useTranslation('changes');
  const { threads, begin } = useTalk();
  const open = openAt(threads, anchor);
  const label = open === 0 ? t('discussion.remark') : t('discussion.remarks', { n: open });
  return (
    <Tooltip title={label}>
      <Button
        type="text"
        size="small"
        className={open === 0 ? 'remark' : 'remark has-remarks'}
        icon={<CommentOutlined aria-hidden />}
        aria-label={label}
        onClick={() => begin({ anchor, name })}
      >
        {open > 0 && open}
      </Button>
    </Tooltip>
  );
}
