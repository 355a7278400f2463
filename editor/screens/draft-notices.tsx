/** What the person has to know about the draft as a whole: saved elsewhere, or found again. */
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { useFailureWords } from '../display/failure.tsx';
import { message } from '../display/message.tsx';
import { download } from './draft-file.ts';
import type { Saving } from './draft-use-saving.ts';

interface NoticesProps extends NoticeProps {
  /** What is on the screen. */
  definition: Definition;
}

/** What of it there is to say; nothing most of the time. */
export function Notices({ definition, ...rest }: NoticesProps) {
  const { state, isRestored } = rest.saving;
  if (state === 'moved') return <Moved definition={definition} {...rest} />;
  return isRestored ? <Restored {...rest} /> : null;
}

interface NoticeProps {
  saving: Saving;
  onLoadAgain: () => Promise<void>;
}

/** Another revision was saved meanwhile: nothing is lost on either side until the person chooses. */
function Moved({ saving, onLoadAgain, definition }: NoticesProps) {
  const { t } = useTranslation('editor');
  const failureWords = useFailureWords();
  const replace = () =>
    void saving.replaceOther().catch((error: Error) => message.error(failureWords(error)));
  return (
    <Alert
      type="warning"
      banner
      showIcon
      role="alert"
      title={t('moved.title')}
      description={t('moved.text')}
      action={
        <div className="editor-choices">
          <Button size="small" onClick={() => download(definition)}>
            {t('moved.file')}
          </Button>
          <Button size="small" onClick={replace}>
            {t('moved.mine')}
          </Button>
          <Button size="small" type="primary" onClick={() => giveUp(saving, onLoadAgain)}>
            {t('moved.other')}
          </Button>
        </div>
      }
    />
  );
}

/** Work that a closed tab had not saved. */
function Restored({ saving, onLoadAgain }: NoticeProps) {
  const { t } = useTranslation('editor');
  return (
    <Alert
      type="info"
      banner
      showIcon
      role="status"
      closable={{ onClose: saving.dismissRestored }}
      title={t('restored.title')}
      action={
        <Button size="small" onClick={() => giveUp(saving, onLoadAgain)}>
          {t('restored.discard')}
        </Button>
      }
    />
  );
}

function giveUp(saving: Saving, onLoadAgain: () => Promise<void>): void {
  saving.giveUp();
  void onLoadAgain();
}
