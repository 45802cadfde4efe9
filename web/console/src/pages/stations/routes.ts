import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/stations',
    name: 'stations',
    component: () => import('./stations.vue'),
    meta: { title: 'stations.title', words: ['stations'], permission: 'station.read', navigation: { icon: 'i-lucide-warehouse', order: 38, group: 'work', go: 'n' } },
  },
  {
    path: '/stations/:station',
    name: 'station',
    component: () => import('./station.vue'),
    meta: { title: 'stations.title', words: ['stations'], permission: 'station.read' },
  },
]
