/**
 * How fast it is. One JMH class per question, each of which says how to run it; {@link
 * org.unfurl.benchmark.Measure} is our side of {@code benchmarks/compare}.
 */
package org.unfurl.benchmark;
