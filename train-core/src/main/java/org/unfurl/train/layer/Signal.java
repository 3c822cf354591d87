package org.unfurl.train.layer;

import org.unfurl.sim.grid.StateShape;

/**
 * What flows between layers: channels over points, (batch, channel, y, x) in the engine. A line has
 * one row.
 *
 * @param channels at least 1
 * @param rows points along y, 1 on a line
 * @param columns points along x
 * @param plane whether there is a second axis, even if it has one point left
 * @param periodicY whether row 0 follows the last row; without meaning on a line
 * @param periodicX whether column 0 follows the last column
 * @param spacing distance of its points, counted in points of the network's states
 */
public record Signal(
    int channels,
    int rows,
    int columns,
    boolean plane,
    boolean periodicY,
    boolean periodicX,
    int spacing) {

  /** Channels over the points of such states. */
  public static Signal over(StateShape states, int channels) {
    return new Signal(
        channels,
        states.rows(),
        states.columns(),
        states.isPlane(),
        states.periodicY(),
        states.periodicX(),
        1);
  }

  /** Axes: 1 on a line, 2 on a plane. */
  public int axes() {
    return plane ? 2 : 1;
  }

  /** Points of one channel. */
  public int points() {
    return rows * columns;
  }

  /** Numbers of one state. */
  public int size() {
    return Math.multiplyExact(channels, points());
  }

  /** Other channels over the same points. */
  public Signal withChannels(int count) {
    return new Signal(count, rows, columns, plane, periodicY, periodicX, spacing);
  }

  /** As many channels over other points, equally far apart. */
  public Signal withPoints(int otherRows, int otherColumns) {
    return new Signal(channels, otherRows, otherColumns, plane, periodicY, periodicX, spacing);
  }

  /** The first of every so many points, along every axis. */
  public Signal coarser(int factor) {
    return new Signal(
        channels,
        (rows + factor - 1) / factor,
        (columns + factor - 1) / factor,
        plane,
        periodicY,
        periodicX,
        spacing * factor);
  }

  /** So many points for every one, along every axis. */
  public Signal finer(int factor) {
    return new Signal(
        channels,
        plane ? rows * factor : rows,
        columns * factor,
        plane,
        periodicY,
        periodicX,
        spacing / factor);
  }
}
