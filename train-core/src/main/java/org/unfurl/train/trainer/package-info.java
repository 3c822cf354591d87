/**
 * Training one network on one thread. {@link org.unfurl.train.trainer.Trainer} is the way in,
 * {@link org.unfurl.train.trainer.Training} what comes out.
 */
package org.unfurl.train.trainer;
