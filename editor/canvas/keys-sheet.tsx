/** The list of keys, made from the registry of actions. */
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { actionGroups, actionIds, actionOf, writtenKey } from './actions.ts';
import { isMac } from './context-menu.tsx';
import { useView, useViewStore } from './port.ts';

export function KeysSheet({ editable }: { editable: boolean }) {
  const { t } = useTranslation('canvas');
  const isShown = useView((view) => view.keysAreShown);
  const view = useViewStore();
  const close = () => view.setState({ keysAreShown: false });
  const shown = actionIds.filter((id) => editable || !actionOf(id).edits);
  return (
    <Modal
      open={isShown}
      onCancel={close}
      afterClose={() => view.getState().camera?.focus()}
      footer={null}
      width={840}
      title={t('keys')}
    >
      <div className="keys-sheet">
        {actionGroups.map((group) => (
          <section key={group}>
            <h3>{t(`group.${group}`)}</h3>
            <dl>
              {shown
                .filter((id) => actionOf(id).group === group)
                .map((id) => (
                  <div key={id}>
                    <dt>{t(`action.${id}`)}</dt>
                    <dd>
                      {actionOf(id).keys.map((key) => (
                        <kbd key={key}>{writtenKey(key, isMac())}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
