/** A name in every language the library speaks. */
export interface Label {
  readonly en: string;
  readonly ru: string;
}
