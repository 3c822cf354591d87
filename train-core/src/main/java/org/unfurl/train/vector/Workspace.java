package org.unfurl.train.vector;

import org.unfurl.train.memory.MemoryLedger;

/** Scratch arrays that all convolutions of a network share. One thread at a time. */
public final class Workspace {

  private final Rings rings;

  /** Values of every tile of a layer's inputs, (channel, tile, value, lane). */
  final float[] inputs;

  /** The same of its outputs, or of the cotangents of its inputs. */
  final float[] outputs;

  /** The same of the cotangents of its outputs. */
  final float[] cotangents;

  /** One channel of a group: no skip. */
  final float[] zeros;

  /** For {@link Products#addInner}. */
  final float[] blockLanes = new float[MinimalFiltering.VALUES * Products.BLOCK * Lanes.COUNT];

  /**
   * Scratch for convolutions on groups of such rings.
   *
   * @param rows the most channels, padding included, of any of them
   */
  public Workspace(Rings rings, int rows) {
    this.rings = rings;
    int size = rows * rings.rowValues();
    this.inputs = new float[size];
    this.outputs = new float[size];
    this.cotangents = new float[size];
    this.zeros = new float[rings.row()];
  }

  /** Bytes of the scratch arrays. */
  public long bytes() {
    return MemoryLedger.bytes(inputs, outputs, cotangents, zeros, blockLanes);
  }

  Rings rings() {
    return rings;
  }
}
