package org.unfurl.train.unroll;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.unfurl.train.memory.MemoryLedger;
import org.unfurl.train.task.FrameModel;

/**
 * The loss of a frame model unrolled from a reference state, and its gradient by one reverse sweep
 * over the frames.
 *
 * <pre>
 *   forward   u_0 from data; for j = 1..m: u_j = G(u_{j-1})
 *   loss      mean of (u_j - y_j)² over batch, frames with loss, channels and points
 *   backward  λ = 0; for j = m..1: λ ← (chain rule of G at j)(λ + ∂loss/∂u_j), zero where unlinked
 * </pre>
 *
 * Each run of linked frames goes forward, then backward, and is released before the next one
 * starts: memory grows with the longest such run, not with m.
 */
public final class UnrolledLoss {

  private final FrameModel model;
  private final Unrolling unrolling;

  /**
   * Joins the two.
   *
   * @throws IllegalArgumentException if the unrolling has links that the model cannot carry
   */
  public UnrolledLoss(FrameModel model, Unrolling unrolling) {
    if (unrolling.hasLinks() && !model.differentiable()) {
      throw new IllegalArgumentException(
          "solver (not differentiable) must implement DifferentiableStepper for links that carry"
              + " gradients, choose modality one or nog, or a differentiable scheme");
    }
    this.model = model;
    this.unrolling = unrolling;
  }

  /**
   * Computes the loss and adds its gradient to that of the network's parameters.
   *
   * @param window the reference: m + 1 arrays (batch, channel, point), consecutive frames. Not
   *     modified, and asked for one by one, so that they need not exist at the same time.
   * @return the loss
   */
  public double addGradient(List<double[]> window) {
    return addGradient(window, 1);
  }

  /**
   * The same for one of several equal parts of a batch, so that only a part is in memory at a time:
   * losses and gradients of the parts add up to those of the batch.
   *
   * @param window of the part
   * @param parts of the batch, at least 1
   * @return the part's share of the loss
   * @throws NonFiniteFrameException at the first frame that is not finite
   */
  public double addGradient(List<double[]> window, int parts) {
    return unroll(window, parts, true);
  }

  /**
   * The same without a gradient.
   *
   * @return the part's share of the loss
   * @throws NonFiniteFrameException at the first frame that is not finite
   */
  public double value(List<double[]> window, int parts) {
    return unroll(window, parts, false);
  }

  private double unroll(List<double[]> window, int parts, boolean withGradient) {
    if (window.size() != unrolling.frames() + 1) {
      throw new IllegalArgumentException(
          "window ("
              + window.size()
              + " states) must hold "
              + (unrolling.frames() + 1)
              + ", the initial one and one per frame");
    }
    double[] state = window.get(0);
    MeanSquare loss = new MeanSquare((double) parts * state.length * unrolling.framesWithLoss());
    // The state that a segment starts from, one target, one cotangent.
    long used = 3 * MemoryLedger.bytes(state);
    try (MemoryLedger.Hold held = model.memory().holding(used)) {
      int first = 1;
      while (first <= unrolling.frames()) {
        int last = withGradient ? unrolling.endOfSegment(first) : first;
        state = addSegment(first, last, state, window, loss, withGradient);
        first = last + 1;
      }
    }
    return loss.value();
  }

  /** Forward and backward through linked frames; returns the state after the last. */
  private double[] addSegment(
      int first,
      int last,
      double[] start,
      List<double[]> window,
      MeanSquare loss,
      boolean withGradient) {
    double[] state = start;
    Deque<FrameModel.Frame> segment = new ArrayDeque<>();
    try {
      for (int j = first; j <= last; j++) {
        FrameModel.Frame frame = model.advance(state, withGradient && unrolling.hasLoss(j));
        segment.push(frame);
        if (!frame.finite()) {
          throw new NonFiniteFrameException(j, frame.solverFinite());
        }
        state = frame.next();
        if (unrolling.hasLoss(j)) {
          loss.add(state, window.get(j));
        }
      }
      if (withGradient && unrolling.hasLoss(first)) {
        backward(segment, window, last, loss);
      }
    } finally {
      segment.forEach(FrameModel.Frame::close);
    }
    return state;
  }

  private void backward(
      Deque<FrameModel.Frame> segment, List<double[]> window, int last, MeanSquare loss) {
    double[] cotangent = new double[segment.getFirst().next().length];
    int j = last;
    for (FrameModel.Frame frame : segment) {
      loss.addCotangent(frame.next(), window.get(j), cotangent);
      cotangent = frame.backward(cotangent, unrolling.linked(j));
      j--;
    }
  }
}
