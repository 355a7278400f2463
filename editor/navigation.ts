/** The screens that the side navigation and the command box lead to, and whose they are. */
import {
  AuditOutlined,
  BarChartOutlined,
  BranchesOutlined,
  CheckSquareOutlined,
  ControlOutlined,
  DatabaseOutlined,
  DisconnectOutlined,
  FileProtectOutlined,
  FileSearchOutlined,
  FolderOpenOutlined,
  FunctionOutlined,
  FundOutlined,
  HistoryOutlined,
  HddOutlined,
  HomeOutlined,
  ProfileOutlined,
  PullRequestOutlined,
  QuestionCircleOutlined,
  SafetyOutlined,
  TeamOutlined,
  StarOutlined,
} from '@ant-design/icons';
import type { Role } from '@flowmeter/engine/definition/organisation.ts';
import { hasRole, type User } from './api/session.ts';

interface Destination {
  key: string;
  to: string;
  group: (typeof groups)[number];
  icon: typeof HomeOutlined;
  /** Everybody when empty. What the server allows is the server's to say: this only tidies. */
  roles: readonly Role[];
}

export const groups = ['work', 'design', 'watch', 'system'] as const;

const readers = ['owner', 'auditor', 'supervisor', 'admin'] as const;

export const destinations = [
  { key: 'home', to: '/', group: 'work', icon: HomeOutlined, roles: [] },
  {
    key: 'inbox',
    to: '/inbox',
    group: 'work',
    icon: CheckSquareOutlined,
    roles: ['clerk', 'supervisor'],
  },
  { key: 'cases', to: '/cases', group: 'work', icon: FolderOpenOutlined, roles: [] },
  { key: 'flows', to: '/flows', group: 'design', icon: BranchesOutlined, roles: [] },
  { key: 'rules', to: '/rules', group: 'design', icon: ControlOutlined, roles: [] },
  { key: 'facts', to: '/facts', group: 'design', icon: ProfileOutlined, roles: [] },
  { key: 'derived', to: '/derived', group: 'design', icon: FunctionOutlined, roles: [] },
  { key: 'definitions', to: '/definitions', group: 'design', icon: HistoryOutlined, roles: [] },
  {
    key: 'changes',
    to: '/changes',
    group: 'design',
    icon: PullRequestOutlined,
    roles: ['owner', 'auditor', 'supervisor', 'admin'],
  },
  { key: 'findings', to: '/findings', group: 'watch', icon: AuditOutlined, roles: [] },
  { key: 'typical', to: '/typical-problems', group: 'watch', icon: FundOutlined, roles: [] },
  { key: 'audits', to: '/audits', group: 'watch', icon: FileSearchOutlined, roles: readers },
  { key: 'whiteList', to: '/white-list', group: 'watch', icon: StarOutlined, roles: readers },
  {
    key: 'incidents',
    to: '/incidents',
    group: 'watch',
    icon: DisconnectOutlined,
    roles: ['owner', 'supervisor'],
  },
  { key: 'scorecards', to: '/scorecards', group: 'watch', icon: BarChartOutlined, roles: [] },
  { key: 'logs', to: '/logs', group: 'watch', icon: DatabaseOutlined, roles: [] },
  {
    key: 'accounts',
    to: '/accounts',
    group: 'system',
    icon: TeamOutlined,
    roles: ['admin', 'auditor'],
  },
  {
    key: 'grants',
    to: '/grants',
    group: 'system',
    icon: SafetyOutlined,
    roles: ['admin', 'auditor'],
  },
  {
    key: 'auditLog',
    to: '/audit-log',
    group: 'system',
    icon: FileProtectOutlined,
    roles: readers,
  },
  {
    key: 'privacy',
    to: '/privacy',
    group: 'system',
    icon: HddOutlined,
    roles: ['admin', 'auditor'],
  },
  { key: 'help', to: '/help', group: 'system', icon: QuestionCircleOutlined, roles: [] },
] as const satisfies readonly Destination[];

export function destinationsFor(user: User) {
  return destinations.filter((one) => hasRole(user, one.roles));
}
