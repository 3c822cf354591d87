/** Which word was meant, where a person wrote another one. */
package org.unfurl.sweep.spelling;
