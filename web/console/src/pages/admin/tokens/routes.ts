import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin/tokens',
    name: 'admin.tokens',
    component: () => import('./tokens.vue'),
    meta: { title: 'tokens.title', words: ['tokens', 'roles', 'manage'], permission: 'user.admin', navigation: { icon: 'i-lucide-key-round', order: 300, group: 'admin' } },
  },
  {
    path: '/admin/audit',
    name: 'admin.audit',
    component: () => import('../audit/audit.vue'),
    meta: { title: 'audit.title', words: ['audit', 'manage'], permission: 'audit.read', navigation: { icon: 'i-lucide-scroll-text', order: 320, group: 'admin' } },
  },
]
