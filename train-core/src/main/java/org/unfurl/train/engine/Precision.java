package org.unfurl.train.engine;

import ai.djl.ndarray.types.DataType;

/** The number type inside networks. Outside of them everything is double. */
public enum Precision {
  /** Single precision, for training. */
  FLOAT32(DataType.FLOAT32),
  /** Double precision, for checking gradients. */
  FLOAT64(DataType.FLOAT64);

  private final DataType dataType;

  Precision(DataType dataType) {
    this.dataType = dataType;
  }

  DataType dataType() {
    return dataType;
  }
}
