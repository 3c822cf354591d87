package org.unfurl.train.layer;

/**
 * What a layer costs forward.
 *
 * @param multiplyAdds of one state: the products of its sums, each bias counted as one more
 * @param calls how often it starts a computation over the whole batch; elementwise operations count
 *     with the layer that they follow
 */
public record Cost(long multiplyAdds, int calls) {

  /** Nothing. */
  public static final Cost NONE = new Cost(0, 0);

  /** Both, one after the other. */
  public Cost plus(Cost other) {
    return new Cost(Math.addExact(multiplyAdds, other.multiplyAdds), calls + other.calls);
  }
}
