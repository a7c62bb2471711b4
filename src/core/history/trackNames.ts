/** Tells recordings apart by their names, whatever id each source gave them. */
export interface TrackNames {
  /** A text that is the same for tracks of the same normalised title and artist. @param id of the table `tracks` */
  nameKeyOf(id: number): string;
}
