/**
 * The stages of a curriculum, as a trial is told them. {@link org.unfurl.train.stage.Stages} is the
 * way in.
 */
package org.unfurl.train.stage;
