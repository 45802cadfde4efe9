import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin/rules',
    name: 'admin.rules',
    component: () => import('./rules.vue'),
    meta: { title: 'rules.title', words: ['codes-admin', 'rules', 'inbox', 'manage', 'why'], permission: 'automation.admin', navigation: { icon: 'i-lucide-workflow', order: 260, group: 'admin' } },
  },
]
