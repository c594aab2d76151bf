import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { PlanPreview } from 'sales-conveyor/redistribution';

use([BarChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

/** Everybody's clients before and after a plan, as an SVG picture. */
export function loadPicture(
  { employees }: PlanPreview,
  say: (english: string, russian: string) => string,
  nameOf: (employeeId: string) => string,
): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 900, height: 420 });
  chart.setOption({
    animation: false,
    title: { text: say('Peacock leaves Northwind', 'Peacock уходит из Northwind'), left: 'center' },
    legend: { data: [say('before', 'до'), say('after', 'после')], top: 32 },
    grid: { left: 40, right: 20, top: 70, bottom: 30 },
    xAxis: { type: 'category', data: employees.map(({ employeeId }) => nameOf(employeeId)) },
    yAxis: { type: 'value', name: say('clients', 'клиентов'), minInterval: 1 },
    series: (['before', 'after'] as const).map((when) => ({
      name: when === 'before' ? say('before', 'до') : say('after', 'после'),
      type: 'bar',
      label: { show: true, position: 'top' },
      itemStyle: { color: when === 'before' ? '#b0bec5' : '#1e88e5' },
      data: employees.map((employee) => employee[when].clients),
    })),
  });
  const picture = chart.renderToSVGString();
  chart.dispose();
  return picture;
}
