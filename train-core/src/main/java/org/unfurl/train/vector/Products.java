package org.unfurl.train.vector;

import static org.unfurl.train.vector.Lanes.all;
import static org.unfurl.train.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Products of small dense matrices, where nearly all the time of a training goes. Both keep a block
 * of the result in registers while they run along the inner dimension.
 */
final class Products {

  /** Rows are worked on in blocks of so many; arrays are padded to whole blocks. */
  static final int ROWS = 4;

  /** Columns are worked on in blocks of so many vectors. */
  static final int COLUMN_VECTORS = 6;

  private static final int LANES = Lanes.COUNT;

  /** Distance of neighbouring vectors of a row: those of the other values of a tile lie between. */
  private static final int STEP = MinimalFiltering.VALUES * LANES;

  /** A block of four rows takes 31 registers. AVX-512 and NEON have 32, AVX2 has 16. */
  private static final boolean MANY_REGISTERS = LANES != 8;

  private Products() {}

  /**
   * result = a b.
   *
   * @param a (rows, inner) at {@code aOffset + row * aRow + inner * aInner}; rows a multiple of
   *     {@link #ROWS}. Not modified.
   * @param b (inner, columns), a row every {@code stride}; columns a multiple of {@link
   *     #COLUMN_VECTORS} vectors. Not modified.
   * @param result (rows, columns), a row every {@code stride}. Overwritten.
   */
  static void multiply(
      float[] a,
      int aOffset,
      int aRow,
      int aInner,
      int rows,
      int inner,
      float[] b,
      int bOffset,
      float[] result,
      int resultOffset,
      int stride,
      int tiles) {
    for (int tile = 0; tile < tiles; tile += COLUMN_VECTORS) {
      int column = tile * STEP;
      for (int row = 0; row < rows; row += ROWS) {
        int from = aOffset + row * aRow;
        int to = resultOffset + row * stride + column;
        if (MANY_REGISTERS) {
          fourRows(a, from, aRow, aInner, inner, b, bOffset + column, result, to, stride);
        } else {
          twoRows(a, from, aRow, aInner, inner, b, bOffset + column, result, to, stride);
          from += 2 * aRow;
          to += 2 * stride;
          twoRows(a, from, aRow, aInner, inner, b, bOffset + column, result, to, stride);
        }
      }
    }
  }

