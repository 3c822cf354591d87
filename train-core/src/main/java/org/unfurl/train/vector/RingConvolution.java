package org.unfurl.train.vector;

import java.util.Arrays;
import org.unfurl.train.memory.MemoryLedger;

/**
 * A convolution over three neighbouring points of a {@link Rings}, with bias, and its exact
 * derivative. It works on groups of states, by {@link MinimalFiltering} and matrix products over
 * the channels.
 *
 * <p>Channels are padded with zeros to multiples of {@link Products#ROWS}; arrays hold {@link
 * #inputRows()} and {@link #outputRows()} of them. One instance serves one thread at a time.
 */
public final class RingConvolution {

  private static final int TAPS = MinimalFiltering.TAPS;
  private static final int VALUES = MinimalFiltering.VALUES;

  private final int inputs;
  private final int outputs;
  private final int inputRows;
  private final int outputRows;

  /** G w, (output, value, input). */
  private final float[] filters;

  private final float[] bias;

  /** Cotangent of the weights, in the blocks of {@link Products#addInner}. */
  private final float[] weightCotangent;

  /** Cotangent of the bias, (output, lane). */
  private final float[] biasCotangent;

  /**
   * A convolution with zero weights.
   *
   * @param inputs channels read
   * @param outputs channels made
   */
  public RingConvolution(int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.inputRows = rows(inputs);
    this.outputRows = rows(outputs);
    this.filters = new float[outputRows * VALUES * inputRows];
    this.bias = new float[outputRows];
    this.weightCotangent = new float[TAPS * outputRows * inputRows];
    this.biasCotangent = new float[outputRows * Lanes.COUNT];
  }

  private static int rows(int channels) {
    return Rings.ceilDiv(channels, Products.ROWS) * Products.ROWS;
  }

  /** Bytes of weights and gradient, padding included. */
  public long bytes() {
    return MemoryLedger.bytes(filters, bias, weightCotangent, biasCotangent);
  }

  /** Channels read, padding included. */
  public int inputRows() {
    return inputRows;
  }

  /** Channels made, padding included. */
  public int outputRows() {
    return outputRows;
  }

  /**
   * Takes weights (output, tap, input), and the bias (output) behind them, from a flat vector.
   *
   * @param parameters Not modified.
   */
  public void setParameters(float[] parameters, int offset) {
    for (int output = 0; output < outputs; output++) {
      int weights = offset + output * TAPS * inputs;
      for (int value = 0; value < VALUES; value++) {
        float g0 = MinimalFiltering.filter(value, 0);
        float g1 = MinimalFiltering.filter(value, 1);
        float g2 = MinimalFiltering.filter(value, 2);
        int to = (output * VALUES + value) * inputRows;
        for (int input = 0; input < inputs; input++) {
          filters[to + input] =
              g0 * parameters[weights + input]
                  + g1 * parameters[weights + inputs + input]
                  + g2 * parameters[weights + 2 * inputs + input];
        }
      }
    }
    System.arraycopy(parameters, offset + outputs * TAPS * inputs, bias, 0, outputs);
  }

  /**
   * Writes the gradient gathered since the last {@link #clearGradient}, laid out like the
   * parameters.
   *
   * @param gradient Overwritten where this convolution's parameters are.
   */
  public void readGradient(float[] gradient, int offset) {
    int biasOffset = offset + outputs * TAPS * inputs;
    int from = 0;
    for (int row = 0; row < outputRows; row += Products.ROWS) {
      for (int other = 0; other < inputRows; other += Products.ROWS) {
        for (int tap = 0; tap < TAPS; tap++) {
          readBlock(from, row, other, gradient, offset + tap * inputs);
          from += Products.BLOCK;
        }
      }
    }
    for (int output = 0; output < outputs; output++) {
      float sum = 0;
      for (int lane = 0; lane < Lanes.COUNT; lane++) {
        sum += biasCotangent[output * Lanes.COUNT + lane];
      }
      gradient[biasOffset + output] = sum;
    }
  }

  private void readBlock(int from, int row, int other, float[] gradient, int offset) {
    for (int i = 0; i < Products.BLOCK; i++) {
      int output = row + Products.blockRow(i);
      int input = other + Products.blockColumn(i);
      if (output < outputs && input < inputs) {
        gradient[offset + output * TAPS * inputs + input] = weightCotangent[from + i];
      }
    }
  }

  /** Forgets the gathered gradient. */
  public void clearGradient() {
    Arrays.fill(weightCotangent, 0);
    Arrays.fill(biasCotangent, 0);
  }

  /**
   * y = φ(conv(x)), with φ(z) = z where z is positive and slope · z elsewhere.
   *
   * @param x a group of {@link #inputRows} channels. Not modified.
   * @param slope 1 for no φ
   * @param y a group of {@link #outputRows} channels. Overwritten.
   */
  public void apply(Workspace scratch, float[] x, int from, float slope, float[] y, int to) {
    multiply(scratch, x, from);
    for (int output = 0; output < outputRows; output++) {
      int at = to + output * scratch.rings().row();
      transformOutput(scratch, output, slope, scratch.zeros, 0, y, at);
    }
    scratch.rings().repeat(y, to, outputRows);
  }

