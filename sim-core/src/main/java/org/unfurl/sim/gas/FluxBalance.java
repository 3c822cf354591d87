package org.unfurl.sim.gas;

import java.util.Arrays;

/**
 * What the cells gain through their faces: from the fluxes, line by line, to the rates of change of
 * the cell means, and transposed from the cotangents of the rates to those of the fluxes.
 */
final class FluxBalance {

  private final PaddedCells cells;

  /** Of true cells, (rows, columns). */
  private final double[] inverseVolume;

  /** (4, padded cells): what a cell gains, or the cotangent of it. Ghost cells have none. */
  private final double[][] gain;

  FluxBalance(CurvilinearGrid grid, PaddedCells cells) {
    this.cells = cells;
    this.inverseVolume = new double[grid.cells()];
    for (int cell = 0; cell < inverseVolume.length; cell++) {
      inverseVolume[cell] = 1 / grid.volume(cell);
    }
    this.gain = new double[FlowState.CHANNELS][cells.size()];
  }

  void clear() {
    for (double[] channel : gain) {
      Arrays.fill(channel, 0);
    }
  }

  /** Adds the fluxes through a line of faces, (4, faces). */
  void add(Faces faces, int line, double[][] flux) {
    int first = faces.rightCell(line);
    int offset = faces.leftOffset;
    for (int channel = 0; channel < FlowState.CHANNELS; channel++) {
      double[] gained = gain[channel];
      double[] through = flux[channel];
      for (int f = 0; f < faces.perLine; f++) {
        gained[first + f] += through[f];
      }
      for (int f = 0; f < faces.perLine; f++) {
        gained[first + f - offset] -= through[f];
      }
    }
  }

  /** Writes the rates, (4, rows, columns). */
  void storeRates(double[] rates) {
    int columns = cells.columns();
    for (int channel = 0; channel < FlowState.CHANNELS; channel++) {
      double[] source = gain[channel];
      for (int j = 0; j < cells.rows(); j++) {
        int padded = cells.index(j, 0);
        int cell = j * columns;
        int target = channel * inverseVolume.length + cell;
        for (int i = 0; i < columns; i++) {
          rates[target + i] = source[padded + i] * inverseVolume[cell + i];
        }
      }
    }
  }

  /** The transpose of {@link #storeRates}: takes the cotangents of the rates. */
  void setRatesBar(double[] ratesBar) {
    int columns = cells.columns();
    clear();
    for (int channel = 0; channel < FlowState.CHANNELS; channel++) {
      double[] target = gain[channel];
      for (int j = 0; j < cells.rows(); j++) {
        int padded = cells.index(j, 0);
        int cell = j * columns;
        int source = channel * inverseVolume.length + cell;
        for (int i = 0; i < columns; i++) {
          target[padded + i] = ratesBar[source + i] * inverseVolume[cell + i];
        }
      }
    }
  }

  /** The transpose of {@link #add}: the cotangents of the fluxes of a line. Overwritten. */
  void storeFluxBar(Faces faces, int line, double[][] fluxBar) {
    int first = faces.rightCell(line);
    int offset = faces.leftOffset;
    for (int channel = 0; channel < FlowState.CHANNELS; channel++) {
      double[] gained = gain[channel];
      double[] through = fluxBar[channel];
      for (int f = 0; f < faces.perLine; f++) {
        through[f] = gained[first + f] - gained[first + f - offset];
      }
    }
  }
}
