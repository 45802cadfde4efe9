import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin/triage',
    name: 'admin.triage',
    component: () => import('./triage.vue'),
    meta: { title: 'triage.title', words: ['triage', 'manage'], permission: 'automation.admin', navigation: { icon: 'i-lucide-sparkles', order: 265, group: 'admin' } },
  },
]