  private static void fourRows(
      float[] a,
      int aOffset,
      int aRow,
      int aInner,
      int inner,
      float[] b,
      int bOffset,
      float[] result,
      int to,
      int stride) {
    FloatVector r00 = all(0);
    FloatVector r01 = r00;
    FloatVector r02 = r00;
    FloatVector r03 = r00;
    FloatVector r04 = r00;
    FloatVector r05 = r00;
    FloatVector r10 = r00;
    FloatVector r11 = r00;
    FloatVector r12 = r00;
    FloatVector r13 = r00;
    FloatVector r14 = r00;
    FloatVector r15 = r00;
    FloatVector r20 = r00;
    FloatVector r21 = r00;
    FloatVector r22 = r00;
    FloatVector r23 = r00;
    FloatVector r24 = r00;
    FloatVector r25 = r00;
    FloatVector r30 = r00;
    FloatVector r31 = r00;
    FloatVector r32 = r00;
    FloatVector r33 = r00;
    FloatVector r34 = r00;
    FloatVector r35 = r00;
    for (int i = 0; i < inner; i++) {
      FloatVector b0 = load(b, bOffset);
      FloatVector b1 = load(b, bOffset + STEP);
      FloatVector b2 = load(b, bOffset + 2 * STEP);
      FloatVector b3 = load(b, bOffset + 3 * STEP);
      FloatVector b4 = load(b, bOffset + 4 * STEP);
      FloatVector b5 = load(b, bOffset + 5 * STEP);
      FloatVector factor = all(a[aOffset]);
      r00 = factor.fma(b0, r00);
      r01 = factor.fma(b1, r01);
      r02 = factor.fma(b2, r02);
      r03 = factor.fma(b3, r03);
      r04 = factor.fma(b4, r04);
      r05 = factor.fma(b5, r05);
      factor = all(a[aOffset + aRow]);
      r10 = factor.fma(b0, r10);
      r11 = factor.fma(b1, r11);
      r12 = factor.fma(b2, r12);
      r13 = factor.fma(b3, r13);
      r14 = factor.fma(b4, r14);
      r15 = factor.fma(b5, r15);
      factor = all(a[aOffset + 2 * aRow]);
      r20 = factor.fma(b0, r20);
      r21 = factor.fma(b1, r21);
      r22 = factor.fma(b2, r22);
      r23 = factor.fma(b3, r23);
      r24 = factor.fma(b4, r24);
      r25 = factor.fma(b5, r25);
      factor = all(a[aOffset + 3 * aRow]);
      r30 = factor.fma(b0, r30);
      r31 = factor.fma(b1, r31);
      r32 = factor.fma(b2, r32);
      r33 = factor.fma(b3, r33);
      r34 = factor.fma(b4, r34);
      r35 = factor.fma(b5, r35);
      aOffset += aInner;
      bOffset += stride;
    }
    r00.intoArray(result, to);
    r01.intoArray(result, to + STEP);
    r02.intoArray(result, to + 2 * STEP);
    r03.intoArray(result, to + 3 * STEP);
    r04.intoArray(result, to + 4 * STEP);
    r05.intoArray(result, to + 5 * STEP);
    to += stride;
    r10.intoArray(result, to);
    r11.intoArray(result, to + STEP);
    r12.intoArray(result, to + 2 * STEP);
    r13.intoArray(result, to + 3 * STEP);
    r14.intoArray(result, to + 4 * STEP);
    r15.intoArray(result, to + 5 * STEP);
    to += stride;
    r20.intoArray(result, to);
    r21.intoArray(result, to + STEP);
    r22.intoArray(result, to + 2 * STEP);
    r23.intoArray(result, to + 3 * STEP);
    r24.intoArray(result, to + 4 * STEP);
    r25.intoArray(result, to + 5 * STEP);
    to += stride;
    r30.intoArray(result, to);
    r31.intoArray(result, to + STEP);
    r32.intoArray(result, to + 2 * STEP);
    r33.intoArray(result, to + 3 * STEP);
    r34.intoArray(result, to + 4 * STEP);
    r35.intoArray(result, to + 5 * STEP);
  }

  private static void twoRows(
      float[] a,
      int aOffset,
      int aRow,
      int aInner,
      int inner,
      float[] b,
      int bOffset,
      float[] result,
      int to,
      int stride) {
    FloatVector r00 = all(0);
    FloatVector r01 = r00;
    FloatVector r02 = r00;
    FloatVector r03 = r00;
    FloatVector r04 = r00;
    FloatVector r05 = r00;
    FloatVector r10 = r00;
    FloatVector r11 = r00;
    FloatVector r12 = r00;
    FloatVector r13 = r00;
    FloatVector r14 = r00;
    FloatVector r15 = r00;
    for (int i = 0; i < inner; i++) {
      FloatVector factor0 = all(a[aOffset]);
      FloatVector factor1 = all(a[aOffset + aRow]);
      FloatVector column = load(b, bOffset);
      r00 = factor0.fma(column, r00);
      r10 = factor1.fma(column, r10);
      column = load(b, bOffset + STEP);
      r01 = factor0.fma(column, r01);
      r11 = factor1.fma(column, r11);
      column = load(b, bOffset + 2 * STEP);
      r02 = factor0.fma(column, r02);
      r12 = factor1.fma(column, r12);
      column = load(b, bOffset + 3 * STEP);
      r03 = factor0.fma(column, r03);
      r13 = factor1.fma(column, r13);
      column = load(b, bOffset + 4 * STEP);
      r04 = factor0.fma(column, r04);
      r14 = factor1.fma(column, r14);
      column = load(b, bOffset + 5 * STEP);
      r05 = factor0.fma(column, r05);
      r15 = factor1.fma(column, r15);
      aOffset += aInner;
      bOffset += stride;
    }
    r00.intoArray(result, to);
    r01.intoArray(result, to + STEP);
    r02.intoArray(result, to + 2 * STEP);
    r03.intoArray(result, to + 3 * STEP);
    r04.intoArray(result, to + 4 * STEP);
    r05.intoArray(result, to + 5 * STEP);
    to += stride;
    r10.intoArray(result, to);
    r11.intoArray(result, to + STEP);
    r12.intoArray(result, to + 2 * STEP);
    r13.intoArray(result, to + 3 * STEP);
    r14.intoArray(result, to + 4 * STEP);
    r15.intoArray(result, to + 5 * STEP);
  }

