import { fontSize } from './sizes.ts';

/** One hue for each role, in order; after the last they begin again. */
const hues = [210, 28, 150, 280, 340, 190, 55, 0] as const;

/** The class of a role's frame. */
export const groupClass = (index: number): string => `group-${index % hues.length}`;

const light = {
  paper: '#ffffff',
  ink: '#1d2433',
  soft: '#5a6478',
  box: '#ffffff',
  line: '#47526a',
  event: '#0b7285',
  time: '#9a5b00',
  handoff: '#1b4fb8',
  setback: '#c02942',
  badge: '#e8ecf4',
};

const dark: typeof light = {
  paper: '#12161f',
  ink: '#e8ecf5',
  soft: '#a3adc2',
  box: '#1f2635',
  line: '#a9b4cb',
  event: '#4fc9dd',
  time: '#f0b45a',
  handoff: '#86aaff',
  setback: '#ff8095',
  badge: '#323c52',
};

/** Plain rules for light paper, for viewers that know no media queries, and the same for a dark screen. */
export function styleSheet(): string {
  return [
    `text{font-family:Inter,'Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif;font-size:${fontSize.label}px}`,
    `.title{font-size:${fontSize.title}px;font-weight:700}`,
    `.group-title{font-size:${fontSize.group}px;font-weight:700}`,
    `.name{font-size:${fontSize.node}px;font-weight:600}`,
    `.small{font-size:${fontSize.small}px}.gate-name{font-size:${fontSize.small + 1}px;font-weight:600}`,
    '.middle{text-anchor:middle}.letter{font-size:10.5px;font-weight:700;text-anchor:middle}',
    '.arrow{fill:none;stroke-width:1.5;stroke-linejoin:round}.arrow.time{stroke-dasharray:7 5}',
    '.arrow.handoff{stroke-width:6.5}.arrow.handoff-core{fill:none;stroke-width:2.5;stroke-linejoin:round}',
    '.arrow.setback{stroke-width:1.2;stroke-dasharray:2 3}',
    '.box{stroke-width:1.5}.gate{stroke-width:1.2}.partner,.stranger{stroke-dasharray:4 3}',
    '.chip{fill-opacity:0.95}',
    rules(light, 55, 94, 80),
    `@media (prefers-color-scheme:dark){${rules(dark, 28, 15, 34)}}`,
  ].join('\n');
}

function rules(colour: typeof light, tone: number, fill: number, edge: number): string {
  const kinds = ['event', 'time', 'handoff', 'setback'] as const;
  return [
    `.paper{fill:${colour.paper}}text{fill:${colour.ink}}.soft{fill:${colour.soft}}`,
    `.box,.gate{fill:${colour.box};stroke:${colour.line}}.badge{fill:${colour.badge}}.dot{fill:${colour.ink}}`,
    `.arrow{stroke:${colour.line}}.head{fill:${colour.line}}.chip{fill:${colour.box}}`,
    ...kinds.map(
      (kind) => `.arrow.${kind}{stroke:${colour[kind]}}.head.${kind},text.${kind}{fill:${colour[kind]}}`,
    ),
    `.arrow.handoff-core{stroke:${colour.paper}}.head.setback{fill:none;stroke:${colour.setback};stroke-width:2}`,
    ...hues.map(
      (hue, i) => `.group-${i}{fill:hsl(${hue},${tone}%,${fill}%);stroke:hsl(${hue},${tone}%,${edge}%)}`,
    ),
  ].join('');
}
