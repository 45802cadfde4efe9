import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/admin/categories',
    name: 'admin.categories',
    component: () => import('../categories/categories.vue'),
    meta: { title: 'categories.title', words: ['categories', 'manage'], permission: 'policy.write', navigation: { icon: 'i-lucide-list-tree', order: 200, group: 'admin' } },
  },
  {
    path: '/admin/calendars',
    name: 'admin.calendars',
    component: () => import('./calendars.vue'),
    meta: { title: 'calendars.title', words: ['calendars', 'manage'], permission: ['calendar.write', 'user.admin'], navigation: { icon: 'i-lucide-calendar-days', order: 220, group: 'admin' } },
  },
]
