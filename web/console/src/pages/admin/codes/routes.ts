import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin/codes',
    name: 'admin.codes',
    component: () => import('./codes.vue'),
    meta: { title: 'scan.title', words: ['scan', 'manage'], permission: 'user.admin', navigation: { icon: 'i-lucide-qr-code', order: 214, group: 'admin' } },
  },
  {
    path: '/admin/codes/sheet',
    name: 'admin.codes.sheet',
    component: () => import('./sheet.vue'),
    meta: { title: 'scan.sheet', words: ['scan', 'manage'], permission: 'user.admin' },
  },
]
