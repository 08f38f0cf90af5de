/**
 * The one reader of options, environment and {@code variables.env}: {@link duet.settings.Settings}.
 * It knows where each value came from, so that messages name its file and line.
 */
package duet.settings;
