/** The tools that every draft has: undo, what is wrong, what is saved. */
import { RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type ActionId, actionOf, writtenKey } from '../canvas/actions.ts';
import { isMac } from '../canvas/context-menu.tsx';
import { clockParts } from '../display/format.ts';
import { Mark } from '../display/mark.tsx';
import { labels } from '../document/undoing.ts';
import { countOf } from '../panels/problem-order.ts';
import type { Check } from '../panels/use-check.ts';
import { useSay } from '../words/say.ts';
import type { Session } from './draft-session.ts';
import type { Saving } from './draft-use-saving.ts';

/** Undo and redo say what they would take back. */
export function UndoButtons<D, E>({ session }: { session: Session<D, E> }) {
  const history = useStore(session.history, (state) => state.history);
  const say = useSay();
  const { undo, redo } = labels(history);
  return (
    <>
      <Tool
        id="undo"
        icon={<UndoOutlined aria-hidden />}
        words={say(undo)}
        disabled={undo === null}
        onClick={session.port.undo}
      />
      <Tool
        id="redo"
        icon={<RedoOutlined aria-hidden />}
        words={say(redo)}
        disabled={redo === null}
        onClick={session.port.redo}
      />
    </>
  );
}

interface ToolProps {
  id: ActionId;
  icon: ReactNode;
  /** What it would be done to. */
  words?: string;
  disabled?: boolean;
  onClick: () => void;
}

export function Tool({ id, icon, words = '', disabled = false, onClick }: ToolProps) {
  const { t } = useTranslation('canvas');
  const name = words === '' ? t(`action.${id}`) : `${t(`action.${id}`)}: ${words}`;
  const key = writtenKey(actionOf(id).keys[0] ?? '', isMac());
  return (
    <Tooltip title={`${name} (${key})`}>
      <Button type="text" icon={icon} aria-label={name} disabled={disabled} onClick={onClick} />
    </Tooltip>
  );
}

/** What the check found, at a glance; opens the list. */
export function CheckButton({
  check,
  isOpen,
  onClick,
}: {
  check: Check;
  isOpen: boolean;
  onClick: () => void;
}) {
  return (
    <Button
      type="text"
      aria-pressed={isOpen}
      className={isOpen ? 'is-pressed' : ''}
      onClick={onClick}
    >
      <CheckMarks check={check} />
    </Button>
  );
}

/** How many errors and warnings there are. */
export function CheckMarks({ check }: { check: Check }) {
  const { t } = useTranslation('editor');
  const { errors, warnings } = countOf(check.problems);
  return (
    <>
      {errors + warnings === 0 && (
        <Mark
          plain
          colour={check.isCurrent ? 'green' : 'grey'}
          icon={check.isCurrent ? 'done' : 'clock'}
        >
          {t(check.isCurrent ? 'check.sound' : 'check.running')}
        </Mark>
      )}
      {errors > 0 && (
        <Mark plain colour="red" icon="cross">
          {t('check.errors', { n: errors })}
        </Mark>
      )}
      {warnings > 0 && (
        <Mark plain colour="amber" icon="over">
          {t('check.warnings', { n: warnings })}
        </Mark>
      )}
    </>
  );
}

const saveMarks = {
  saved: { colour: 'grey', icon: 'done' },
  waiting: { colour: 'grey', icon: 'clock' },
  saving: { colour: 'grey', icon: 'clock' },
  retrying: { colour: 'amber', icon: 'alarm' },
  moved: { colour: 'amber', icon: 'alarm' },
  stopped: { colour: 'red', icon: 'cross' },
} as const;

type Saved = Pick<Saving, 'state' | 'isKept' | 'savedAt'>;

/** What is edited, that it is a draft, and whether the server has it. */
export function DraftTitle({ name, saving }: { name: string; saving: Saved }) {
  const { t } = useTranslation('editor');
  return (
    <div className="editor-title">
      <h1>{name}</h1>
      <Mark colour="grey" icon="changed" plain>
        {t('draft')}
      </Mark>
      <span role="status" className="editor-saved">
        <SavedWords {...saving} />
      </span>
    </div>
  );
}

/** Where the changes are: with the server, in this browser until it can be reached, or nowhere but here. */
function SavedWords({ state, isKept, savedAt }: Saved) {
  const { t } = useTranslation('editor');
  if (state !== 'saved' && !isKept) {
    return (
      <Mark plain colour="red" icon="cross">
        {t('saving.notKept')}
      </Mark>
    );
  }
  const time = savedAt === undefined ? undefined : clockParts(savedAt).time;
  return (
    <Mark plain {...saveMarks[state]}>
      {state === 'saved' && time !== undefined
        ? t('saving.savedAt', { time })
        : t(`saving.${state}`)}
    </Mark>
  );
}
