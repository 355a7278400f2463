/** The merge of a draft with what became of it elsewhere: what goes together by itself, and what is chosen. */
import '../theme/merge.css';
import { CloseOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { Objectish } from 'immer';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { diff } from '@flowmeter/engine/definition/diff.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Choice, Choices } from '@flowmeter/engine/merge/merge.ts';
import { useCommand } from '../api/command.ts';
import { Answered } from '../display/answered.tsx';
import { Failure } from '../display/failure.tsx';
import { mergeDocuments, type PartConflict, type Versions } from '../document/merging.ts';
import { useSay } from '../words/say.ts';
import { MergeConflict } from './draft-merge-conflict.tsx';
import { type MergeDesk, type MergeSource, sourceOf } from './draft-merge-source.ts';
import type { Merging } from './draft-use-saving.ts';

/** What shows the place of a conflict in what is on the screen; undefined where nothing can. */
export type ShowOf = (conflict: PartConflict) => (() => void) | undefined;

interface MergePanelProps<D extends Objectish, E> {
  what: Merging;
  desk: MergeDesk<D, E>;
  pack: Pack;
  /** How the place of a conflict is shown, where it can be. */
  showOf?: ShowOf | undefined;
  onClose: () => void;
}

export function MergePanel<D extends Objectish, E>(props: MergePanelProps<D, E>) {
  const { what, desk, onClose } = props;
  const { t } = useTranslation(['merge', 'display']);
  const client = useQueryClient();
  const title = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const source = useQuery({
    queryKey: ['merge', desk.draft.id, what],
    queryFn: () => sourceOf(what, desk, client),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="merge-panel" aria-labelledby={title}>
      <header className="merge-head">
        <h2 id={title} ref={heading} tabIndex={-1}>
          {t(`title.${what}`)}
        </h2>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('display:close')}
          onClick={onClose}
        />
      </header>
      <p className="quiet merge-help">{t(`help.${what}`)}</p>
      <Answered query={source} rows={8}>
        {(found) => <Merge {...props} source={found} />}
      </Answered>
    </section>
  );
}

function Merge<D extends Objectish, E>({
  what,
  desk,
  pack,
  source,
  showOf,
}: MergePanelProps<D, E> & { source: MergeSource<D> }) {
  const { t } = useTranslation('merge');
  const mine = useStore(desk.session.history, (state) => state.history.document);
  const [choices, setChoices] = useState<Choices>({});
  const versions = { base: source.base, mine, theirs: source.theirs };
  const { base, theirs } = source;
  const merged = useMemo(
    () => mergeDocuments({ base, mine, theirs }, choices, pack),
    [base, mine, theirs, choices, pack],
  );
  const open = merged.conflicts.filter(({ choice }) => choice === null).length;
  const apply = useCommand({
    run: () => source.apply(merged.document, choices),
    makesOld: ['drafts', 'definitions'],
  });
  const chooseAll = (choice: Choice) =>
    setChoices(Object.fromEntries(merged.conflicts.map(({ key }) => [key, choice] as const)));
  return (
    <>
      <div className="merge-body">
        <Summary versions={versions} what={what} part={desk.part} pack={pack} />
        <Conflicts
          conflicts={merged.conflicts}
          what={what}
          onChoose={(key, choice) => setChoices({ ...choices, [key]: choice })}
          onChooseAll={chooseAll}
          showOf={showOf}
        />
      </div>
      <footer className="merge-foot">
        {apply.error && <Failure error={apply.error} />}
        <span role="status" className="quiet">
          {open > 0 && t('undecided', { n: open })}
        </span>
        <Button
          type="primary"
          disabled={open > 0}
          loading={apply.isPending}
          onClick={() => apply.mutate(undefined)}
        >
          {t('apply')}
        </Button>
      </footer>
    </>
  );
}

interface ConflictsProps {
  conflicts: readonly PartConflict[];
  what: Merging;
  onChoose: (key: string, choice: Choice) => void;
  onChooseAll: (choice: Choice) => void;
  showOf: ShowOf | undefined;
}

function Conflicts({ conflicts, what, onChoose, onChooseAll, showOf }: ConflictsProps) {
  const { t } = useTranslation('merge');
  if (conflicts.length === 0) {
    return <Alert type="success" showIcon role="status" title={t('none')} />;
  }
  return (
    <>
      <div className="merge-all">
        <h3>{t('conflicts', { n: conflicts.length })}</h3>
        {conflicts.length > 1 && (
          <>
            <Button size="small" onClick={() => onChooseAll('mine')}>
              {t('all.mine')}
            </Button>
            <Button size="small" onClick={() => onChooseAll('theirs')}>
              {t(`all.${what}`)}
            </Button>
          </>
        )}
      </div>
      <ol className="merge-conflicts">
        {conflicts.map((one) => (
          <li key={one.key}>
            <MergeConflict
              conflict={one}
              what={what}
              onChoose={(choice) => onChoose(one.key, choice)}
              onShow={showOf?.(one)}
            />
          </li>
        ))}
      </ol>
    </>
  );
}

interface SummaryProps<D> {
  versions: Versions<D>;
  what: Merging;
  part: keyof D & string;
  pack: Pack;
}

/** What each side changed, all of which is kept where it does not clash. */
function Summary<D>({ versions: { base, mine, theirs }, what, part, pack }: SummaryProps<D>) {
  const { t } = useTranslation('merge');
  const before = base?.[part] ?? null;
  const own = useMemo(() => diff(before, mine[part], pack), [before, mine, part, pack]);
  const other = useMemo(() => diff(before, theirs[part], pack), [before, theirs, part, pack]);
  if (base === null) return null;
  return (
    <div className="merge-summary">
      <Sentences title={t(`changes.${what}`, { n: other.length })} found={other} />
      <Sentences title={t('changes.mine', { n: own.length })} found={own} />
    </div>
  );
}

function Sentences({ title, found }: { title: string; found: ReturnType<typeof diff> }) {
  const say = useSay();
  return (
    <details>
      <summary>{title}</summary>
      <ul>
        {found.map(({ kind, pointer, sentence }) => (
          <li key={`${kind} ${pointer}`}>{say(sentence)}</li>
        ))}
      </ul>
    </details>
  );
}