  /** Numbers of a block of {@link #addInner}: four rows of one factor times four of the other. */
  static final int BLOCK = ROWS * ROWS;

  /**
   * Adds the inner products of all rows of a with all rows of b, each value on its own, and through
   * them the transpose of a filter's transform, to a sum kept in blocks. Those of rows 4 i to 4 i +
   * 3 of a with rows 4 j to 4 j + 3 of b stand at {@code (i * bRows / 4 + j) * 3 * BLOCK}, laid out
   * (tap, {@link #blockRow} and {@link #blockColumn}).
   *
   * @param a (row, tile, value, lane), a row every {@code stride}. Not modified.
   * @param b likewise. Not modified.
   * @param lanes scratch for {@link #BLOCK} vectors of each value
   * @param sum 3 · aRows · bRows numbers. Modified.
   */
  static void addInner(
      float[] a, int aRows, float[] b, int bRows, int stride, float[] lanes, float[] sum) {
    int to = 0;
    for (int row = 0; row < aRows; row += ROWS) {
      for (int other = 0; other < bRows; other += ROWS) {
        for (int value = 0; value < MinimalFiltering.VALUES; value++) {
          int at = value * LANES;
          innerBlock(a, row * stride + at, b, other * stride + at, stride, lanes, at * BLOCK);
        }
        MinimalFiltering.transposeFilter(lanes, BLOCK);
        addLanes(lanes, MinimalFiltering.TAPS * BLOCK, sum, to);
        to += MinimalFiltering.TAPS * BLOCK;
      }
    }
  }

  private static final int[] BLOCK_ORDER = blockOrder();

  /** Row of the first factor, within its block, of a number in a block of {@link #addInner}. */
  static int blockRow(int index) {
    return BLOCK_ORDER[index] / ROWS;
  }

  /** Row of the second factor, within its block, of a number in a block of {@link #addInner}. */
  static int blockColumn(int index) {
    return BLOCK_ORDER[index] % ROWS;
  }

  /** Follows the numbers 0 to 15 through the rounds of {@link #addLanes}. */
  private static int[] blockOrder() {
    int[] order = new int[BLOCK * LANES];
    for (int i = 0; i < order.length; i++) {
      order[i] = i / LANES;
    }
    for (int distance = LANES / 2; distance > 0; distance /= 2) {
      int[] next = new int[order.length / 2];
      for (int i = 0; i < next.length; i++) {
        int vector = 2 * (i / LANES) + ((i & distance) == 0 ? 0 : 1);
        next[i] = order[vector * LANES + i % LANES];
      }
      order = next;
    }
    return order;
  }