  /**
   * y = φ(skip + conv(x)), as {@link #apply}.
   *
   * @param skip a group like y, in the array of x. Not modified.
   */
  public void applyWithSkip(
      Workspace scratch, float[] x, int from, int skip, float slope, float[] y, int to) {
    multiply(scratch, x, from);
    for (int output = 0; output < outputRows; output++) {
      int row = output * scratch.rings().row();
      transformOutput(scratch, output, slope, x, skip + row, y, to + row);
    }
    scratch.rings().repeat(y, to, outputRows);
  }

  private void transformOutput(
      Workspace scratch, int output, float slope, float[] skip, int skipFrom, float[] y, int to) {
    Rings rings = scratch.rings();
    for (int ring = 0; ring < rings.rings(); ring++) {
      MinimalFiltering.transformOutput(
          scratch.outputs,
          output * rings.rowValues() + ring * rings.ringValues(),
          bias[output],
          slope,
          skip,
          skipFrom + ring * rings.ring(),
          y,
          to + ring * rings.ring(),
          rings.tiles());
    }
  }

  private void multiply(Workspace scratch, float[] x, int from) {
    transformInput(scratch, x, from);
    Rings rings = scratch.rings();
    for (int value = 0; value < VALUES; value++) {
      Products.multiply(
          filters,
          value * inputRows,
          VALUES * inputRows,
          1,
          outputRows,
          inputs,
          scratch.inputs,
          value * Lanes.COUNT,
          scratch.outputs,
          value * Lanes.COUNT,
          rings.rowValues(),
          rings.paddedTiles());
    }
  }

  private void transformInput(Workspace scratch, float[] x, int from) {
    Rings rings = scratch.rings();
    for (int input = 0; input < inputRows; input++) {
      for (int ring = 0; ring < rings.rings(); ring++) {
        MinimalFiltering.transformInput(
            x,
            from + input * rings.row() + ring * rings.ring(),
            scratch.inputs,
            input * rings.rowValues() + ring * rings.ringValues(),
            rings.tiles());
      }
    }
  }

  /**
   * Sends a cotangent backwards through y = φ([skip +] conv(x)): adds to the gradient and to the
   * cotangent of x.
   *
   * @param cotangent of y, zero in the halos; becomes that of φ's argument, which is also that of
   *     the skip. Modified.
   * @param y what was made, in {@code kept}. Not modified.
   * @param slope of φ
   * @param x what it was made of, in {@code kept}. Not modified.
   * @param sum grows by the cotangent of x; zero in the halos before and after. Modified.
   */
  public void addVjp(
      Workspace scratch, float[] cotangent, float[] kept, int y, float slope, int x, float[] sum) {
    Rings rings = scratch.rings();
    transposeOutput(scratch, cotangent, kept, y, slope);
    transformInput(scratch, kept, x);
    Products.addInner(
        scratch.cotangents,
        outputRows,
        scratch.inputs,
        inputRows,
        rings.rowValues(),
        scratch.blockLanes,
        weightCotangent);
    for (int value = 0; value < VALUES; value++) {
      Products.multiply(
          filters,
          value * inputRows,
          1,
          VALUES * inputRows,
          inputRows,
          outputs,
          scratch.cotangents,
          value * Lanes.COUNT,
          scratch.outputs,
          value * Lanes.COUNT,
          rings.rowValues(),
          rings.paddedTiles());
    }
    addTransposedInput(scratch, sum);
    rings.gather(sum, 0, inputRows);
  }

  private void transposeOutput(
      Workspace scratch, float[] cotangent, float[] kept, int y, float slope) {
    Rings rings = scratch.rings();
    for (int output = 0; output < outputRows; output++) {
      for (int ring = 0; ring < rings.rings(); ring++) {
        int at = output * rings.row() + ring * rings.ring();
        MinimalFiltering.transposeOutput(
            cotangent,
            at,
            kept,
            y + at,
            slope,
            scratch.cotangents,
            output * rings.rowValues() + ring * rings.ringValues(),
            rings.tiles(),
            biasCotangent,
            output * Lanes.COUNT);
      }
    }
  }

  private void addTransposedInput(Workspace scratch, float[] sum) {
    Rings rings = scratch.rings();
    for (int input = 0; input < inputRows; input++) {
      for (int ring = 0; ring < rings.rings(); ring++) {
        MinimalFiltering.addTransposedInput(
            scratch.outputs,
            input * rings.rowValues() + ring * rings.ringValues(),
            sum,
            input * rings.row() + ring * rings.ring(),
            rings.tiles());
      }
    }
  }
}
