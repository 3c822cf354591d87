/**
 * What a trial can be told. Whoever uses a setting declares it: {@link
 * org.unfurl.train.setting.Setting}; {@link org.unfurl.train.setting.Values} holds those of a
 * trial.
 */
package org.unfurl.train.setting;
