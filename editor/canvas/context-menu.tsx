/** What can be done with the selection, by the right button or Shift+F10. */
import { Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Situation } from './action-runs.ts';
import { type Action, actionIds, actionOf, isPossible, writtenKey } from './actions.ts';
import { useView, useViewStore } from './port.ts';

export function ContextMenu({ read }: { read: () => Situation }) {
  const at = useView((view) => view.menu);
  const view = useViewStore();
  const items = useItems(at === undefined ? undefined : read());
  if (at === undefined) return null;
  const close = () => {
    view.setState({ menu: undefined });
    view.getState().camera?.focus();
  };
  return (
    <Dropdown
      open
      autoFocus
      menu={{ items, onClick: close }}
      onOpenChange={(open) => !open && close()}
      trigger={['click']}
    >
      <span className="menu-anchor" style={{ left: at.x, top: at.y }} />
    </Dropdown>
  );
}

type Items = NonNullable<MenuProps['items']>;

function useItems(at: Situation | undefined): Items {
  const { t } = useTranslation('canvas');
  if (at === undefined) return [];
  const inMenu = (menu: Action['inMenu']) =>
    actionIds
      .filter((id) => actionOf(id).inMenu === menu && (at.edit !== null || !actionOf(id).edits))
      .map((id) => ({
        key: id,
        label: t(`action.${id}`),
        extra: writtenKey(actionOf(id).keys[0] ?? '', isMac()),
        danger: id === 'delete',
        disabled: !isPossible(id, at),
        onClick: () => actionOf(id).run(at),
      }));
  const several = inMenu('align').filter(({ disabled }) => !disabled);
  if (several.length === 0) return inMenu(true);
  return [...inMenu(true), { key: 'align', label: t('menu.align'), children: several }];
}

export function isMac(): boolean {
  return /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? '');
}
