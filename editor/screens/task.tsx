/** A task on a page of its own. */
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { TaskPanel } from './task-panel.tsx';

const route = getRouteApi('/in/tasks/$id');

export function TaskScreen() {
  const { id } = route.useParams();
  const navigate = useNavigate();
  return (
    <div className="page">
      <TaskPanel id={id} onDone={() => navigate({ to: '/inbox', search: {} })} />
    </div>
  );
}
