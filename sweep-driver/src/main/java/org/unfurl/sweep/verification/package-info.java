/**
 * Runs the experiments that show that the physics is right ({@code ./unfurl verify}). {@link
 * org.unfurl.sweep.verification.Verification} is the way in; {@code report} makes text of what
 * comes out.
 */
package org.unfurl.sweep.verification;
