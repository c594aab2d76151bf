import { lookup } from '../../../conditions/lookup.ts';
import type { Dictionary } from '../../../locales/dictionary.ts';
import { type Label, labelIn } from '../../../locales/label.ts';
import type { Blueprint, BlueprintTransfer } from '../../blueprint.ts';
import { type ClientCount, countsOf } from '../client-count.ts';

/** What is drawn, before anybody knows where: boxes, arrows between them, and the roles that frame them. */
export interface Diagram {
  readonly groups: readonly DiagramGroup[];
  readonly nodes: readonly DiagramNode[];
  readonly arrows: readonly DiagramArrow[];
  /** Left and right: states that only a gate leads on from, so that no arrow says where they belong. */
  readonly hints: readonly (readonly [string, string])[];
}

/** The frame of a role, or of what the blueprint does not know. */
export interface DiagramGroup {
  readonly id: string;
  readonly title: string;
}

/**
 * What a box of the picture stands for. It is a state, final or not; a dot where new clients come in; a gate,
 * which stands for all the states that a transfer starts from; a partner, who joins in a handoff that leaves
 * the client in its state; a stranger, which is no state of the blueprint.
 */
export interface DiagramNode {
  readonly id: string;
  readonly kind: 'state' | 'final' | 'entry' | 'gate' | 'partner' | 'stranger';
  readonly text: string;
  /** Said smaller, below. */
  readonly note?: string;
  /** The letters of the gates that lead away from here; a gate has its own. */
  readonly letters: readonly string[];
  readonly group?: string;
}

/** What brings about the move that an arrow shows. */
export type ArrowKind = 'person' | 'event' | 'time' | 'handoff' | 'setback' | 'entry';

/** All that leads from one box to another in one way. */
export interface DiagramArrow {
  readonly from: string;
  readonly to: string;
  readonly kind: ArrowKind;
  readonly texts: readonly string[];
  /** Leads to a state that is declared before the one it comes from. */
  readonly back: boolean;
}

/** A transfer from more states than this is drawn from a gate: an arrow from each would cover the picture. */
const MOST_SOURCES = 2;

export function diagramOf(
  blueprint: Blueprint,
  dictionary: Dictionary,
  counts?: readonly ClientCount[],
): Diagram {
  return new Draft(blueprint, dictionary, counts).finish();
}

class Draft {
  readonly #order: readonly string[];
  readonly #open: number;
  readonly #nodes: DiagramNode[] = [];
  readonly #arrows = new Map<string, DiagramArrow & { texts: string[] }>();
  readonly #letters = new Map<string, string[]>();

  constructor(
    private readonly blueprint: Blueprint,
    private readonly dictionary: Dictionary,
    private readonly counts?: readonly ClientCount[],
  ) {
    this.#order = Object.keys(blueprint.states);
    this.#open = Object.values(blueprint.states).filter(({ final }) => !final).length;
  }

