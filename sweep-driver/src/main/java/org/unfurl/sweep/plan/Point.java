package org.unfurl.sweep.plan;

import org.unfurl.train.setting.Values;

/**
 * One point of the grid.
 *
 * @param values what makes a difference there
 * @param variant name of the first variant that means this; empty if there are none
 */
public record Point(Values values, String variant) {}
