import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin/units',
    name: 'admin.units',
    component: () => import('./units.vue'),
    meta: { title: 'units.title', words: ['units', 'manage'], permission: 'user.admin', navigation: { icon: 'i-lucide-network', order: 120, group: 'admin' } },
  },
  {
    path: '/admin/channels',
    name: 'admin.channels',
    component: () => import('../channels/channels.vue'),
    meta: { title: 'channels.title', words: ['codes-admin', 'channels', 'manage'], permission: 'user.admin', navigation: { icon: 'i-lucide-radio-tower', order: 210, group: 'admin' } },
  },
]
