/** Optimisers and their learning rates. {@link org.unfurl.train.optimise.Adam} is the way in. */
package org.unfurl.train.optimise;
