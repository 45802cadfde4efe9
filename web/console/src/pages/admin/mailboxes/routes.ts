import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin/mailboxes',
    name: 'admin.mailboxes',
    component: () => import('./mailboxes.vue'),
    meta: { title: 'mailboxes.title', words: ['codes-admin', 'mailboxes', 'manage'], permission: 'automation.admin', navigation: { icon: 'i-lucide-mail', order: 305, group: 'admin' } },
  },
]
