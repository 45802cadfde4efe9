import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin/duty',
    name: 'admin.duty',
    component: () => import('./duty.vue'),
    meta: { title: 'duty.title', words: ['duty', 'act', 'manage'], permission: 'user.admin', navigation: { icon: 'i-lucide-siren', order: 125, group: 'admin' } },
  },
]
