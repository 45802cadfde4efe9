import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin/webhooks',
    name: 'admin.webhooks',
    component: () => import('./webhooks.vue'),
    meta: { title: 'webhooks.title', words: ['codes-admin', 'webhooks', 'manage'], permission: 'automation.admin', navigation: { icon: 'i-lucide-webhook', order: 310, group: 'admin' } },
  },
  {
    path: '/admin/webhooks/:webhook',
    name: 'admin.webhook',
    component: () => import('./webhook.vue'),
    meta: { title: 'webhooks.title', words: ['codes-admin', 'webhooks', 'manage'], permission: 'automation.admin' },
  },
]
