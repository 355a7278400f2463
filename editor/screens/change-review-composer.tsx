/** Says something: about a place, about the whole change, or as an answer. People are mentioned with @. */
import { CloseOutlined } from '@ant-design/icons';
import { Button, Mentions } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { type Discussion, say as sayComment, type Saying } from '../api/comments.ts';
import { useCommand } from '../api/command.ts';
import { Failure } from '../display/failure.tsx';
import { useSay } from '../words/say.ts';
import { growing } from '../display/growing.ts';

interface ComposerProps {
  change: string;
  to: Saying['to'];
  /** What the place is called. */
  about: Localized | null;
  readers: Discussion['readers'];
  onDone?: () => void;
  /** Lets go of the place. */
  onLeave?: (() => void) | undefined;
}

const LONGEST = 4000;

export function Composer({ change, to, about, readers, onDone, onLeave }: ComposerProps) {
  const { t } = useTranslation('changes');
  const say = useSay();
  const field = useId();
  const [text, setText] = useState('');
  const isAnswer = 'thread' in to;
  const saying = useCommand({
    run: sayComment,
    makesOld: ['changes'],
    onDone: () => {
      setText('');
      onDone?.();
    },
  });
  const label = isAnswer ? t('discussion.answer') : t('discussion.say');
  const submit = () => saying.mutate({ change, text, to, mentions: mentionedIn(text, readers) });
  return (
    <div className={isAnswer ? 'composer is-answer' : 'composer'}>
      {!isAnswer && <About about={about} onLeave={onLeave} />}
      <label htmlFor={field} className="unseen">
        {label}
      </label>
      <Mentions
        id={field}
        value={text}
        {...growing(isAnswer ? 1 : 2, 8)}
        maxLength={LONGEST}
        placeholder={t(isAnswer ? 'discussion.answerHelp' : 'discussion.sayHelp')}
        options={readers.map(({ id, name }) => ({ key: id, value: say(name), label: say(name) }))}
        onChange={setText}
      />
      {saying.error && <Failure error={saying.error} />}
      {(!isAnswer || text !== '') && (
        <Button
          size="small"
          type={isAnswer ? 'default' : 'primary'}
          disabled={text.trim() === ''}
          loading={saying.isPending}
          onClick={submit}
        >
          {label}
        </Button>
      )}
    </div>
  );
}

/** What something is about to be said about. */
function About({ about, onLeave }: Pick<ComposerProps, 'about' | 'onLeave'>) {
  const { t } = useTranslation('changes');
  const say = useSay();
  return (
    <div className="composer-about">
      <span>
        {t('discussion.about', { name: about === null ? t('discussion.whole') : say(about) })}
      </span>
      {onLeave && (
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('discussion.leave')}
          onClick={onLeave}
        />
      )}
    </div>
  );
}

/** Ids of the people whose name stands after an @, in either language. */
function mentionedIn(text: string, readers: Discussion['readers']): string[] {
  const isNamed = ({ name }: Discussion['readers'][number]) =>
    text.includes(`@${name.zh}`) || text.includes(`@${name.en}`);
  return readers.filter(isNamed).map(({ id }) => id);
}
