export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface BoxSize {
  readonly width: number;
  readonly height: number;
}

/** A box by its middle. */
export interface Box extends Point, BoxSize {}