  private static void innerBlock(
      float[] a, int aOffset, float[] b, int bOffset, int stride, float[] lanes, int to) {
    FloatVector r0 = all(0);
    FloatVector r1 = r0;
    FloatVector r2 = r0;
    FloatVector r3 = r0;
    FloatVector r4 = r0;
    FloatVector r5 = r0;
    FloatVector r6 = r0;
    FloatVector r7 = r0;
    FloatVector r8 = r0;
    FloatVector r9 = r0;
    FloatVector r10 = r0;
    FloatVector r11 = r0;
    FloatVector r12 = r0;
    FloatVector r13 = r0;
    FloatVector r14 = r0;
    FloatVector r15 = r0;
    for (int column = 0; column < stride - LANES; column += STEP) {
      FloatVector b0 = load(b, bOffset + column);
      FloatVector b1 = load(b, bOffset + stride + column);
      FloatVector b2 = load(b, bOffset + 2 * stride + column);
      FloatVector b3 = load(b, bOffset + 3 * stride + column);
      FloatVector factor = load(a, aOffset + column);
      r0 = factor.fma(b0, r0);
      r1 = factor.fma(b1, r1);
      r2 = factor.fma(b2, r2);
      r3 = factor.fma(b3, r3);
      factor = load(a, aOffset + stride + column);
      r4 = factor.fma(b0, r4);
      r5 = factor.fma(b1, r5);
      r6 = factor.fma(b2, r6);
      r7 = factor.fma(b3, r7);
      factor = load(a, aOffset + 2 * stride + column);
      r8 = factor.fma(b0, r8);
      r9 = factor.fma(b1, r9);
      r10 = factor.fma(b2, r10);
      r11 = factor.fma(b3, r11);
      factor = load(a, aOffset + 3 * stride + column);
      r12 = factor.fma(b0, r12);
      r13 = factor.fma(b1, r13);
      r14 = factor.fma(b2, r14);
      r15 = factor.fma(b3, r15);
    }
    r0.intoArray(lanes, to);
    r1.intoArray(lanes, to + LANES);
    r2.intoArray(lanes, to + 2 * LANES);
    r3.intoArray(lanes, to + 3 * LANES);
    r4.intoArray(lanes, to + 4 * LANES);
    r5.intoArray(lanes, to + 5 * LANES);
    r6.intoArray(lanes, to + 6 * LANES);
    r7.intoArray(lanes, to + 7 * LANES);
    r8.intoArray(lanes, to + 8 * LANES);
    r9.intoArray(lanes, to + 9 * LANES);
    r10.intoArray(lanes, to + 10 * LANES);
    r11.intoArray(lanes, to + 11 * LANES);
    r12.intoArray(lanes, to + 12 * LANES);
    r13.intoArray(lanes, to + 13 * LANES);
    r14.intoArray(lanes, to + 14 * LANES);
    r15.intoArray(lanes, to + 15 * LANES);
  }

  /**
   * Adds the sum over the lanes of each of many vectors to a number. Each round halves the numbers
   * that are left of every sum and puts those of two vectors into one.
   *
   * @param lanes the vectors, one after the other. Modified.
   */
  private static void addLanes(float[] lanes, int count, float[] sum, int to) {
    int vectors = halve(lanes, count, LANES / 2, SECOND_HALVES);
    vectors = halve(lanes, vectors, LANES / 4, SECOND_QUARTERS);
    if (LANES > 4) {
      vectors = halve(lanes, vectors, LANES / 8, SECOND_EIGHTHS);
    }
    if (LANES > 8) {
      vectors = halve(lanes, vectors, LANES / 16, SECOND_SIXTEENTHS);
    }
    for (int at = 0; at < vectors * LANES; at += LANES) {
      load(sum, to + at).add(load(lanes, at)).intoArray(sum, to + at);
    }
  }

  private static int halve(float[] lanes, int vectors, int distance, VectorMask<Float> second) {
    for (int a = 0; a < vectors * LANES; a += 2 * LANES) {
      int b = a + LANES;
      FloatVector mine = load(lanes, a).blend(load(lanes, b), second);
      FloatVector others = load(lanes, a + distance).blend(load(lanes, b - distance), second);
      mine.add(others).intoArray(lanes, a / 2);
    }
    return vectors / 2;
  }

  private static final VectorMask<Float> SECOND_HALVES = everySecond(LANES / 2);
  private static final VectorMask<Float> SECOND_QUARTERS = everySecond(LANES / 4);
  private static final VectorMask<Float> SECOND_EIGHTHS = everySecond(LANES / 8);
  private static final VectorMask<Float> SECOND_SIXTEENTHS = everySecond(LANES / 16);

  private static VectorMask<Float> everySecond(int lanes) {
    boolean[] second = new boolean[LANES];
    for (int lane = 0; lane < LANES; lane++) {
      second[lane] = (lane & lanes) != 0;
    }
    return VectorMask.fromArray(Lanes.SPECIES, second, 0);
  }
}
