/**
 * Which networks there are, a short file each. {@link org.unfurl.train.architecture.Architectures}
 * is the registry and the way in; a new one is one {@link
 * org.unfurl.train.architecture.Architecture} and one line there.
 */
package org.unfurl.train.architecture;
