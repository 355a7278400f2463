/** What the person has to know about the draft as a whole: saved elsewhere, overtaken, or found again. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { Objectish } from 'immer';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Definition, DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { definitionOf } from '../api/definitions.ts';
import type { Draft } from '../api/drafts.ts';
import { Waiting } from '../display/answered.tsx';
import { useFormat } from '../display/format.ts';
import { loadWords } from '../words/setup.ts';
import { rescue } from './draft-file.ts';
import type { ShowOf } from './draft-merge.tsx';
import type { MergeDesk } from './draft-merge-source.ts';
import { Stopped } from './draft-stopped.tsx';
import { useFresh } from './draft-use-fresh.ts';
import type { Saving } from './draft-use-saving.ts';

/** The comparison of three versions is fetched when there is something to merge. */
const MergePanel = lazy(async () => {
  const [panel] = await Promise.all([import('./draft-merge.tsx'), loadWords('merge')]);
  return { default: panel.MergePanel as typeof panel.MergePanel<Objectish, unknown> };
});

interface NoticesProps<D extends Objectish, E> {
  desk: MergeDesk<D, E>;
  pack: Pack;
  /** What is on the screen. */
  definition: Definition;
  /** How the place of a conflict is shown, where it can be. */
  showOf?: ShowOf | undefined;
}

/** What of it there is to say; nothing most of the time. */
export function Notices<D extends Objectish, E>(props: NoticesProps<D, E>) {
  const { desk, pack, definition, showOf } = props;
  const { saving, draft, onLoadAgain } = desk;
  const isOvertaken = useIsOvertaken(draft, saving.base);
  const isWell = saving.state !== 'moved' && saving.state !== 'stopped';
  useFresh(desk);
  return (
    <>
      {saving.state === 'moved' && (
        <Moved saving={saving} onLoadAgain={onLoadAgain} definition={definition} />
      )}
      {saving.state === 'stopped' && <Stopped desk={desk} definition={definition} />}
      {saving.state !== 'moved' && isOvertaken && <Overtaken saving={saving} />}
      {isWell && saving.isRestored && <Restored saving={saving} onLoadAgain={onLoadAgain} />}
      {saving.merging !== null && (
        <Suspense fallback={<Waiting rows={1} />}>
          <MergePanel
            key={`${saving.merging} ${saving.seen().revision}`}
            what={saving.merging}
            desk={desk as unknown as MergeDesk<Objectish, unknown>}
            pack={pack}
            showOf={showOf}
            onClose={() => saving.merge(null)}
          />
        </Suspense>
      )}
    </>
  );
}

/** Did another change of the same definition take effect since the draft began? */
function useIsOvertaken({ kind, definition_id }: Draft, base: string | null): boolean {
  const { data: active } = useQuery({
    ...definitionOf(kind as DefinitionKind, definition_id),
    enabled: base !== null,
  });
  return active !== undefined && base !== null && active.hash !== base;
}

interface MovedProps extends NoticeProps {
  definition: Definition;
}

interface NoticeProps {
  saving: Saving;
  onLoadAgain: () => Promise<void>;
}

/** Another revision was saved meanwhile: nothing is lost on either side until the person chooses. */
function Moved({ saving, onLoadAgain, definition }: MovedProps) {
  const { t } = useTranslation('editor');
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
          <Button size="small" onClick={() => rescue(definition)}>
            {t('moved.file')}
          </Button>
          <Button size="small" onClick={() => giveUp(saving, onLoadAgain)}>
            {t('moved.other')}
          </Button>
          <Button size="small" type="primary" onClick={() => saving.merge('revision')}>
            {t('moved.merge')}
          </Button>
        </div>
      }
    />
  );
}

/** The draft builds on a version that is not in force any more. */
function Overtaken({ saving }: Pick<NoticeProps, 'saving'>) {
  const { t } = useTranslation('editor');
  return (
    <Alert
      type="warning"
      banner
      showIcon
      role="status"
      title={t('stale.title')}
      action={
        <Button size="small" type="primary" onClick={() => saving.merge('version')}>
          {t('stale.merge')}
        </Button>
      }
    />
  );
}

/** Work that a closed tab had not saved. */
function Restored({ saving, onLoadAgain }: NoticeProps) {
  const { t } = useTranslation('editor');
  const format = useFormat();
  const from = saving.restoredFrom;
  return (
    <Alert
      type="info"
      banner
      showIcon
      role="status"
      closable={{ onClose: saving.dismissRestored }}
      title={
        from === undefined ? t('restored.title') : t('restored.from', { at: format.instant(from) })
      }
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
  saving.merge(null);
  void onLoadAgain();
}
