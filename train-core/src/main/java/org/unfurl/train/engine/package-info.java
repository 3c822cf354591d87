/**
 * The one door to the tensor engine; {@link org.unfurl.train.engine.EngineSession} is the way in.
 * Nothing outside this package touches the engine's internals, and each fact about them that we
 * rely on has a test here.
 */
package org.unfurl.train.engine;
