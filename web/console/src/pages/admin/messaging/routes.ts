import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin/messaging',
    name: 'admin.messaging',
    component: () => import('./messaging.vue'),
    meta: { title: 'messaging.title', words: ['codes-admin', 'messaging', 'manage'], permission: 'automation.admin', navigation: { icon: 'i-lucide-messages-square', order: 306, group: 'admin' } },
  },
]
