import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin/gateways',
    name: 'admin.gateways',
    component: () => import('./gateways.vue'),
    meta: { title: 'gateways.title', words: ['codes-admin', 'gateways', 'manage'], permission: 'automation.admin', navigation: { icon: 'i-lucide-send', order: 307, group: 'admin' } },
  },
]
