/** The server will not take what was changed: why, where it is kept, and the ways on. */
import { Link, useBlocker, useLocation, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Modal } from 'antd';
import type { Objectish } from 'immer';
import { useTranslation } from 'react-i18next';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { useCommand } from '../api/command.ts';
import { beginDraft, type Draftable } from '../api/drafts.ts';
import { Refusal } from '../api/refusal.ts';
import { useFailureWords } from '../display/failure.tsx';
import { message } from '../display/message.tsx';
import { rescue } from './draft-file.ts';
import { journalOf } from './draft-journal.ts';
import { wouldLose } from './draft-leaving.ts';
import type { MergeDesk } from './draft-merge-source.ts';

interface StoppedProps<D extends Objectish, E> {
  desk: MergeDesk<D, E>;
  definition: Definition;
}

export function Stopped<D extends Objectish, E>({ desk, definition }: StoppedProps<D, E>) {
  const { t } = useTranslation('editor');
  const failureWords = useFailureWords();
  const { saving } = desk;
  const why = saving.error instanceof Error ? saving.error : new Error('refused');
  const status = why instanceof Refusal ? why.status : 0;
  return (
    <>
      <AskToLeave draft={desk.draft.id} />
      <Alert
        type="error"
        banner
        showIcon
        role="alert"
        title={titles[status] === undefined ? failureWords(why) : t(titles[status])}
        description={t(
          status === 404 ? 'stopped.goneText' : saving.isKept ? 'stopped.kept' : 'stopped.notKept',
        )}
        action={
          <div className="editor-choices">
            <Button size="small" onClick={() => rescue(definition)}>
              {t('moved.file')}
            </Button>
            {status === 401 && <SignIn />}
            {status === 404 ? (
              <AnotherDraft desk={desk} />
            ) : (
              <Button size="small" onClick={saving.tryAgain}>
                {t('stopped.again')}
              </Button>
            )}
          </div>
        }
      />
    </>
  );
}

/** What the server refuses and the browser cannot keep goes with the screen. */
function AskToLeave({ draft }: { draft: string }) {
  const { t } = useTranslation('editor');
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => wouldLose(draft),
    enableBeforeUnload: false,
    withResolver: true,
  });
  return (
    <Modal
      open={status === 'blocked'}
      title={t('leave.title')}
      okText={t('leave.yes')}
      okButtonProps={{ danger: true }}
      cancelText={t('leave.no')}
      onOk={() => proceed?.()}
      onCancel={() => reset?.()}
    >
      <p>{t('leave.text')}</p>
    </Modal>
  );
}

/** By the status of the answer, where more can be said than the server did. */
const titles: Partial<Record<number, 'stopped.signedOut' | 'stopped.gone'>> = {
  401: 'stopped.signedOut',
  404: 'stopped.gone',
};

function SignIn() {
  const { t } = useTranslation('editor');
  const next = useLocation({ select: ({ href }) => href });
  return (
    <Link to="/login" search={{ next }}>
      {t('stopped.signIn')}
    </Link>
  );
}

/** The draft is gone, proposed or deleted in another window: the work goes on in another one, merged. */
function AnotherDraft<D extends Objectish, E>({ desk }: Pick<StoppedProps<D, E>, 'desk'>) {
  const { t } = useTranslation('editor');
  const navigate = useNavigate();
  const failureWords = useFailureWords();
  const { draft, session, saving } = desk;
  const begin = useCommand({
    run: (id: string, key) => beginDraft({ kind: draft.kind as Draftable, id }, key),
    makesOld: ['definitions', 'drafts'],
    onDone: async ({ id, revision, base_hash }) => {
      const journal = journalOf(id);
      const isFresh = revision === FIRST && base_hash === draft.base_hash;
      if (isFresh) journal.keep(session.port.read(), FIRST, null);
      else journal.keep(session.port.read(), BEFORE_ANY, saving.seen().base);
      await journal.whenWritten();
      saving.giveUp();
      await navigate({ to: '/drafts/$id', params: { id }, search: {} });
    },
  });
  return (
    <Button
      size="small"
      type="primary"
      loading={begin.isPending}
      onClick={() =>
        begin.mutate(draft.definition_id, {
          onError: (error) => message.error(failureWords(error)),
        })
      }
    >
      {t('stopped.another')}
    </Button>
  );
}

/** That of a draft which is just begun: on the same version, what was changed goes on top of it. */
const FIRST = 1;
/** No draft has this revision: what was changed from it is merged with what the draft has. */
const BEFORE_ANY = 0;