  #say({ label }: { readonly label: Label }): string {
    return labelIn(label, this.dictionary.language, this.blueprint.language);
  }

  #receiverOf(handoff: BlueprintTransfer['handoff']): string | undefined {
    const role = handoff && this.blueprint.roles[handoff.to];
    return role && this.#say(role);
  }

  finish(): Diagram {
    const { blueprint, dictionary, counts } = this;
    const { roles, states } = blueprint;
    const words = dictionary.pictures;
    for (const [id, transfer] of Object.entries(blueprint.transfers)) this.#addTransfer(id, transfer);
    this.#addEntries();

    const clients = countsOf(blueprint, counts);
    const stateNodes = Object.entries(states).map(([id, state]): DiagramNode => {
      const count = clients.of(id);
      return {
        id: stateNode(id),
        kind: state.final ? 'final' : 'state',
        text: this.#say(state),
        letters: this.#letters.get(id) ?? [],
        ...(count !== undefined && { note: words.clients(count) }),
        ...this.#groupOf(id),
      };
    });
    const strangers = clients.elsewhere.map(
      ({ state, clients }, i): DiagramNode => ({
        id: `stranger:${i}`,
        kind: 'stranger',
        text: state,
        note: words.clients(clients),
        letters: [],
        group: 'elsewhere',
      }),
    );
    const groups = Object.entries(roles)
      .filter(([role]) => Object.values(states).some(({ responsible }) => responsible === role))
      .map(([role, { label }]) => ({ id: `role:${role}`, title: this.#say({ label }) }));
    if (strangers.length > 0) groups.push({ id: 'elsewhere', title: words.notInBlueprint });
    const nodes = [...stateNodes, ...strangers, ...this.#nodes];
    return { groups, nodes, arrows: [...this.#arrows.values()], hints: this.#hints() };
  }

  #hints(): (readonly [string, string])[] {
    const placed = new Set(
      [...this.#arrows.values()].flatMap(({ from, to, kind }) => (kind === 'entry' ? [] : [from, to])),
    );
    return this.#order.flatMap((state) => {
      if (placed.has(stateNode(state))) return [];
      const exit = Object.values(this.blueprint.transfers).find(
        ({ from, to }) => from.includes(state) && to !== state,
      );
      return exit ? [[stateNode(state), stateNode(exit.to)] as const] : [];
    });
  }

  #groupOf(state: string): { group?: string } {
    const role = this.blueprint.states[state]?.responsible;
    return role === undefined ? {} : { group: `role:${role}` };
  }

  #addTransfer(id: string, transfer: BlueprintTransfer): void {
    const { to, handoff, trigger, label } = transfer;
    const text = this.#say({ label });
    const kind = handoff ? 'handoff' : trigger.kind;
    const moving = transfer.from.filter((state) => state !== to);
    if (transfer.from.includes(to)) this.#addPartner(id, transfer, kind);

    const gate = moving.length > MOST_SOURCES ? this.#addGate(id, transfer, moving) : undefined;
    const sources = gate === undefined ? moving.map(stateNode) : [gate];
    const receiver = this.#receiverOf(handoff);
    const said = [
      ...(gate === undefined ? [text] : []),
      ...(receiver === undefined ? [] : [`→ ${receiver}`]),
    ];
    for (const source of sources) this.#addArrow(source, stateNode(to), kind, said);

    const { rejected, returned } = this.dictionary.pictures;
    const rejectedTo = new Set(Object.values(handoff?.rejections ?? {}).flatMap((reason) => reason.to ?? []));
    for (const target of rejectedTo) {
      for (const source of sources) this.#addArrow(source, stateNode(target), 'setback', [rejected]);
    }
    if (handoff?.onReturn)
      this.#addArrow(stateNode(to), stateNode(handoff.onReturn.to), 'setback', [returned]);
  }

  #addGate(id: string, { to, label }: BlueprintTransfer, moving: readonly string[]): string {
    const words = this.dictionary.pictures;
    const isEverywhere = moving.length >= this.#open;
    const letter = letterOf(
      this.#nodes.filter(({ kind, letters }) => kind === 'gate' && letters.length > 0).length,
    );
    if (!isEverywhere) {
      for (const state of moving) this.#letters.set(state, [...(this.#letters.get(state) ?? []), letter]);
    }
    this.#nodes.push({
      id: `gate:${id}`,
      kind: 'gate',
      text: this.#say({ label }),
      ...(isEverywhere && { note: words.everyOpenState }),
      letters: isEverywhere ? [] : [letter],
      ...this.#groupOf(to),
    });
    return `gate:${id}`;
  }

  /** A transfer within a state moves nobody; what is to be seen is who joins in. */
  #addPartner(id: string, { to, handoff, label }: BlueprintTransfer, kind: ArrowKind): void {
    const receiver = this.#receiverOf(handoff);
    this.#nodes.push({
      id: `partner:${id}`,
      kind: 'partner',
      text: receiver ?? this.dictionary.pictures.stays,
      letters: [],
      ...this.#groupOf(to),
    });
    this.#addArrow(stateNode(to), `partner:${id}`, kind, [this.#say({ label })]);
  }

  #addEntries(): void {
    const sources = new Map<string, string[]>();
    for (const [source, state] of Object.entries(this.blueprint.entries)) {
      const name = this.#say({ label: lookup(this.blueprint.entryLabels ?? {}, source) ?? source });
      sources.set(state, [...(sources.get(state) ?? []), name]);
    }
    for (const [state, names] of sources) {
      const id = `entry:${state}`;
      this.#nodes.push({ id, kind: 'entry', text: names.join(', '), letters: [], ...this.#groupOf(state) });
      this.#addArrow(id, stateNode(state), 'entry', []);
    }
  }

  #addArrow(from: string, to: string, kind: ArrowKind, texts: readonly string[]): void {
    const key = JSON.stringify([from, to, kind]);
    const known = this.#arrows.get(key);
    if (known) known.texts.push(...texts.filter((text) => !known.texts.includes(text)));
    else this.#arrows.set(key, { from, to, kind, texts: [...texts], back: this.#isBack(from, to) });
  }

  #isBack(from: string, to: string): boolean {
    return this.#placeOf(from) > this.#placeOf(to);
  }

  /**
   * The place in the order of declaration. What is no state goes before all of them, or after where it is
   * only led to.
   */
  #placeOf(node: string): number {
    const place = this.#order.findIndex((state) => stateNode(state) === node);
    return place < 0 && node.startsWith('partner:') ? this.#order.length : place;
  }
}

const stateNode = (state: string) => `state:${state}`;

/** A to Z, then A1, B1 and so on. */
function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${letter}${Math.floor(index / 26)}`;
}
