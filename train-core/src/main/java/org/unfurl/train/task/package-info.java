/**
 * How network and solver combine into one frame u' = G(u), and the chain rule of that combination.
 * {@link org.unfurl.train.task.FrameModel} is the way in.
 */
package org.unfurl.train.task;
